// An aggregate that a default argument makes in an awaited call is made in front of the statement, and passed.
// RUN: %asyncc --no-line %s -- g++ %flags | %strip | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>

#include <cstdio>
#include <string>
#include <vector>

namespace net {
struct options {
  std::string user = "somebody with a name that is long";
  int retries = 3;
};
}  // namespace net

template <async::mode M>
struct [[async::maybe]] client {
  using async_mode = M;
  async::maybe<M, int> open(net::options o = {}) { co_return static_cast<int>(o.user.size()) + o.retries; }
  async::maybe<M, int> by_reference(int n, net::options const& o = {.user = "me", .retries = -1}) {
    co_await async::sleep_for<M>(std::chrono::milliseconds(1));
    co_return n + static_cast<int>(o.user.size()) + o.retries;
  }
  async::maybe<M, int> second(std::string const& path, int n = 5, net::options o = net::options{}, bool more = true) {
    co_return static_cast<int>(path.size() + o.user.size()) + n + more;
  }
  async::maybe<M, int> two(net::options a = {.user = "a"}, net::options const& b = {.user = "bb"}) {
    co_return static_cast<int>(a.user.size() + b.user.size());
  }
};

template <async::mode M>
[[async::maybe]] async::maybe<M, int> sum(int n, std::vector<int> const& more = {1, 2}) {
  co_return n + more[0] + more[1];
}

template <async::mode M>
[[async::maybe]] async::maybe<M, int> all() {
  client<M> c;
  int n = co_await c.open();
  n += co_await c.by_reference(1);
  if (co_await c.second("/") > 0) ++n;
  n += co_await c.second("/", 7);
  n += co_await c.two();
  n += co_await sum<M>(co_await sum<M>(1));
  co_return n;
}
// CHECK-LABEL: maybe<M, int> all()
// CHECK: auto form1_ = []() -> net::options { return {}; }; int n = co_await c.open(form1_());
// CHECK: auto form2_ = []() -> net::options { return {.user = "me", .retries = -1}; }; n += co_await c.by_reference(1, form2_());
// CHECK: if (co_await c.second("/", 5, form3_()) > 0) ++n;
// CHECK: n += co_await c.second("/", 7, form4_());
// CHECK: co_await c.two(form5_(), form6_());
// CHECK: auto form8_ = []() -> std::vector<int> { return {1, 2}; }; n += co_await sum<M>(co_await sum<M>(1, form8_()), form7_());

// What only instantiations tell, as long as they agree.
template <class C>
[[async::maybe]] async::maybe<async::mode_of<C>, int> use(C& c) {
  int n = co_await c.open();
  n += co_await c.open({});
  n += co_await c.open({.retries = 100});
  n += co_await c.by_reference(1);
  n += co_await c.by_reference(co_await c.open(), {.user = "x"});
  co_return n;
}
// CHECK-LABEL: use(C& c) requires async::suspending_mode
// CHECK: int n = co_await c.open(form1_());
// CHECK: n += co_await c.open(form2_());
// CHECK: return {.retries = 100}; }; n += co_await c.open(form3_());
// CHECK: return {.user = "me", .retries = -1}; }; n += co_await c.by_reference(1, form4_());

// A class that is a member of the template.
template <async::mode M>
struct [[async::maybe]] nested {
  using async_mode = M;
  struct options {
    std::string host = "a host with a name that is long";
  };
  static async::maybe<M, int> connect(options o = {}) { co_return static_cast<int>(o.host.size()); }
  async::maybe<M, int> get(options const& o = {.host = "abc"}) { co_return co_await connect(o) + co_await connect(); }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> of_nested() {
  nested<M> c;
  auto* const p = &c;
  co_return co_await nested<M>::connect() + co_await c.get() + co_await p->get({.host = "b"});
}
// CHECK: auto form1_ = []() -> options { return {}; }; co_return co_await connect(o) + co_await connect(form1_());
// CHECK-LABEL: of_nested() requires async::suspending_mode
// CHECK: []() -> typename nested<M>::options { return {}; };
// CHECK-SAME: []() -> typename std::remove_cvref_t<decltype(c)>::options { return {.host = "abc"}; };
// CHECK-SAME: [&]() -> typename std::remove_cvref_t<decltype(*p)>::options { return {.host = "b"}; };

template <async::mode M>
int used() {
  client<M> c;
  if constexpr (async::blocking_mode<M>)
    return use(c) + of_nested<M>();
  else
    return async::block_on(use(c)) + async::block_on(of_nested<M>());
}

int main() {
  std::printf("%d\n", all<async::blocking>());
  std::printf("%d\n", async::block_on(all<async::suspending>()));
  std::printf("%d\n", used<async::blocking>());
  std::printf("%d\n", used<async::suspending>());
}
// OUT: 91
// OUT-NEXT: 91
// OUT-NEXT: 344
// OUT-NEXT: 344
