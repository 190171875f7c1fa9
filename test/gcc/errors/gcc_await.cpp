// Coroutines that are not lowered stay as they are: there g++'s defects are named.
// RUN: %check 2>&1 | FileCheck %s
// RUN: %asyncc --check --cxx=clang++-19 %s -- %flags 2>&1 | count 0
// RUN: %asyncc --check %s -- %flags -Wno-async-gcc-await 2>&1 | count 0
// RUN: not %asyncc --check %s -- %flags -Werror 2>&1 | FileCheck %s --check-prefix=FATAL
#include <async/async.hpp>
#include <string>
struct part {
  std::string text;
};
async::task<bool> ready();
async::task<int> use(part p);
async::task<int> number();
async::task<int> pick(bool a) {
  // CHECK: gcc_await.cpp:[[@LINE+1]]:15: warning: g++ 12 evaluates the right side of '&&' even if the left side is false; store the left side in a variable, and test that in an 'if' statement, or use another compiler [async-gcc-await]
  co_return a && co_await ready();
}
async::task<int> arms(bool a) {
  // CHECK: gcc_await.cpp:[[@LINE+1]]:18: warning: g++ 12 evaluates both arms of '?:', or uses one that is gone; write an 'if' statement, or use another compiler [async-gcc-await]
  int n = 1 + (a ? co_await number() : 2);
  co_return n;
}
async::task<int> operand(bool a, part p) {
  // CHECK: gcc_await.cpp:[[@LINE+1]]:25: warning: g++ 12 uses the operand that '?:' makes after it is gone; write an 'if' statement, or use another compiler [async-gcc-await]
  co_return co_await (a ? use(p) : use(p));
}
async::task<int> twice(std::string text) {
  // CHECK: gcc_await.cpp:[[@LINE+1]]:26: warning: g++ 12 destroys an aggregate that is made in an awaited expression twice; give it a name in front of the statement, or use another compiler [async-gcc-await]
  co_return co_await use(part{text});
}
// CHECK: gcc_await.cpp:[[@LINE+1]]:25: warning: g++ 12 crashes in a condition that awaits if the body declares no variable outside of it; declare a variable at the beginning of the body, or use another compiler [async-gcc-await]
async::task<int> head() {
  if (co_await ready()) co_return 1;
  co_return 0;
}
// FATAL: gcc_await.cpp:16:15: error: g++ 12 evaluates the right side
async::task<void> again(int i) {
  do {
    // CHECK: gcc_await.cpp:[[@LINE+1]]:17: warning: g++ 12 does not evaluate the awaiting condition of a 'do' loop at 'continue'; go to a label at the end of the loop's body, or use another compiler [async-gcc-await]
    if (i == 1) continue;
  } while (co_await number() < ++i);
}
