// A coroutine type with a restrictive await_transform: temporaries, assignment, delete, handlers,
// owners and exits.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/foreign.hpp"
struct pairs {
  file a{"a"};
  file b{"b"};
};
struct own {
  file part{"part"};
  own() = default;
  own(own&&) = delete;
  [[async::drop]] job<> finish() {
    say("finish");
    co_return;
  }
};
job<int> f(int k) {
  if (k == 0) {
    file{"t"}.use();
    co_return file{"u"}.use();
  }
  if (k == 1) {
    file x{"x"};
    x = file{"y"};
    x = co_await opened("z");
    x.bad = true;
    co_return 2;
  }
  if (k == 2) {
    auto* p = new file{"p"};
    delete p;
    co_return 0;
  }
  if (k == 3) {
    std::vector<file> v;
    v.reserve(2);
    v.emplace_back("v1");
    v.emplace_back("v2");
    pairs p;
    own o;
    for (int i = 0; i < 2; ++i) {
      file l{"l"};
      if (i == 1) break;
      continue;
    }
    co_return 3;
  }
  if (k == 4) {
    try {
      file t{"t", true};
      throw 1;
    } catch (int) {
      file c{"c"};
      say("caught");
      if (c.open()) co_return 4;
    }
  }
  if (k == 5) {
    file e{"e2"};
    async::release(e);
    co_return 5;
  }
  if (k == 6) {
    std::optional<file> o{"o"};
    std::unique_ptr<file> p = std::make_unique<file>("u");
    std::variant<file, file> va{std::in_place_index<1>, "va"};
    std::tuple<file, file> tu{file{"tu"}, file{"tv"}};
    std::array<file, 2> ar{file{"a0"}, file{"a1"}};
    file c[2] = {file{"c0"}, file{"c1"}};
    std::optional<int> n = (co_await opened("w")).use();
    co_return *n;
  }
  if (k == 7) {
    if (file h{"h"}; h.open()) {
      switch (file s{"s"}; s.use()) {
        case 1:
          goto out;
      }
    }
    for (file i{"i"}; i.open();) {
      co_return 1;
    }
  }
out:
  throw file{"exc"}.use();
}
int main() {
  for (int k = 0; k < 9; ++k) {
    std::printf("-- %d\n", k);
    try {
      std::printf("= %d\n", f(k).run());
    } catch (std::exception const& e) {
      std::printf("error %s\n", e.what());
    } catch (int n) {
      std::printf("int %d\n", n);
    }
  }
}
// OUT: -- 0
// OUT-NEXT: new t
// OUT-NEXT: use t
// OUT-NEXT: drop t
// OUT-NEXT: ~t
// OUT-NEXT: new u
// OUT-NEXT: use u
// OUT-NEXT: drop u
// OUT-NEXT: ~u
// OUT-NEXT: = 1
// OUT-NEXT: -- 1
// OUT-NEXT: new x
// OUT-NEXT: new y
// OUT-NEXT: drop x
// OUT-NEXT: assign y
// OUT-NEXT: new z
// OUT-NEXT: drop y
// OUT-NEXT: assign z
// OUT-NEXT: drop z
// OUT-NEXT: ~z
// OUT-NEXT: error z
// OUT-NEXT: -- 2
// OUT-NEXT: new p
// OUT-NEXT: drop p
// OUT-NEXT: ~p
// OUT-NEXT: = 0
// OUT-NEXT: -- 3
// OUT-NEXT: new v1
// OUT-NEXT: new v2
// OUT-NEXT: new a
// OUT-NEXT: new b
// OUT-NEXT: new part
// OUT-NEXT: new l
// OUT-NEXT: drop l
// OUT-NEXT: ~l
// OUT-NEXT: new l
// OUT-NEXT: drop l
// OUT-NEXT: ~l
// OUT-NEXT: finish
// OUT-NEXT: drop part
// OUT-NEXT: ~part
// OUT-NEXT: drop b
// OUT-NEXT: drop a
// OUT-NEXT: ~b
// OUT-NEXT: ~a
// OUT-NEXT: drop v1
// OUT-NEXT: drop v2
// OUT-NEXT: ~v1
// OUT-NEXT: ~v2
// OUT-NEXT: = 3
// OUT-NEXT: -- 4
// OUT-NEXT: new t
// OUT-NEXT: drop t error
// OUT-NEXT: ~t
// OUT-NEXT: new c
// OUT-NEXT: caught
// OUT-NEXT: drop c
// OUT-NEXT: ~c
// OUT-NEXT: = 4
// OUT-NEXT: -- 5
// OUT-NEXT: new e2
// OUT-NEXT: ~e2
// OUT-NEXT: = 5
// OUT-NEXT: -- 6
// OUT-NEXT: new o
// OUT-NEXT: new u
// OUT-NEXT: new va
// OUT-NEXT: new tu
// OUT-NEXT: new tv
// OUT-NEXT: new a0
// OUT-NEXT: new a1
// OUT-NEXT: new c0
// OUT-NEXT: new c1
// OUT-NEXT: new w
// OUT-NEXT: use w
// OUT-NEXT: drop w
// OUT-NEXT: ~w
// OUT-NEXT: drop c1
// OUT-NEXT: drop c0
// OUT-NEXT: ~c1
// OUT-NEXT: ~c0
// OUT-NEXT: drop a1
// OUT-NEXT: drop a0
// OUT-NEXT: ~a1
// OUT-NEXT: ~a0
// OUT-NEXT: drop tu
// OUT-NEXT: drop tv
// OUT-NEXT: ~tu
// OUT-NEXT: ~tv
// OUT-NEXT: drop va
// OUT-NEXT: ~va
// OUT-NEXT: drop u
// OUT-NEXT: ~u
// OUT-NEXT: drop o
// OUT-NEXT: ~o
// OUT-NEXT: = 1
// OUT-NEXT: -- 7
// OUT-NEXT: new h
// OUT-NEXT: new s
// OUT-NEXT: use s
// OUT-NEXT: drop s
// OUT-NEXT: ~s
// OUT-NEXT: drop h
// OUT-NEXT: ~h
// OUT-NEXT: new exc
// OUT-NEXT: use exc
// OUT-NEXT: drop exc error
// OUT-NEXT: ~exc
// OUT-NEXT: int 1
// OUT-NEXT: -- 8
// OUT-NEXT: new exc
// OUT-NEXT: use exc
// OUT-NEXT: drop exc error
// OUT-NEXT: ~exc
// OUT-NEXT: int 1
