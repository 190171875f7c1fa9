// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <memory>
struct holder {
  res r{1};
  // Not inside the class's own operator=.
  // CHECK-NOT: error:
  holder& operator=(holder&& o) {
    r = std::move(o.r);
    return *this;
  }
};
void plain(res& a, holder& h, std::unique_ptr<res>& u, res&& from) {
  // CHECK: errors/assignment.cpp:[[@LINE+1]]:5: error: this assignment ends the life of an object of type 'res', whose async drop cannot be awaited here; make the function a coroutine and the assignment a statement, or move the old value out before [async-drop-assignment]
  a = std::move(from);
  // CHECK: errors/assignment.cpp:[[@LINE+1]]:7: error: {{.*}}'res'{{.*}}[async-drop-assignment]
  h.r = std::move(from);
  // CHECK: errors/assignment.cpp:[[@LINE+1]]:5: error: {{.*}}'std::unique_ptr<res>'{{.*}}[async-drop-assignment]
  u = nullptr;
  // CHECK-NOT: error:
  res* p = nullptr;
  p = &a;
}
void late(res& a, res&& from, bool take) {
  if (take) {
    res t(std::move(a));
    if (take) take = false;
    // CHECK: errors/assignment.cpp:[[@LINE+1]]:7: error: {{.*}}[async-drop-assignment]
    a = std::move(from);
    async::release(t);
  }
}
res kept(res a, res&& from) {
  // CHECK: errors/assignment.cpp:[[@LINE-1]]:14: error: 'a' of type 'res' has an async drop, but its life ends in 'kept'
  res t(std::move(a));
  a = std::move(from);
  return t;
}
void perhaps(res& a, res&& from, bool take) {
  if (take) sink(std::move(a));
  // CHECK: errors/assignment.cpp:[[@LINE+1]]:5: error: {{.*}}[async-drop-assignment]
  a = std::move(from);
}
bool taken(res&& r);
void and_then(res& a, res&& from, bool take) {
  [[maybe_unused]] bool const gone = take && taken(std::move(a));
  // CHECK: errors/assignment.cpp:[[@LINE+1]]:5: error: {{.*}}[async-drop-assignment]
  a = std::move(from);
}
// What is given the object, or may reach it, may give it something again.
int refill(res& r);
int other();
void refilled(res& a, res&& from) {
  sink(std::move(a));
  res t = std::move(a);
  [[maybe_unused]] int const k = refill(a);
  // CHECK: errors/assignment.cpp:[[@LINE+1]]:5: error: {{.*}}[async-drop-assignment]
  a = std::move(from);
  async::release(t);
}
struct refills {
  res own{1};
  int again();
  void by_member() {
    res t = std::move(own);
    [[maybe_unused]] int const k = again();
    // CHECK: errors/assignment.cpp:[[@LINE+1]]:9: error: {{.*}}[async-drop-assignment]
    own = res{2};
    async::release(t);
  }
  // CHECK-NOT: error:
  void by_another() {
    res t = std::move(own);
    [[maybe_unused]] int const k = other();
    own = res{2};
    async::release(t);
  }
};
