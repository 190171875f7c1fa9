// Exits in the middle of an expression, as macros have them that propagate errors, leave scopes like any other.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s -Wno-pedantic | FileCheck %s --check-prefix=OUT
#include "Inputs/named.hpp"
#include <optional>
std::optional<int> parse(int n) {
  if (n > 0) return n;
  return {};
}
async::task<std::optional<int>> read(int n) { co_return parse(n); }
#define TRY(e)                 \
  ({                           \
    auto value_ = (e);         \
    if (!value_) co_return -1; \
    *value_;                   \
  })
// CHECK: async::task<int> initialiser(int n) {
// CHECK: if (!value_) { result_.set({{ *}}-1{{ *}}){{ *}};{{ *}}goto drop{{[0-9]}}_; }
async::task<int> initialiser(int n) {
  res a("a");
  int const got = TRY(parse(n));
  res b("b");
  co_return got + TRY(co_await read(n - 1));
}
async::task<int> of_itself(int n) {
  res outer("outer");
  res r(TRY(parse(n)) > 1 ? "big" : "small");
  if (TRY(parse(n - 1)) > 1) co_return 1;
  for (res l("head"); TRY(parse(n - 2)) > 1;) break;
  co_return 2;
}
async::task<> loops() {
  for (int i = 0; i < 4; ++i) {
    res r(i % 2 ? "odd" : "even");
    int n = ({
      int sum = 0;
      for (int k = 0; k < 3; ++k) {
        if (k == 1) continue;
        sum += k;
        if (sum > 5) break;
      }
      if (i == 0) continue;
      if (i == 2) break;
      sum;
    });
    std::printf("sum %d\n", n);
  }
  {
    res r("left by goto");
    int n = ({
      if (parse(1)) goto out;
      1;
    });
    std::printf("not here %d\n", n);
  }
out:
  std::puts("out");
  co_await async::this_task::yield();
}
async::task<int> nested(int n) {
  res a("around");
  std::printf("%d\n", ({ int x = ({ res const& r = a; TRY(parse(r.name ? n : 0)); }); x + 1; }));
  co_return 0;
}
template <class T> async::task<int> in_template(T t, int n) {
  std::printf("%d\n", TRY(parse(n)));
  co_return t.name ? 1 : 0;
}
async::task<> run() {
  for (int n : {0, 1, 2}) std::printf("= %d\n", co_await initialiser(n));
  for (int n : {0, 1, 2, 3}) std::printf("= %d\n", co_await of_itself(n));
  co_await loops();
  for (int n : {0, 1}) std::printf("= %d\n", co_await nested(n));
  for (int n : {0, 1}) std::printf("= %d\n", co_await in_template(res("t"), n));
}
int main() { async::block_on(run()); }
// OUT: drop a
// OUT-NEXT: = -1
// OUT-NEXT: drop b
// OUT-NEXT: drop a
// OUT-NEXT: = -1
// OUT-NEXT: drop b
// OUT-NEXT: drop a
// OUT-NEXT: = 3
// OUT-NEXT: drop outer
// OUT-NEXT: = -1
// OUT-NEXT: drop small
// OUT-NEXT: drop outer
// OUT-NEXT: = -1
// OUT-NEXT: drop head
// OUT-NEXT: drop big
// OUT-NEXT: drop outer
// OUT-NEXT: = -1
// OUT-NEXT: drop big
// OUT-NEXT: drop outer
// OUT-NEXT: = 1
// OUT-NEXT: drop even
// OUT-NEXT: sum 2
// OUT-NEXT: drop odd
// OUT-NEXT: drop even
// OUT-NEXT: drop left by goto
// OUT-NEXT: out
// OUT-NEXT: drop around
// OUT-NEXT: = -1
// OUT-NEXT: 2
// OUT-NEXT: drop around
// OUT-NEXT: = 0
// OUT-NEXT: drop t
// OUT-NEXT: = -1
// OUT-NEXT: 1
// OUT-NEXT: drop t
// OUT-NEXT: = 1
