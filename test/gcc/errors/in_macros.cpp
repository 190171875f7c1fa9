// Where a closure would have to stand inside of a macro, or in front of what the macro declares, the form is told of.
// RUN: %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <string>
#define BEHIND(x) static_cast<void>(0); x
#define FIRST(x, y) x; y
#define CHARS(n) std::to_string(n).append(20, '.').c_str()
#define EACH(v, x) for (int v = 0; v < 2; ++v) { x; }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> number(int i) {
  co_return i;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> length(std::string_view s) {
  co_return static_cast<int>(s.size());
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> forms(bool c) {
  int r = 0;
  // CHECK: in_macros.cpp:[[@LINE+1]]:18: warning: g++ 12 evaluates both arms of '?:', or uses one that is gone; write an 'if' statement
  BEHIND(r += (c ? co_await number<M>(1) : 2) + 1);
  // CHECK: in_macros.cpp:[[@LINE+1]]:17: warning: g++ 12 evaluates both arms of '?:', or uses one that is gone; write an 'if' statement
  FIRST(r += (c ? co_await number<M>(1) : 2) + 1, r += 2);
  // CHECK: in_macros.cpp:[[@LINE+1]]:19: warning: g++ 12 evaluates both arms of '?:', or uses one that is gone; write an 'if' statement
  EACH(v, r += (c ? co_await number<M>(v) : 2) + 1)
  // CHECK-NOT: warning
  EACH(v, r += (c ? co_await number<M>(1) : 2) + 1)
  // The text would be gone.
  // CHECK: in_macros.cpp:[[@LINE+1]]:29: warning: g++ 12 makes objects of both arms of '?:', or destroys one twice; give the value a name
  r += co_await length<M>(c ? CHARS(r) : "");
  // CHECK-NOT: warning
  r += co_await length<M>(c ? std::to_string(r).append(20, '.').c_str() : "");
  co_return r;
}
