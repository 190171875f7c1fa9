// The same for parameters, member and lambda coroutines, references, ranges and heads of
// statements.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/foreign.hpp"
struct conn {
  file f{"m"};
  job<int> go(file p) {
    auto [x, y] = std::pair<file, file>{file{"sb"}, file{"sc"}};
    p = std::move(x);
    co_return y.use() + f.use();
  }
};
struct dfile : file {
  dfile() : file("df") {}
};
std::vector<file> vec() {
  std::vector<file> v;
  v.reserve(2);
  v.emplace_back("v1");
  v.emplace_back("v2");
  return v;
}
job<> par(file a, file const& b, file&& c, bool d) {
  auto s = d ? file{"d1"} : file{"d2"};
  a.use();
  b.use();
  c.use();
  file const& ext = file{"ext"};
  ext.use();
  (d ? file{"e1"} : file{"e2"}).use();
  co_return;
}
job<> all() {
  conn c;
  std::printf("%d\n", co_await c.go(file{"p"}));
  say("--t");
  say("--r");
  for (auto& x : vec()) {
    if (x.use()) continue;
  }
  say("--r2");
  for (auto x : {1, 2}) {
    file l{"l"};
    if (x == 1) continue;
  }
  say("--p");
  file b{"b"};
  co_await par(file{"pa"}, b, file{"pc"}, true);
  auto lam = [](file q, auto r) -> job<int> {
    file z{"z"};
    int n = q.use() + r;
    co_return n;
  };
  std::printf("%d\n", co_await lam(file{"q"}, 3));
  try {
    auto l2 = [&]() -> job<> {
      file z{"z", true};
      b = file{"nb"};
      co_return;
    };
    co_await l2();
  } catch (std::exception& e) {
    say(e.what());
    file h{"h"};
    b = std::move(h);
  }
  while (file{"w"}.use() && file{"w2"}.use()) break;
  do {
    file dw{"dw"};
  } while (!file{"cond"}.use());
  if (file i1{"i1"}; file{"i2"}.use()) say("if");
  say("end");
}
int main() {
  auto j = all();
  j.run();
}
// OUT: new m
// OUT-NEXT: new p
// OUT-NEXT: new sb
// OUT-NEXT: new sc
// OUT-NEXT: drop p
// OUT-NEXT: assign sb
// OUT-NEXT: use sc
// OUT-NEXT: use m
// OUT-NEXT: drop sc
// OUT-NEXT: ~sc
// OUT-NEXT: drop sb
// OUT-NEXT: 2
// OUT-NEXT: ~sb
// OUT-NEXT: --t
// OUT-NEXT: --r
// OUT-NEXT: new v1
// OUT-NEXT: new v2
// OUT-NEXT: use v1
// OUT-NEXT: use v2
// OUT-NEXT: drop v1
// OUT-NEXT: drop v2
// OUT-NEXT: ~v1
// OUT-NEXT: ~v2
// OUT-NEXT: --r2
// OUT-NEXT: new l
// OUT-NEXT: drop l
// OUT-NEXT: ~l
// OUT-NEXT: new l
// OUT-NEXT: drop l
// OUT-NEXT: ~l
// OUT-NEXT: --p
// OUT-NEXT: new b
// OUT-NEXT: new pa
// OUT-NEXT: new pc
// OUT-NEXT: new d1
// OUT-NEXT: use pa
// OUT-NEXT: use b
// OUT-NEXT: use pc
// OUT-NEXT: new ext
// OUT-NEXT: use ext
// OUT-NEXT: new e1
// OUT-NEXT: use e1
// OUT-NEXT: drop e1
// OUT-NEXT: ~e1
// OUT-NEXT: drop ext
// OUT-NEXT: ~ext
// OUT-NEXT: drop d1
// OUT-NEXT: ~d1
// OUT-NEXT: drop pa
// OUT-NEXT: ~pa
// OUT-NEXT: drop pc
// OUT-NEXT: ~pc
// OUT-NEXT: new q
// OUT-NEXT: new z
// OUT-NEXT: use q
// OUT-NEXT: drop z
// OUT-NEXT: ~z
// OUT-NEXT: drop q
// OUT-NEXT: 4
// OUT-NEXT: ~q
// OUT-NEXT: new z
// OUT-NEXT: new nb
// OUT-NEXT: drop b
// OUT-NEXT: assign nb
// OUT-NEXT: drop z
// OUT-NEXT: ~z
// OUT-NEXT: z
// OUT-NEXT: new h
// OUT-NEXT: drop nb
// OUT-NEXT: assign h
// OUT-NEXT: new w
// OUT-NEXT: use w
// OUT-NEXT: new w2
// OUT-NEXT: use w2
// OUT-NEXT: drop w2
// OUT-NEXT: ~w2
// OUT-NEXT: drop w
// OUT-NEXT: ~w
// OUT-NEXT: new dw
// OUT-NEXT: drop dw
// OUT-NEXT: ~dw
// OUT-NEXT: new cond
// OUT-NEXT: use cond
// OUT-NEXT: drop cond
// OUT-NEXT: ~cond
// OUT-NEXT: new i1
// OUT-NEXT: new i2
// OUT-NEXT: use i2
// OUT-NEXT: drop i2
// OUT-NEXT: ~i2
// OUT-NEXT: if
// OUT-NEXT: drop i1
// OUT-NEXT: ~i1
// OUT-NEXT: end
// OUT-NEXT: drop h
// OUT-NEXT: ~h
// OUT-NEXT: drop m
// OUT-NEXT: ~m
