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
void assign(T& a, T& b) {
  // CHECK-DAG: errors/instances.cpp:[[@LINE+1]]:5: error: this assignment ends the life of an object of type 'traced'
  a = std::move(b);
}
template <class T>
void keep(T value) {
  (void)value;
}
// CHECK-DAG: errors/instances.cpp:[[@LINE-3]]:13: error: 'value' of type 'traced' has an async drop, but its life ends in 'keep'
void use() {
  (void)assign<traced>;
  (void)keep<traced>;
}
// The initialiser of a member, which is instantiated where it is used.
template <class R>
struct initialised {
  // CHECK-DAG: errors/instances.cpp:[[@LINE+1]]:12: error: a temporary of type 'traced' {{.*}}[async-drop-temporary]
  bool n = R{"x"}.open;
};
inline bool of_member() { return initialised<traced>().n; }
