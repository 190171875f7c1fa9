// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <vector>
// CHECK: errors/static.cpp:[[@LINE+1]]:5: error: 'global' of type 'res' has an async drop, but lives until the program or the thread ends, where nothing can await; make it a local variable of the main coroutine [async-drop-static]
res global{1};
// CHECK: errors/static.cpp:[[@LINE+1]]:18: error: 'each' of type 'res'{{.*}}[async-drop-static]
thread_local res each{1};
struct s {
  // CHECK: errors/static.cpp:[[@LINE+1]]:21: error: 'member' of type 'res'{{.*}}[async-drop-static]
  static inline res member{1};
};
namespace {
// CHECK: errors/static.cpp:[[@LINE+1]]:18: error: 'owner' of type 'std::vector<res>'{{.*}}[async-drop-static]
std::vector<res> owner;
}  // namespace
async::task<void> f() {
  // CHECK: errors/static.cpp:[[@LINE+1]]:14: error: 'local' of type 'res'{{.*}}[async-drop-static]
  static res local{1};
  co_return;
}
void g() {
  // CHECK: errors/static.cpp:[[@LINE+1]]:27: error: 'local' of type 'res'{{.*}}[async-drop-static]
  static thread_local res local{1};
}
struct pair {
  res first;
  int second;
};
pair both();
void h() {
  // CHECK: errors/static.cpp:[[@LINE+1]]:15: error: '[a, b]' of type 'pair'{{.*}}[async-drop-static]
  static auto [a, b] = both();
}
struct t {
  // CHECK: errors/static.cpp:[[@LINE+1]]:14: error: 'declared' of type 'res'{{.*}}[async-drop-static]
  static res declared;
};
// Told of once. A pointer and a reference own nothing.
// CHECK-NOT: error:
res t::declared{1};
res* pointer = nullptr;
res& reference = *pointer;
