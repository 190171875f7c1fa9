// A promise that takes anything is given the value that the coroutine type names, if the operand makes one: what the
// operand refers to may have ended by then.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include "Inputs/lazy.hpp"

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

using own::lazy;
struct res {
  [[async::drop]] lazy<void> close() { std::putchar('d'); co_return; }
  res() = default;
  res(res&&) = delete;
};
struct named {
  std::string s;
  named(std::string_view v) : s(v) {}
};
struct pinned {
  int n;
  pinned(int n) : n(n) {}
  pinned(pinned&&) = delete;
};
struct source {
  std::string s = std::string(40, 'o');
  operator std::string_view() const { return s; }
};
using text = lazy<std::string>;
// CHECK: async::result_slot<text, std::basic_string<char>>
text characters() { res r; std::string s(40, 'c'); co_return s.c_str(); }
// CHECK: async::result_slot<lazy<named>, named>
lazy<named> view() { res r; std::string s(40, 'v'); co_return std::string_view(s); }
lazy<std::string> by_constructor() { res r; std::string s(40, 'e'); co_return std::string_view(s); }
lazy<std::optional<std::string>> several(int i) {
  res r;
  std::string const s(40, 's');
  if (i == 0) co_return std::nullopt;
  if (i == 1) co_return "literal";
  co_return s.c_str();
}
lazy<std::string> literals(bool first) { res r; if (first) co_return "one"; co_return "three"; }
lazy<double> numbers(bool first) { res r; if (first) co_return 1; co_return 2.5; }
lazy<std::variant<int, std::string>> alternatives(bool first) {
  res r;
  std::string s(40, 'a');
  if (first) co_return 1;
  co_return s.c_str();
}
template <class T>
lazy<std::string> in_template(T s) { res r; co_return s.c_str(); }

int main() {
  std::printf("%s\n", characters().run().c_str());
  std::printf("%s\n", view().run().s.c_str());
  std::printf("%s\n", by_constructor().run().c_str());
  std::printf("%d %s %s\n", several(0).run().has_value(), several(1).run()->c_str(), several(2).run()->c_str());
  std::printf("%s %s\n", literals(true).run().c_str(), literals(false).run().c_str());
  std::printf("%g %g\n", numbers(true).run(), numbers(false).run());
  std::printf("%d %s\n", std::get<0>(alternatives(true).run()), std::get<1>(alternatives(false).run()).c_str());
  std::printf("%s\n", in_template(std::string(40, 't')).run().c_str());
}
// OUT: dcccccccccccccccccccccccccccccccccccccccc
// OUT-NEXT: dvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv
// OUT-NEXT: deeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee
// OUT-NEXT: ddd0 literal ssssssssssssssssssssssssssssssssssssssss
// OUT-NEXT: ddone three
// OUT-NEXT: dd1 2.5
// OUT-NEXT: dd1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
// OUT-NEXT: dtttttttttttttttttttttttttttttttttttttttt
