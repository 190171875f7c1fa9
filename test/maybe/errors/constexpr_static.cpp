// constexpr static members, friends and templates.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
struct [[async::maybe]] s {
  // CHECK: errors/constexpr_static.cpp:[[@LINE+1]]:41: error: 'f' is constexpr and maybe-async{{.*}}[async-maybe-constexpr]
  static constexpr async::maybe<M, int> f() { return 1; }
  template <class T>
  // CHECK: errors/constexpr_static.cpp:[[@LINE+1]]:34: error: 'g' is consteval and maybe-async{{.*}}[async-maybe-constexpr]
  consteval async::maybe<M, int> g(T) { return 1; }
  // CHECK-NOT: error:
  static constexpr int h() { return 1; }
  constexpr s() = default;
};
