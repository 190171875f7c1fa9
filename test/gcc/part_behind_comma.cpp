// g++ 12 destroys a variable twice that is made of a part of an awaited object behind a comma; bound to a reference, that
// object lives as long as the reference does.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
#include <utility>
int alive;
struct part {
  std::string name;
  explicit part(const char* s) : name(s) { ++alive; }
  part(part&& o) : name(std::move(o.name)) { ++alive; }
  ~part() { --alive; }
};
struct whole {
  part first, second;
};
int calls;
void f() { ++calls; }
template <async::mode M>
[[async::maybe]] async::maybe<M, whole> get() {
  co_return whole{part("a first part of some length"), part("a second one")};
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> all() {
  int good = 0;
  {
    // CHECK: auto a = async::itself(({{.*}}, async::itself(co_await get<M>()).first));
    auto a = (f(), (co_await get<M>()).first);
    good += a.name == "a first part of some length" && alive == 1;
  }
  {
    // CHECK: part a = async::itself(({{.*}}, ({{.*}}, (async::itself(co_await get<M>()).second))));
    part a = (f(), (f(), ((co_await get<M>()).second)));
    good += a.name == "a second one" && alive == 1;
  }
  {
    // CHECK: part a = async::itself(({{.*}}, std::move(async::itself(co_await get<M>()).first)));
    part a = (f(), std::move((co_await get<M>()).first));
    good += a.name == "a first part of some length" && alive == 1;
  }
  {
    // CHECK: auto n = async::itself(({{.*}}, async::itself(co_await get<M>()).first.name));
    auto n = (f(), (co_await get<M>()).first.name);
    good += n.size() == 27 && alive == 0;
  }
  for (part a = (f(), (co_await get<M>()).first); !a.name.empty(); a.name.clear())
    good += alive == 1;
  {
    // CHECK: auto&& a = ({{.*}}, async::holding(co_await get<M>()).value.first);
    auto&& a = (f(), (co_await get<M>()).first);
    good += a.name == "a first part of some length" && alive == 2;
  }
  {
    // CHECK: const std::string& n = ({{.*}}, ({{.*}}, async::holding(co_await get<M>()).value.second.name));
    const std::string& n = (f(), (f(), (co_await get<M>()).second.name));
    good += n == "a second one" && alive == 2;
  }
  good += alive == 0;
  co_return good;
}
// OUT: 8 8 18
int main() {
  const int s = async::block_on(all<async::suspending>()), b = all<async::blocking>();
  std::printf("%d %d %d\n", s, b, calls);
}
