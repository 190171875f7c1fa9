// What can be yielded, where an object with a drop lives and elsewhere.
// RUN: PCH=no %run %s | FileCheck %s
#include "../drop/Inputs/numbered.hpp"
struct pair_of_two {
  int a, b;
};
async::stream<pair_of_two> braces() {
  numbered n{1};
  co_yield {1, 2};
  co_yield pair_of_two{3, 4};
}
async::stream<std::string> texts(std::string const text) {
  co_yield "literal";
  numbered n{2};
  co_yield text;
  co_yield std::string_view("view");
  co_yield {"xxx"};
  co_yield static_cast<std::string const&&>(text);
}
async::stream<std::string const&> references(std::string text) {
  numbered n{3};
  co_yield text;
  co_yield "literal";
}
async::stream<int> forms(bool c) {
  numbered n{4};
  co_yield c ? co_await later(1) : 2;
  co_yield (c && co_await later(1));
  co_yield co_await (c ? later(3) : later(4));
  co_yield 10 + (c ? co_await later(5) : 0);
}
async::stream<int> failing_inside() {
  struct failing {
    [[async::drop]] async::task<void> close() {
      throw std::runtime_error("drop failed");
      co_return;
    }
  };
  numbered outer{5};
  try {
    failing inner;
    co_yield 1;
  } catch (std::exception& e) {
    std::printf("catch sees: %s\n", e.what());
  }
  co_yield 2;
}
async::task<void> early(bool c) {
  numbered n{6};
  if (c) co_return;
  int x = 2;
  std::printf("%d\n", x);
}
START {
  for co_await (auto&& p : braces()) std::printf("%d %d\n", p.a, p.b);
  for co_await (auto&& text : texts("lvalue")) std::printf("%s ", text.c_str());
  for co_await (auto& text : references("lvalue")) std::printf("%s ", text.c_str());
  for co_await (int x : forms(true)) std::printf("%d ", x);
  for co_await (int x : forms(false)) std::printf("%d ", x);
  for co_await (int x : failing_inside()) {
    std::printf("%d\n", x);
    break;
  }
  co_await early(true);
}
// CHECK: make 1
// CHECK-NEXT: 1 2
// CHECK-NEXT: 3 4
// CHECK-NEXT: drop 1
// CHECK-NEXT: ~1
// CHECK-NEXT: literal make 2
// CHECK-NEXT: lvalue view xxx lvalue drop 2
// CHECK-NEXT: ~2
// CHECK-NEXT: make 3
// CHECK-NEXT: lvalue literal drop 3
// CHECK-NEXT: ~3
// CHECK-NEXT: make 4
// CHECK-NEXT: 1 1 3 15 drop 4
// CHECK-NEXT: ~4
// CHECK-NEXT: make 4
// CHECK-NEXT: 2 0 4 10 drop 4
// CHECK-NEXT: ~4
// CHECK-NEXT: make 5
// CHECK-NEXT: 1
// CHECK-NEXT: catch sees: drop failed
// CHECK-NEXT: drop 5
// CHECK-NEXT: ~5
// CHECK-NEXT: make 6
// CHECK-NEXT: drop 6
// CHECK-NEXT: ~6
