// What stands in front of an await comes first, too, where a macro that is used as a whole makes both, and with what else
// is put around it: places of temporaries.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/told.hpp"

#include <memory>

struct plain {
  explicit plain(const char* n) : name(n) { std::printf("+%s ", n); }
  ~plain() { std::printf("~%s ", name); }
  int use(int k) const {
    std::printf("%s%d ", name, k);
    return k;
  }
  const char* name;
};
std::unique_ptr<plain> owned(const char* n) { return std::make_unique<plain>(n); }
async::task<int> number(int n) {
  std::printf("n%d ", n);
  co_return n;
}
#define TAKE(x, y) make(x).use((co_await amake(y)).use(2))
#define PLAIN(x, y) plain(x).use((co_await amake(y)).use(2))
#define CHAIN(x, y, z) make(x).with(co_await number(1)).with((co_await amake(y)).use(2)).use((co_await amake(z)).use(3))
#define ARROW(x, y) owned(x)->use((co_await amake(y)).use(2))
#define OF(o, y) o.use((co_await amake(y)).use(2))
#define BOTH(e) ((e) == 2)
async::task<int> all() {
  // CHECK: int k = async::in_order( temporary1_.make([&]() -> told { return make("a") ; }) ).get() .use(
  int k = TAKE("a", "b");
  TAKE("c", "d");
  if (TAKE("e", "f") == 2) std::printf("yes ");
  if (BOTH(TAKE("g", "h"))) std::printf("yes ");
  std::puts("");
  int l = PLAIN("a", "b");
  if (PLAIN("c", "d") == 2) std::printf("yes ");
  std::puts("");
  int m = CHAIN("a", "b", "c");
  while (CHAIN("d", "e", "f") < 3) ++m;
  std::puts("");
  int n = ARROW("a", "b");
  switch (ARROW("c", "d")) {
    case 2:
      std::puts("two");
  }
  int o = OF(make("a").with(3), "b");
  if (OF(make("c"), "d") == 2) std::puts("yes");
  co_return k + l + m + n + o;
}
[[async::main]] async::task<int> main() {
  // OUT: +a +b b2 a2 -b -a +c +d d2 c2 -d -c +e +f f2 e2 -f -e yes +g +h h2 g2 -h -g yes
  // OUT-NEXT: +a +b b2 a2 -b ~a +c +d d2 c2 -d ~c yes
  // OUT-NEXT: +a n1 a1 +b b2 a2 +c c3 a3 -c -b -a +d n1 d1 +e e2 d2 +f f3 d3 -f -e -d
  // OUT-NEXT: +a +b b2 a2 -b ~a +c +d d2 c2 -d ~c two
  // OUT-NEXT: +a a3 +b b2 a2 -b -a +c +d d2 c2 -d -c yes
  // OUT-NEXT: 11
  std::printf("%d\n", co_await all());
  co_return 0;
}
