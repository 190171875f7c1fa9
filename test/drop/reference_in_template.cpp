// In a template a reference keeps a temporary of an instantiated type alive, and the scope of the reference drops it: in
// blocks, heads and closures, of bindings, and where several are declared at once.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
template <class T>
struct two {
  T a;
  int b;
};
template <class T>
two<T> pair_of(int n) {
  return {T(n), n};
}
template <class T>
async::task<int> in_blocks(bool stop) {
  auto&& [a, b] = pair_of<T>(1);
  if (auto&& r = T(2)) std::printf("if %d\n", r.get());
  for (auto&& r = T(3); b < 5; ++b) {
    if (b == 3 && stop) co_return 1;
    std::printf("for %d\n", r.get());
  }
  int rounds = 0;
  while (auto&& r = T(4, ++rounds < 3)) {
    if (r.get() == rounds) break;
  }
  // CHECK: T const &x = temporary{{[0-9]+}}_.make([&]() -> decltype(auto) { return T(5); });
  // CHECK: T const  &y = temporary{{[0-9]+}}_.make([&]() -> decltype(auto) { return T(6); });
  T const &x = T(5), &y = T(6);
  auto later = [&]() -> async::task<int> {
    auto&& r = T(7);
    co_await async::this_task::yield();
    co_return r.get();
  };
  std::printf("%d %d %d\n", x.get(), y.get(), co_await later());
  try {
    auto&& r = T(8);
    throw r.get();
  } catch (int n) {
    std::printf("caught %d\n", n);
  }
  co_return a.get();
}
struct undropped {
  explicit undropped(int n, bool yes = true) : n(n), yes(yes) {}
  ~undropped() { std::printf("~undropped %d\n", n); }
  explicit operator bool() const { return yes; }
  int get() const { return n; }
  int n;
  bool yes;
};
START {
  co_await in_blocks<numbered>(true);
  std::puts("--");
  co_await in_blocks<numbered>(false);
  std::puts("--");
  co_await in_blocks<undropped>(false);
}
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: if 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 3
// OUT-NEXT: for 3
// OUT-NEXT: for 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: --
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: if 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 3
// OUT-NEXT: for 3
// OUT-NEXT: for 3
// OUT-NEXT: for 3
// OUT-NEXT: for 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: make 5
// OUT-NEXT: make 6
// OUT-NEXT: make 7
// OUT-NEXT: drop 7
// OUT-NEXT: ~7
// OUT-NEXT: 5 6 7
// OUT-NEXT: make 8
// OUT-NEXT: drop 8
// OUT-NEXT: ~8
// OUT-NEXT: caught 8
// OUT-NEXT: drop 6
// OUT-NEXT: ~6
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: --
// OUT-NEXT: if 2
// OUT-NEXT: ~undropped 2
// OUT-NEXT: for 3
// OUT-NEXT: for 3
// OUT-NEXT: for 3
// OUT-NEXT: for 3
// OUT-NEXT: ~undropped 3
// OUT-NEXT: ~undropped 4
// OUT-NEXT: ~undropped 4
// OUT-NEXT: ~undropped 4
// OUT-NEXT: ~undropped 7
// OUT-NEXT: 5 6 7
// OUT-NEXT: ~undropped 8
// OUT-NEXT: caught 8
// OUT-NEXT: ~undropped 6
// OUT-NEXT: ~undropped 5
// OUT-NEXT: ~undropped 1
