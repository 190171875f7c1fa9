// What g++ 12 gets wrong in the arguments of a macro, in a body with a drop: the closures stand in front of the macro's use,
// and where the drops write that out, it is told of.
// RUN: %lower 2>&1 | FileCheck %s
// RUN: %run %s 2> %t.err | FileCheck %s --check-prefix=OUT
#include "Inputs/handle.hpp"

#include <vector>
#define LOG(...) std::printf(__VA_ARGS__)
#define LOG_LINE(...) do { std::printf(__VA_ARGS__); std::puts(""); } while (0)
struct options {
  std::string name;
  int size;
};
async::task<int> size(std::vector<std::string> v) { co_return static_cast<int>(v.size()); }
async::task<int> plain(options o) { co_return o.size; }
int use(options o) { return o.size; }
async::task<void> all() {
  auto h = co_await make("h");
  // CHECK: auto form[[A:[0-9]+]]_ = [&]() -> std::vector<{{.*}}> { return {"a", "b"}; }; LOG("%d ", co_await size(form[[A]]_()));
  LOG("%d ", co_await size({"a", "b"}));
  // CHECK: LOG("%d ", co_await plain(form{{[0-9]+}}_()))
  LOG("%d ", co_await plain({.name = "x", .size = 3}));
  LOG("%d ", use(options{"s", co_await size({"a"})}));
  if (h.len() == 1)
    LOG_LINE("%d ", co_await size({"a", "b", "c", "d"}));
}
// OUT: +h 2 3 1 4
// OUT-NEXT: -h
int main() {
  async::block_on(all());
}
