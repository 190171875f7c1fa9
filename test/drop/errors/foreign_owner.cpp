// What another library's class template does with its arguments nobody sees here.
// RUN: %check -isystem %S/Inputs/foreign 2>&1 | FileCheck %s
// RUN: %check -isystem %S/Inputs/foreign 2>&1 | grep -c warning: | grep -x 4
// RUN: %check -isystem %S/Inputs/foreign -Wno-async-drop-foreign-owner 2>&1 | count 0
#include "Inputs/res.hpp"
#include <foreign_box.hpp>
#include <memory>
#include <vector>
struct holder {
  // CHECK-DAG: errors/foreign_owner.cpp:[[@LINE+1]]:21: warning: 'member' of type 'foreign::box<res>' may end the life of an object of type 'res', which has an async drop, in code of 'foreign::box<res>', which cannot await it; use one of the standard library's owners, or write 'async_drop' for 'foreign::box<res>' [async-drop-foreign-owner]
  foreign::box<res> member;
};
template <class T>
async::task<void> in_template() {
  // CHECK-DAG: errors/foreign_owner.cpp:[[@LINE+1]]:19: warning: 'object' of type 'foreign::box<res>'
  foreign::box<T> object;
  co_return;
}
async::task<void> coroutine() {
  // CHECK-DAG: errors/foreign_owner.cpp:[[@LINE+1]]:34: warning: 'all' of type 'std::vector<foreign::box<res>>' may end the life of an object of type 'res', which has an async drop, in code of 'foreign::box<res>'
  std::vector<foreign::box<res>> all;
  foreign::box<int> none;
  foreign::view<res> views;       // its destructor does nothing
  foreign::box<res>& given = all.emplace_back();
  foreign::box<res*> pointer;
  foreign::dropped<res> by_hand;
  co_await in_template<res>();
  (void)given;
}
// CHECK-DAG: errors/foreign_owner.cpp:[[@LINE+1]]:39: warning: 'parameter' of type 'foreign::box<res>'
async::task<void> f(foreign::box<res> parameter) { co_return; }
