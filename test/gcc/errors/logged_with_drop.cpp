// Where drops write the use of a macro out, what g++ 12 gets wrong in its arguments has no place in front of it.
// RUN: %check 2>&1 | FileCheck %s
#include "../Inputs/handle.hpp"

#include <vector>
#define LOG(...) std::printf(__VA_ARGS__)
async::task<int> size(std::vector<std::string> v) { co_return static_cast<int>(v.size()); }
async::task<void> all() {
  // CHECK: errors/logged_with_drop.cpp:[[@LINE+1]]:63: warning: g++ 12 rejects a std::initializer_list{{.*}}[async-gcc-await]
  LOG("%d %d ", (co_await make("other")).len(), co_await size({"a"}));
}
