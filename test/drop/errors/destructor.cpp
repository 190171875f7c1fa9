// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <memory>
// CHECK: errors/destructor.cpp:[[@LINE+1]]:25: error: '~res' ends the life of an object of type 'res', whose async drop cannot be awaited here; make the function a coroutine and the '~res' a statement, or let a local variable of one own the object [async-drop-delete]
void plain(res* p) { p->~res(); }
// CHECK: errors/destructor.cpp:[[@LINE+1]]:24: error: '~res' ends{{.*}}[async-drop-delete]
void named(res& r) { r.~res(); }
// CHECK: errors/destructor.cpp:[[@LINE+1]]:19: error: 'std::destroy_at' ends{{.*}}[async-drop-delete]
void at(res* p) { std::destroy_at(p); }
// Only what the class owns: nothing is awaited here that others own.
struct glued {
  res part{1};
  res* other = nullptr;
  // CHECK: errors/destructor.cpp:[[@LINE+1]]:14: error: 'delete' ends{{.*}}[async-drop-delete]
  ~glued() { delete other; }
};
// Its drop has ended what it owns.
// CHECK-NOT: error:
struct owning {
  std::unique_ptr<res> one, two;
  [[async::drop]] async::task<void> close() noexcept;
  owning(owning const&) = delete;
  ~owning() {
    one.reset();
    two = nullptr;
  }
};
// What is written for any type keeps its objects by hand.
// CHECK-NOT: error:
template <class T>
struct storage {
  alignas(T) unsigned char room[sizeof(T)];
  bool full = false;
  T* get() { return reinterpret_cast<T*>(room); }
  T take() {
    T out = std::move(*get());
    get()->~T();
    full = false;
    return out;
  }
  ~storage() {
    if (full) std::destroy_at(get());
  }
};
template struct storage<res>;
void plain(int* p, std::unique_ptr<int>& u) {
  std::destroy_at(p);
  std::destroy_at(&u);
}
