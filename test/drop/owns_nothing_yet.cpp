// What owns nothing is not lost if something beside it throws.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "errors/Inputs/res.hpp"
#include <cstdio>
#include <memory>
#include <optional>
async::task<int> number() { co_return 1; }
async::task<int> sink(int n, std::unique_ptr<res> p, std::optional<res> o) {
  co_return p || o ? 0 : n;
}
// CHECK: sink(co_await number(), nullptr, std::nullopt)
async::task<int> f() { co_return co_await sink(co_await number(), nullptr, std::nullopt); }
// OUT: 1
int main() { std::printf("%d\n", async::block_on(f())); }
