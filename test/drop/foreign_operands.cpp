// A promise that takes anything is given what the operand is, of whatever type, after the drops.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include "Inputs/lazy.hpp"
#include <coroutine>
#include <cstdio>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>
using own::lazy;
struct res {
  [[async::drop]] lazy<void> close() { std::putchar('d'); co_return; }
  res() = default;
  res(res&&) = delete;
};
struct outer {
  struct inner { int i; };
  using same = inner;
  static same make() { return {1}; }
};
struct with_local {
  auto make() { struct hidden { int j; }; return hidden{7}; }
};
int twice(int i) { return 2 * i; }
lazy<std::unique_ptr<int>> pointer() { res r; co_return std::make_unique<int>(4); }
lazy<std::string> text() { res r; std::string s = "abc"; co_return s.substr(0, 1); }
lazy<outer::same> nested() { res r; co_return outer::make(); }
lazy<std::string_view> view() { res r; co_return std::string_view("abc").substr(1); }
lazy<decltype(with_local{}.make())> local() { res r; co_return with_local{}.make(); }
lazy<std::function<int()>> closure() { res r; int n = 3; co_return [n] { return n; }; }
lazy<int> element() { res r; int a[] = {5, 6}; for (int& i : a) co_return i; co_return a[1]; }
lazy<int*> array() { res r; static int a[] = {7, 8}; co_return a; }
lazy<int (*)(int)> function() { res r; co_return twice; }
lazy<std::optional<int>> several(bool none) { res r; if (none) co_return std::nullopt; co_return 9; }
lazy<std::string> texts(bool literal) { res r; std::string s = "named"; if (literal) co_return "literal"; co_return s; }
template <class T>
lazy<int> dependent(T t) { res r; co_return t.size(); }
template <class T>
lazy<T> of_type(T t) { res r; if (t == T()) co_return 1; co_return t; }
int main() {
  std::printf("%d ", *pointer().run());
  std::printf("%s ", text().run().c_str());
  std::printf("%d ", nested().run().i);
  std::printf("%s ", std::string(view().run()).c_str());
  std::printf("%d ", local().run().j);
  std::printf("%d ", closure().run()());
  std::printf("%d ", element().run());
  std::printf("%d ", *array().run());
  std::printf("%d ", function().run()(5));
  std::printf("%d %d ", several(true).run().has_value(), *several(false).run());
  std::printf("%s ", (texts(true).run() + texts(false).run()).c_str());
  std::printf("%d %d", dependent(std::string("four")).run(), of_type(0).run());
}
// OUT: d4 da d1 dbc d7 d3 d5 d7 d10 dd0 9 ddliteralnamed dd4 1
