// Forms that nothing can be written for instead: defaults of members between elements that await, and the alignment of
// a variable.
// RUN: %check 2>&1 | FileCheck %s
// RUN: %asyncc --check --cxx=clang++-19 %s -- %flags 2>&1 | count 0
#include <async/async.hpp>
#include <string>
int say(char const* text, int n);
template <async::mode M>
[[async::maybe]] async::maybe<M, int> a(int n) {
  co_return n;
}
struct part {
  int x, y = say("default", 5), z = 0;
};
struct whole {
  part p;
  int w;
};
struct quiet {
  int x, y = 1;
  std::string s = "quiet";
  int z;
};
struct alignas(16) aligned {
  char room[16];
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> lists() {
  // CHECK: warned_only.cpp:[[@LINE+1]]:9: warning: g++ 12 evaluates the default of a member after an await that stands behind it; give the elements that await names in front of the statement, or use another compiler [async-gcc-await]
  part p{.x = co_await a<M>(1), .z = co_await a<M>(2)};
  // CHECK: warned_only.cpp:[[@LINE+1]]:10: warning: g++ 12 evaluates the default
  whole q{{co_await a<M>(1)}, co_await a<M>(2)};
  // CHECK: warned_only.cpp:[[@LINE+1]]:12: warning: g++ 12 evaluates the default
  auto r = part{.x = 1, .z = co_await a<M>(2)};
  part last{co_await a<M>(1)};
  part given{.x = co_await a<M>(1), .y = 2, .z = co_await a<M>(2)};
  quiet none{.x = co_await a<M>(1), .z = co_await a<M>(2)};
  co_return p.x + q.w + r.z + last.x + given.z + none.z;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> variables() {
  // CHECK: warned_only.cpp:[[@LINE+1]]:{{[0-9]+}}: warning: g++ 12 ignores the alignment of a variable of a coroutine; declare a type with that alignment for it, or use another compiler [async-gcc-await]
  alignas(8) char room[16];
  alignas(4) int natural = co_await a<M>(1);
  alignas(8) static char shared[16];
  aligned own;
  co_return room[0] + natural + shared[0] + own.room[0];
}
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, int> of_type() {
  // CHECK: warned_only.cpp:[[@LINE+1]]:{{[0-9]+}}: warning: g++ 12 ignores the alignment of a variable
  alignas(T) unsigned char room[sizeof(T)];
  co_return room[0];
}
// CHECK-NOT: warning
