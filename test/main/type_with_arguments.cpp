// A type may have template arguments, nested ones, too, and be a member of such a type.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <vector>

template <class T, bool = (1 < 2)>
struct runs : async::current_thread {
  std::string_view name() const override { return sizeof(T) == sizeof(std::vector<int>) ? "vectors" : "others"; }
};
template <class T>
struct chosen {
  using type = T;
};
async::task<void> say() {
  auto const name = async::this_task::runtime().name();
  std::printf("%.*s\n", static_cast<int>(name.size()), name.data());
  co_return;
}
[[async::main(chosen<runs<std::vector<int>>>::type)]] async::task<void> start() { return say(); }
// CHECK: = chosen<runs<std::vector<int>>>::type{};
// OUT: vectors
