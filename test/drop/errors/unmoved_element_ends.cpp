// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <map>
#include <memory>
#include <vector>
using owner = std::unique_ptr<res>;
struct pool {
  std::vector<owner> free, others;
  void refill();
  bool wants(owner const&);
  void take(owner p);

  owner other_end() {
    auto p = std::move(free.front());
    // CHECK: errors/unmoved_element_ends.cpp:[[@LINE+1]]:10: error: 'pop_back' ends the lives of objects with an async drop that 'std::vector<owner>' holds, inside code that cannot await; in a coroutine take the object out in the statement in front ('auto x = std::move(….back())'), which drops 'x' where its life ends [async-drop-library-call]
    free.pop_back();
    return p;
  }
  owner other_container() {
    auto p = std::move(others.back());
    // CHECK: errors/unmoved_element_ends.cpp:[[@LINE+1]]:10: error: 'pop_back' ends
    free.pop_back();
    return p;
  }
  owner filled_again() {
    auto p = std::move(free.back());
    refill();
    // CHECK: errors/unmoved_element_ends.cpp:[[@LINE+1]]:10: error: 'pop_back' ends
    free.pop_back();
    return p;
  }
  owner perhaps(bool yes) {
    auto p = yes ? std::move(free.back()) : nullptr;
    // CHECK: errors/unmoved_element_ends.cpp:[[@LINE+1]]:10: error: 'pop_back' ends
    free.pop_back();
    return p;
  }
  owner twice() {
    auto p = std::move(free.back());
    free.pop_back();
    // CHECK: errors/unmoved_element_ends.cpp:[[@LINE+1]]:10: error: 'pop_back' ends
    free.pop_back();
    return p;
  }
  owner in_a_branch(bool yes) {
    owner p;
    if (yes) p = std::move(free.back());
    // CHECK: errors/unmoved_element_ends.cpp:[[@LINE+1]]:10: error: 'pop_back' ends
    free.pop_back();
    return p;
  }
  owner looked_at() {
    auto&& p = std::move(free.back());
    // CHECK: errors/unmoved_element_ends.cpp:[[@LINE+1]]:10: error: 'pop_back' ends
    free.pop_back();
    return nullptr;
  }
  async::task<bool> after_others(async::task<bool> t) {
    auto p = std::move(free.back());
    bool const b = co_await std::move(t);
    // CHECK: errors/unmoved_element_ends.cpp:[[@LINE+1]]:10: error: 'pop_back' ends
    free.pop_back();
    co_return b;
  }
};
owner keyed(std::map<int, owner>& m, int other) {
  auto it = m.find(1);
  auto p = std::move(it->second);
  it = m.find(other);
  // CHECK: errors/unmoved_element_ends.cpp:[[@LINE+1]]:5: error: 'erase' ends the lives of objects with an async drop that 'std::map<int, owner>' holds, inside code that cannot await; in a coroutine take the object out in the statement in front ('auto x = std::move(it->second)'), which drops 'x' where its life ends [async-drop-library-call]
  m.erase(it);
  return p;
}
void whole(std::map<int, owner>& m) {
  auto it = m.begin();
  // CHECK: errors/unmoved_element_ends.cpp:[[@LINE+1]]:5: error: 'extract' ends {{.*}}('auto x = std::move(it->second)') and erase the element, which drops 'x' where its life ends [async-drop-library-call]
  m.extract(it);
  // CHECK: errors/unmoved_element_ends.cpp:[[@LINE+1]]:5: error: 'erase' ends {{.*}}; in a coroutine move those that stay to another
  m.erase(m.begin(), m.end());
}
