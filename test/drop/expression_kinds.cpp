// Temporaries in operators, initialiser lists, compound assignments and captures; assignment to
// every lvalue.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
#include <map>
#include <optional>
struct base {
  virtual ~base() = default;
  [[async::drop]] virtual async::task<void> close() {
    say("base close");
    co_return;
  }
};
struct der : base {
  async::task<void> close() override {
    say("der close");
    co_return;
  }
};
struct ops {
  numbered n;
  explicit ops(int k) : n(k) {}
  ops& operator<<(int v) {
    std::printf("<< %d\n", v);
    return *this;
  }
  int operator[](int i) const { return n.get() + i; }
  ops const* operator->() const { return this; }
  int field = 4;
};
async::task<int> f(int k) {
  switch (k) {
    case 0:
      ops{1} << 2 << 3;
      co_return ops{4}[5];
    case 1:
      co_return ops {
        1
        } -> field;
    case 2: {
      std::unique_ptr<base> b = std::make_unique<der>();
      auto c = std::move(b);
      break;
    }
    case 3: {
      int arr[] = {make(1).get(), make(2).get()};
      std::vector<int> v{make(3).get(), make(4).get()};
      std::printf("%d %d\n", arr[0], v[1]);
      std::string s(static_cast<std::size_t>(make(5).get()), 'x');
      say(s.c_str());
      int n{make(6).get()};
      co_return n;
    }
    case 4: {
      int x = 0;
      x += make(1).get();
      x = x + make(2).get();
      ++(x = make(3).get());
      if (x > make(2).get() && x < make(9).get()) x = make(7).get() ? make(8).get() : make(9).get();
      co_return x;
    }
    case 5: {
      auto lam = [n = make(1).get()] { return n; };
      int a = lam() + [&] { return 3; }();
      static_cast<void>(make(2));
      (void)make(3);
      co_return a;
    }
    case 6: {
      std::optional<traced> o = named("o");
      o = named("p");
      std::map<int, traced> m;
      m.emplace(1, named("m"));
      auto [it, ok] = m.emplace(2, named("m2"));
      say(it->second.name());
      co_return ok;
    }
    case 7: {
      int i = 0;
      do {
        if (make(i).get() == 1) continue;
        numbered n{40 + i};
      } while (make(50 + i).get() && ++i < 3);
      co_return i;
    }
    case 8: {
      traced a{"a"};
      traced& r = a;
      r = named("b");
      (a) = named("c");
      auto* p = &a;
      *p = named("d");
      traced arr[2] = {traced{"x"}, traced{"y"}};
      arr[1] = named("z");
      std::pair<traced, int> pr{named("pr"), 1};
      pr.first = named("ps");
      std::pair<traced, traced> w{named("w1"), named("w2")};
      w = std::pair<traced, traced>{named("v1"), named("v2")};
      co_return 1;
    }
    case 9: {
      throw make(1).get() + 5;
    }
    default:
      co_return (make(1), make(2).get()) + static_cast<int>(sizeof(make(3)));
  }
  co_return 0;
}
START {
  for (int k = 0; k < 11; ++k) {
    std::printf("-- %d\n", k);
    try {
      std::printf("= %d\n", co_await f(k));
    } catch (int n) {
      std::printf("caught %d\n", n);
    }
  }
}
// OUT: -- 0
// OUT-NEXT: make 1
// OUT-NEXT: << 2
// OUT-NEXT: << 3
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: = 9
// OUT-NEXT: -- 1
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: = 4
// OUT-NEXT: -- 2
// OUT-NEXT: der close
// OUT-NEXT: = 0
// OUT-NEXT: -- 3
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 3
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: 1 4
// OUT-NEXT: make 5
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
// OUT-NEXT: xxxxx
// OUT-NEXT: make 6
// OUT-NEXT: drop 6
// OUT-NEXT: ~6
// OUT-NEXT: = 6
// OUT-NEXT: -- 4
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: make 2
// OUT-NEXT: make 9
// OUT-NEXT: drop 9
// OUT-NEXT: ~9
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 7
// OUT-NEXT: make 8
// OUT-NEXT: drop 8
// OUT-NEXT: ~8
// OUT-NEXT: drop 7
// OUT-NEXT: ~7
// OUT-NEXT: = 8
// OUT-NEXT: -- 5
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: = 4
// OUT-NEXT: -- 6
// OUT-NEXT: drop o
// OUT-NEXT: assign p
// OUT-NEXT: m2
// OUT-NEXT: drop m
// OUT-NEXT: drop m2
// OUT-NEXT: ~m2
// OUT-NEXT: ~m
// OUT-NEXT: drop p
// OUT-NEXT: ~p
// OUT-NEXT: = 1
// OUT-NEXT: -- 7
// OUT-NEXT: make 0
// OUT-NEXT: drop 0
// OUT-NEXT: ~0
// OUT-NEXT: make 40
// OUT-NEXT: drop 40
// OUT-NEXT: ~40
// OUT-NEXT: make 50
// OUT-NEXT: drop 50
// OUT-NEXT: ~50
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 51
// OUT-NEXT: drop 51
// OUT-NEXT: ~51
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 42
// OUT-NEXT: drop 42
// OUT-NEXT: ~42
// OUT-NEXT: make 52
// OUT-NEXT: drop 52
// OUT-NEXT: ~52
// OUT-NEXT: = 3
// OUT-NEXT: -- 8
// OUT-NEXT: drop a
// OUT-NEXT: assign b
// OUT-NEXT: drop b
// OUT-NEXT: assign c
// OUT-NEXT: drop c
// OUT-NEXT: assign d
// OUT-NEXT: drop y
// OUT-NEXT: assign z
// OUT-NEXT: drop pr
// OUT-NEXT: assign ps
// OUT-NEXT: drop w2
// OUT-NEXT: drop w1
// OUT-NEXT: assign v1
// OUT-NEXT: assign v2
// OUT-NEXT: drop v2
// OUT-NEXT: drop v1
// OUT-NEXT: ~v2
// OUT-NEXT: ~v1
// OUT-NEXT: drop ps
// OUT-NEXT: ~ps
// OUT-NEXT: drop z
// OUT-NEXT: drop x
// OUT-NEXT: ~z
// OUT-NEXT: ~x
// OUT-NEXT: drop d
// OUT-NEXT: ~d
// OUT-NEXT: = 1
// OUT-NEXT: -- 9
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: caught 6
// OUT-NEXT: -- 10
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: = 10
