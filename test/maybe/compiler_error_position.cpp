// An error that only the compiler finds stands at the source's line and column, in the blocking half too.
// RUN: not %asyncc g++ -fsyntax-only %flags %s 2>&1 | FileCheck %s
// RUN: not %asyncc clang++-19 -fsyntax-only %flags %s 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
struct source {
  using async_mode = async::blocking;
};
template <class R>
[[async::maybe]] async::maybe<async::mode_of<R>, int> f(R& r) {
  int one = 1;
  // CHECK: compiler_error_position.cpp:[[@LINE+1]]:21: error: {{.*}}no member named
  co_return one + r.missing();
}
int use(source& s) { return f(s); }
