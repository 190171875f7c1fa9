// What a template does with a type that has a drop is seen in its instantiations.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <vector>
struct traced {
  explicit traced(const char*);
  traced(traced&&);
  traced& operator=(traced&&);
  [[async::drop(open)]] async::task<void> close();
  bool open = true;
};
template <class T>
async::task<void> assign(T a, T b) {
  // CHECK-DAG: errors/instances.cpp:[[@LINE+1]]:5: error: this assignment ends the life of an object of type 'traced'
  a = std::move(b);
  co_return;
}
template <class T>
void keep(T value) {
  (void)value;
}
// CHECK-DAG: errors/instances.cpp:[[@LINE-3]]:13: error: 'value' of type 'traced' has an async drop, but its life ends in 'keep'
struct two {
  traced a{"a"};
};
// CHECK-DAG: errors/instances.cpp:[[@LINE+1]]:29: error: 'p' of type 'two' has an async drop by way of member 'a'
async::task<void> parts(two p) { co_return; }
// CHECK-DAG: errors/instances.cpp:[[@LINE+1]]:48: error: 'v' of type 'std::vector<traced>' has an async drop by way of what the std::vector holds
async::task<void> several(std::vector<traced>  v) { co_return; }
void use() {
  (void)assign<traced>;
  (void)keep<traced>;
}
