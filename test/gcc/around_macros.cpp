// What a form needs in front of its statement stands in front of the use of a macro that the statement comes from, or begins with.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
#define GROUP(...) (__VA_ARGS__)
#define DO(x) x
#define IF(c, x) if (c) { x; }
#define CHECKED(x) do { if (!(x)) std::puts("wrong"); } while (false)
#define BLOCK(...) __VA_ARGS__
#define TWICE(v, x) for (int v = 0; v < 2; ++v) { x; }
#define AUTO(v, x) auto v = x
#define WHEN(c, ...) if (c) __VA_ARGS__
#define TEXT(n) (std::to_string(n) + std::string(20, 't'))
int made = 0;
struct token {
  int value;
  explicit token(int v) : value(v) { ++made; }
  ~token() { std::printf("~%d ", value); }
  int use(int x) { return value + x; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> number(int i) {
  co_return i;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> length(std::string_view s) {
  const std::string copy(s);
  co_return static_cast<int>(copy.size());
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> forms(bool c) {
  // CHECK: { auto form1_ = {{.*}}; GROUP(async::in_order(((form1_(static_cast<bool>(c))))).get().use(co_await number<M>(3))); }
  GROUP(((c ? token(1) : token(2))).use(co_await number<M>(3)));
  int r = GROUP((c ? co_await number<M>(4) : co_await number<M>(5)) + 1);
  // A comma of the form's own is none of the macro's.
  // CHECK: { using [[R:result_of[0-9]+_]] = async::either_t<{{.*}}; DO(r += ((co_await form
  DO(r += (c ? co_await number<M>(6) : co_await number<M>(7)) + 1);
  DO(std::printf("%d ", (c ? co_await number<M>(8) : co_await number<M>(9)) + 1));
  // CHECK: { using {{.*}} IF(c, r += ((co_await form{{[0-9]+_}}(static_cast<bool>(c)))) + 1) }
  IF(c, r += (c ? co_await number<M>(10) : co_await number<M>(11)) + 1)
  // CHECK: if (c) { auto {{.*}} CHECKED(((co_await form{{[0-9]+_}}(static_cast<bool>(c)))) == c); } else
  if (c) CHECKED((c && co_await number<M>(12)) == c); else CHECKED(c || co_await number<M>(0) == 0);
  switch (r) {
    case 3: CHECKED((c && co_await number<M>(13)) == c); break;
    default: CHECKED((c || co_await number<M>(14)));
  }
  for (int i = 0; i < 2; ++i) CHECKED((c || co_await number<M>(i) == i) && r > i);
  // Where all is written in the macro's arguments it stays there.
  // CHECK: BLOCK({ {{.*}}; r += {{.*}}; } { {{.*}}; r += {{.*}}; })
  BLOCK(r += (c ? co_await number<M>(15) : token(16).value); r += (c ? co_await number<M>(17) : 18);)
  // CHECK: WHEN(((co_await form{{[0-9]+_}}(static_cast<bool>(c)))) > 0, {
  // CHECK-NEXT: const int own = 1;
  // CHECK-NEXT: { using {{.*}}; r += own + ((co_await form{{[0-9]+_}}(static_cast<bool>(own > 0)))); }
  WHEN((c ? co_await number<M>(1) : co_await number<M>(0)) > 0, {
    const int own = 1;
    r += own + (own > 0 ? co_await number<M>(own) : co_await number<M>(2));
  })
  TWICE(x, r += (c ? co_await number<M>(19) : co_await number<M>(20)))
  AUTO(v, (c ? co_await number<M>(21) : co_await number<M>(22)));
  // CHECK: kept{{[0-9]+_}}([&]() -> decltype(auto) { return TEXT(12); }).append
  r += co_await length<M>(c ? TEXT(12).append(2, '.').c_str() : TEXT(c).c_str());
  for (int i = 0; i < 1; GROUP((c ? co_await number<M>(++i) : co_await number<M>(++i)))) ++r;
  co_return GROUP((c ? co_await number<M>(23) : token(24).use(co_await number<M>(1)))) + r + v;
}
// OUT: ~1 9 {{[0-9]+}} 1 ~2 10 ~16 ~24 {{[0-9]+}} 4
// OUT-NEXT: ~1 9 {{[0-9]+}} 1 ~2 10 ~16 ~24 {{[0-9]+}} 4
int main() {
  int sums[4];
  for (bool suspends : {true, false}) {
    for (bool c : {true, false}) {
      sums[suspends * 2 + c] = suspends ? async::block_on(forms<async::suspending>(c)) : forms<async::blocking>(c);
      std::printf("%d %d ", sums[suspends * 2 + c], made);
    }
    std::puts("");
    made = 0;
  }
  return sums[0] != sums[2] || sums[1] != sums[3];
}
