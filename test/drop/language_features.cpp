// Designated initialisers, pointers beside objects, bindings, views, local classes, labels: what
// real code has.
// RUN: %run %s -Wno-async-drop-half-built | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
#include <algorithm>
#include <array>
#include <concepts>
#include <ranges>
#include <span>
struct opts {
  int n = 1;
  traced t;
  const char* s = "s";
};
template <class T>
async::task<int> use(T t) {
  T u = std::move(t);
  say(u.name());
  co_return 1;
}
async::task<int> conc(auto x) {
  auto y = std::move(x);
  co_return 1;
}
async::task<int> f(int k) {
  switch (k) {
    case 0: {
      opts o{.n = 2, .t = named("des"), .s = "q"};
      say(o.s);
      break;
    }
    case 1: {
      traced a{"a"}, *p = &a, &r = a;
      const traced c{"const"};
      say(p->name());
      say(r.name());
      say(c.name());
    }
      [[fallthrough]];
    case 2: {
      [[maybe_unused]] numbered m{1};
      numbered arr[2] = {numbered{2}, numbered{3}};
      static_cast<void>(arr);
      [[likely]] if (k == 1) break;
      goto done;
    }
    case 3: {
      auto const& [x, y] = std::pair<traced, traced>{named("s1"), named("s2")};
      say(x.name());
      say(y.name());
      auto&& [z, w] = std::pair<traced, int>{named("s3"), 3};
      std::printf("%s %d\n", z.name(), w);
      break;
    }
    case 4: {
      for (int i : std::views::iota(0, 3) | std::views::filter([](int v) { return v != 1; })) {
        numbered n{i};
        if (i == 0) continue;
      }
      for (auto v = pair_of("x", "y"); auto& t : v) say(t.name());
      for (auto v = named("iv"); int i : {1, 2}) {
        std::printf("%d%s\n", i, v.name());
      }
      break;
    }
    case 5: {
      if constexpr (sizeof(int) > 100) {
        numbered n{1};
      } else {
        numbered n{2};
      }
      if (numbered n{5}; false) {
        say("no");
      } else if (numbered m{6}; m) {
        say("six");
      } else
        say("no");
      break;
    }
    case 6: {
    again:
      numbered n{7};
      static int rounds = 0;
      if (++rounds < 3) goto again;
      break;
    }
    case 7: {
      struct local {
        traced t;
        async::task<int> go() {
          traced u = std::move(t);
          co_return 3;
        }
      };
      local l{named("l")};
      int r = co_await l.go();
      std::printf("%d\n", r);
      union {
        int q;
        char ch;
      } un{};
      un.q = 1;
      static_cast<void>(un.q);
      numbered al{8};
      enum { e1, e2 } en = e2;
      using tt = traced;
      tt tn{"alias"};
      auto [q1, q2] = std::array<int, 2>{1, 2};
      std::printf("%d\n", q1 + q2 + (en == e2));
      break;
    }
    case 8: {
      std::array<traced, 2> a{named("a0"), named("a1")};
      auto& [p, q] = a;
      say(p.name());
      say(q.name());
      auto n = co_await use(named("use")) + co_await conc(named("conc")) + co_await conc(1);
      std::printf("%d\n", n);
      break;
    }
    case 9:
    lbl : {
      numbered n{9};
      if (k == 9) {
        ++k;
        goto lbl;
      }
    }
      if (numbered n{10}; n) {
      } else {
      }
      do numbered{11}.get();
      while (false);
      while (k++ < 11) numbered{12}.get();
      break;
    default: {
      std::vector<traced> v = pair_of("r1", "r2");
      auto it = std::ranges::find_if(v, [](traced const& t) { return t.name()[1] == '2'; });
      say(it->name());
      std::span s{v};
      say(s[0].name());
      co_return s.size() == 2 ? numbered{13}.get() : numbered{14}.get();
    }
  }
done:
  say("done");
  co_return k;
}
START {
  for (int k = 0; k < 11; ++k) {
    std::printf("-- %d\n", k);
    std::printf("= %d\n", co_await f(k));
  }
}
// OUT: -- 0
// OUT-NEXT: q
// OUT-NEXT: drop des
// OUT-NEXT: ~des
// OUT-NEXT: done
// OUT-NEXT: = 0
// OUT-NEXT: -- 1
// OUT-NEXT: a
// OUT-NEXT: a
// OUT-NEXT: const
// OUT-NEXT: drop const
// OUT-NEXT: ~const
// OUT-NEXT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: drop 2
// OUT-NEXT: ~3
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: done
// OUT-NEXT: = 1
// OUT-NEXT: -- 2
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: drop 2
// OUT-NEXT: ~3
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: done
// OUT-NEXT: = 2
// OUT-NEXT: -- 3
// OUT-NEXT: s1
// OUT-NEXT: s2
// OUT-NEXT: s3 3
// OUT-NEXT: drop s3
// OUT-NEXT: ~s3
// OUT-NEXT: drop s2
// OUT-NEXT: drop s1
// OUT-NEXT: ~s2
// OUT-NEXT: ~s1
// OUT-NEXT: done
// OUT-NEXT: = 3
// OUT-NEXT: -- 4
// OUT-NEXT: make 0
// OUT-NEXT: drop 0
// OUT-NEXT: ~0
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: x
// OUT-NEXT: y
// OUT-NEXT: drop x
// OUT-NEXT: drop y
// OUT-NEXT: ~x
// OUT-NEXT: ~y
// OUT-NEXT: 1iv
// OUT-NEXT: 2iv
// OUT-NEXT: drop iv
// OUT-NEXT: ~iv
// OUT-NEXT: done
// OUT-NEXT: = 4
// OUT-NEXT: -- 5
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 5
// OUT-NEXT: make 6
// OUT-NEXT: six
// OUT-NEXT: drop 6
// OUT-NEXT: ~6
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
// OUT-NEXT: done
// OUT-NEXT: = 5
// OUT-NEXT: -- 6
// OUT-NEXT: make 7
// OUT-NEXT: drop 7
// OUT-NEXT: ~7
// OUT-NEXT: make 7
// OUT-NEXT: drop 7
// OUT-NEXT: ~7
// OUT-NEXT: make 7
// OUT-NEXT: drop 7
// OUT-NEXT: ~7
// OUT-NEXT: done
// OUT-NEXT: = 6
// OUT-NEXT: -- 7
// OUT-NEXT: drop l
// OUT-NEXT: ~l
// OUT-NEXT: 3
// OUT-NEXT: make 8
// OUT-NEXT: 4
// OUT-NEXT: drop alias
// OUT-NEXT: ~alias
// OUT-NEXT: drop 8
// OUT-NEXT: ~8
// OUT-NEXT: done
// OUT-NEXT: = 7
// OUT-NEXT: -- 8
// OUT-NEXT: a0
// OUT-NEXT: a1
// OUT-NEXT: use
// OUT-NEXT: drop use
// OUT-NEXT: ~use
// OUT-NEXT: drop conc
// OUT-NEXT: ~conc
// OUT-NEXT: 3
// OUT-NEXT: drop a1
// OUT-NEXT: drop a0
// OUT-NEXT: ~a1
// OUT-NEXT: ~a0
// OUT-NEXT: done
// OUT-NEXT: = 8
// OUT-NEXT: -- 9
// OUT-NEXT: make 9
// OUT-NEXT: drop 9
// OUT-NEXT: ~9
// OUT-NEXT: make 9
// OUT-NEXT: drop 9
// OUT-NEXT: ~9
// OUT-NEXT: make 10
// OUT-NEXT: drop 10
// OUT-NEXT: ~10
// OUT-NEXT: make 11
// OUT-NEXT: drop 11
// OUT-NEXT: ~11
// OUT-NEXT: make 12
// OUT-NEXT: drop 12
// OUT-NEXT: ~12
// OUT-NEXT: done
// OUT-NEXT: = 12
// OUT-NEXT: -- 10
// OUT-NEXT: r2
// OUT-NEXT: r1
// OUT-NEXT: make 13
// OUT-NEXT: drop 13
// OUT-NEXT: ~13
// OUT-NEXT: drop r1
// OUT-NEXT: drop r2
// OUT-NEXT: ~r1
// OUT-NEXT: ~r2
// OUT-NEXT: = 13
