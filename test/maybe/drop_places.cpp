// Droppables of both modes in heads, bindings, assignments, containers, members, handlers and conditions.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>
inline int say(const char* s) {
  std::puts(s);
  return 1;
}
template <?async M> class [[async::maybe]] conn {
 public:
  using async_mode = M;
  explicit conn(const char* n, bool bad = false) : n_(n), bad_(bad) { std::printf("new %s\n", n_); }
  conn(conn&& o) noexcept : n_(std::exchange(o.n_, nullptr)), bad_(o.bad_) {}
  conn& operator=(conn&& o) noexcept {
    std::printf("assign %s\n", o.n_);
    n_ = std::exchange(o.n_, nullptr);
    bad_ = o.bad_;
    closed_ = false;
    return *this;
  }
  ~conn() {
    if (n_) std::printf("~%s\n", n_);
  }
  static async::maybe<M, conn> open(const char* n) { co_return conn{n}; }
  async::maybe<M, int> get(int v = 1) {
    std::printf("get %s\n", n_);
    co_return v;
  }
  int use() const {
    std::printf("use %s\n", n_);
    return 1;
  }
  explicit operator bool() const { return live(); }
  bool live() const { return n_ && !closed_; }
  [[async::drop(live)]] async::maybe<M, void> close(std::exception_ptr const& e) {
    closed_ = true;
    std::printf("drop %s%s\n", n_, e ? " error" : "");
    if (bad_) throw std::string(n_);
    co_return;
  }

 private:
  const char* n_;
  bool bad_;
  bool closed_ = false;
};
template <?async M> struct [[async::maybe]] pair_of {
  using async_mode = M;
  conn<M> a{"pa"}, b{"pb"};
  async::maybe<M, int> sum() { co_return co_await a.get() + co_await b.get(); }
};
template <?async M> [[async::maybe]] async::maybe<M, int> f(int k) {
  if (k == 0) {
    if (auto c = co_await conn<M>::open("c"); c.live()) {
      co_return co_await c.get();
    }
  }
  if (k == 1) {
    if (conn<M> c{"c"}) {
      switch (conn<M> d{"d"}; c.use()) {
        case 1:
          break;
        default:
          say("no");
      }
    } else
      co_return 2;
    co_return 1;
  }
  if (k == 2) {
    conn<M> a{"a"}, b{"b"};
    auto [x, y] = std::pair<conn<M>, int>{conn<M>{"s"}, 3};
    a = std::move(b);
    a = co_await conn<M>::open("n");
    co_return y + x.use();
  }
  if (k == 3) {
    std::vector<conn<M>> v;
    v.reserve(2);
    v.emplace_back("v1");
    v.push_back(co_await conn<M>::open("v2"));
    std::optional<conn<M>> o{"o"};
    std::map<int, conn<M>> m;
    m.try_emplace(1, "m1");
    pair_of<M> p;
    std::unique_ptr<conn<M>> u = std::make_unique<conn<M>>("u");
    co_return co_await p.sum();
  }
  if (k == 4) {
    try {
      conn<M> a{"a", true};
      conn<M> b{"b"};
      throw 5;
    } catch (int n) {
      conn<M> h{"h"};
      co_return n + h.use();
    }
  }
  if (k == 5) {
    conn<M> e{"e"};
    co_await async::drop(e);
    say("early");
    e = conn<M>{"e2"};
    async::release(e);
    auto s = k ? conn<M>{"s1"} : conn<M>{"s2"};
    goto out;
  }
  if (k == 6) {
    conn<M> a{"a"};
    { conn<M> b{"b", true}; }
    say("not this");
  }
out:
  throw k;
}
void suppressed(std::exception_ptr e) {
  try {
    std::rethrow_exception(e);
  } catch (std::string const& s) {
    std::printf("suppressed %s\n", s.c_str());
  }
}
template <?async M> [[async::maybe]] async::maybe<M, void> all() {
  for (int k = 0; k < 8; ++k) {
    std::printf("-- %d\n", k);
    try {
      std::printf("= %d\n", co_await f<M>(k));
    } catch (int n) {
      std::printf("int %d\n", n);
    } catch (std::string const& s) {
      std::printf("string %s\n", s.c_str());
    }
  }
  co_return;
}
[[async::main(async::current_thread)]] async::task<void> start() {
  async::set_suppressed_exception_handler(&suppressed);
  all<async::blocking>();
  say("suspending");
  co_await all<async::suspending>();
}
// OUT: -- 0
// OUT-NEXT: new c
// OUT-NEXT: get c
// OUT-NEXT: drop c
// OUT-NEXT: ~c
// OUT-NEXT: = 1
// OUT-NEXT: -- 1
// OUT-NEXT: new c
// OUT-NEXT: new d
// OUT-NEXT: use c
// OUT-NEXT: drop d
// OUT-NEXT: ~d
// OUT-NEXT: drop c
// OUT-NEXT: ~c
// OUT-NEXT: = 1
// OUT-NEXT: -- 2
// OUT-NEXT: new a
// OUT-NEXT: new b
// OUT-NEXT: new s
// OUT-NEXT: drop a
// OUT-NEXT: assign b
// OUT-NEXT: new n
// OUT-NEXT: drop b
// OUT-NEXT: assign n
// OUT-NEXT: use s
// OUT-NEXT: drop s
// OUT-NEXT: ~s
// OUT-NEXT: drop n
// OUT-NEXT: ~n
// OUT-NEXT: = 4
// OUT-NEXT: -- 3
// OUT-NEXT: new v1
// OUT-NEXT: new v2
// OUT-NEXT: new o
// OUT-NEXT: new m1
// OUT-NEXT: new pa
// OUT-NEXT: new pb
// OUT-NEXT: new u
// OUT-NEXT: get pa
// OUT-NEXT: get pb
// OUT-NEXT: drop u
// OUT-NEXT: ~u
// OUT-NEXT: drop pb
// OUT-NEXT: drop pa
// OUT-NEXT: ~pb
// OUT-NEXT: ~pa
// OUT-NEXT: drop m1
// OUT-NEXT: ~m1
// OUT-NEXT: drop o
// OUT-NEXT: ~o
// OUT-NEXT: drop v1
// OUT-NEXT: drop v2
// OUT-NEXT: ~v1
// OUT-NEXT: ~v2
// OUT-NEXT: = 2
// OUT-NEXT: -- 4
// OUT-NEXT: new a
// OUT-NEXT: new b
// OUT-NEXT: drop b error
// OUT-NEXT: ~b
// OUT-NEXT: drop a error
// OUT-NEXT: suppressed a
// OUT-NEXT: ~a
// OUT-NEXT: new h
// OUT-NEXT: use h
// OUT-NEXT: drop h
// OUT-NEXT: ~h
// OUT-NEXT: = 6
// OUT-NEXT: -- 5
// OUT-NEXT: new e
// OUT-NEXT: drop e
// OUT-NEXT: early
// OUT-NEXT: new e2
// OUT-NEXT: assign e2
// OUT-NEXT: new s1
// OUT-NEXT: drop s1
// OUT-NEXT: ~s1
// OUT-NEXT: ~e2
// OUT-NEXT: int 5
// OUT-NEXT: -- 6
// OUT-NEXT: new a
// OUT-NEXT: new b
// OUT-NEXT: drop b
// OUT-NEXT: ~b
// OUT-NEXT: drop a error
// OUT-NEXT: ~a
// OUT-NEXT: string b
// OUT-NEXT: -- 7
// OUT-NEXT: int 7
// OUT-NEXT: suspending
// OUT-NEXT: -- 0
// OUT-NEXT: new c
// OUT-NEXT: get c
// OUT-NEXT: drop c
// OUT-NEXT: ~c
// OUT-NEXT: = 1
// OUT-NEXT: -- 1
// OUT-NEXT: new c
// OUT-NEXT: new d
// OUT-NEXT: use c
// OUT-NEXT: drop d
// OUT-NEXT: ~d
// OUT-NEXT: drop c
// OUT-NEXT: ~c
// OUT-NEXT: = 1
// OUT-NEXT: -- 2
// OUT-NEXT: new a
// OUT-NEXT: new b
// OUT-NEXT: new s
// OUT-NEXT: drop a
// OUT-NEXT: assign b
// OUT-NEXT: new n
// OUT-NEXT: drop b
// OUT-NEXT: assign n
// OUT-NEXT: use s
// OUT-NEXT: drop s
// OUT-NEXT: ~s
// OUT-NEXT: drop n
// OUT-NEXT: ~n
// OUT-NEXT: = 4
// OUT-NEXT: -- 3
// OUT-NEXT: new v1
// OUT-NEXT: new v2
// OUT-NEXT: new o
// OUT-NEXT: new m1
// OUT-NEXT: new pa
// OUT-NEXT: new pb
// OUT-NEXT: new u
// OUT-NEXT: get pa
// OUT-NEXT: get pb
// OUT-NEXT: drop u
// OUT-NEXT: ~u
// OUT-NEXT: drop pb
// OUT-NEXT: drop pa
// OUT-NEXT: ~pb
// OUT-NEXT: ~pa
// OUT-NEXT: drop m1
// OUT-NEXT: ~m1
// OUT-NEXT: drop o
// OUT-NEXT: ~o
// OUT-NEXT: drop v1
// OUT-NEXT: drop v2
// OUT-NEXT: ~v1
// OUT-NEXT: ~v2
// OUT-NEXT: = 2
// OUT-NEXT: -- 4
// OUT-NEXT: new a
// OUT-NEXT: new b
// OUT-NEXT: drop b error
// OUT-NEXT: ~b
// OUT-NEXT: drop a error
// OUT-NEXT: suppressed a
// OUT-NEXT: ~a
// OUT-NEXT: new h
// OUT-NEXT: use h
// OUT-NEXT: drop h
// OUT-NEXT: ~h
// OUT-NEXT: = 6
// OUT-NEXT: -- 5
// OUT-NEXT: new e
// OUT-NEXT: drop e
// OUT-NEXT: early
// OUT-NEXT: new e2
// OUT-NEXT: assign e2
// OUT-NEXT: new s1
// OUT-NEXT: drop s1
// OUT-NEXT: ~s1
// OUT-NEXT: ~e2
// OUT-NEXT: int 5
// OUT-NEXT: -- 6
// OUT-NEXT: new a
// OUT-NEXT: new b
// OUT-NEXT: drop b
// OUT-NEXT: ~b
// OUT-NEXT: drop a error
// OUT-NEXT: ~a
// OUT-NEXT: string b
// OUT-NEXT: -- 7
// OUT-NEXT: int 7
