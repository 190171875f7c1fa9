// An error that only an instantiation shows leaves gaps in the tree; it is told as it is.
// RUN: not %asyncc clang++-19 %flags -fsyntax-only %s 2>&1 | FileCheck %s
#include <async/async.hpp>
template <class T>
struct box {
  explicit box(int) {}
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> g() {
  // CHECK: errors/clang_errors_in_instances.cpp:[[@LINE+1]]:18: error: chosen constructor is explicit in copy-initialization
  box<M> a[1] = {{1}};
  co_return 1;
}
int main() { g<async::blocking>(); }
