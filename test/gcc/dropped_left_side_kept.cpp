// Temporaries of the left side of an assignment that drops what it had live as long as the statement: a lock is held while
// the old value is dropped. So does what the library makes on the right side keep its turn.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>

#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

struct connection {
  std::string name;
  explicit connection(std::string s) : name(std::move(s)) {
    if (name == "bad") throw std::runtime_error("no");
    std::printf("+%s ", name.c_str());
  }
  connection(connection&& o) noexcept : name(std::exchange(o.name, "")) {}
  connection& operator=(connection&& o) noexcept {
    name = std::exchange(o.name, "");
    return *this;
  }
  bool open() const { return !name.empty(); }
  [[async::drop(open)]] async::task<void> close() {
    std::printf("[%s ", std::exchange(name, "").c_str());
    co_await async::this_task::yield();
    std::printf("] ");
  }
};
struct shared {
  connection c{"old"};
  std::optional<connection> o;
  struct proxy {
    shared* of;
    ~proxy() { std::printf("unlock "); }
    shared* operator->() const { return of; }
    shared& operator*() const { return *of; }
  };
  proxy lock() {
    std::printf("lock ");
    return {this};
  }
  [[async::drop(live)]] async::task<void> close() {
    std::printf("shared ");
    live = false;
    co_return;
  }
  bool live = true;
};
async::task<void> locked() {
  shared s;
  // CHECK: async::keeper [[K:kept[0-9]+_]];
  // CHECK: async::assigning(async::later([&]() -> auto&& { return [[K]]([&]() -> decltype(auto) { return s.lock(); })->c; }, [[K]].open()))
  s.lock()->c = connection("new");
  s.lock()->o = connection("some");
  (*s.lock()).o = connection("other");
  s.lock()->o = std::nullopt;
  std::puts("");
  co_return;
}
using table = std::map<std::string, std::unique_ptr<connection>>;
async::task<void> by_value(table& m) {
  // CHECK: async::later([&]() -> auto&& { return m[{{.*}}"x"
  m["x"] = std::make_unique<connection>("bad");
  co_return;
}
async::task<void> by_size(table& m) {
  m["y"] = std::make_unique<connection>(std::to_string(m.size()));
  co_return;
}
async::task<void> by_optional(std::map<int, std::optional<connection>>& m) {
  m[4] = std::make_optional<connection>("bad");
  co_return;
}
async::task<void> put(int& to, std::string& s, std::map<int, int>& m) {
  int sizes[8] = {};
  auto grow = [&]() -> async::task<int> { s += "x", m[static_cast<int>(s.size())] = 1; co_return 7; };
  sizes[s.size()] = co_await grow();
  sizes[m.size()] = co_await grow();
  to = sizes[1] * 10 + sizes[2];
}
async::task<int> start() {
  co_await locked();
  table m;
  try {
    co_await by_value(m);
  } catch (std::runtime_error&) {
  }
  std::printf("%zu ", m.size());
  co_await by_size(m);
  std::map<int, std::optional<connection>> o;
  try {
    co_await by_optional(o);
  } catch (std::runtime_error&) {
  }
  int n = 0;
  std::string s;
  std::map<int, int> sizes;
  co_await put(n, s, sizes);
  std::printf("%zu %d\n", o.size(), n);
  co_return 0;
}
// OUT: +old +new lock [old ] unlock +some lock unlock +other lock [some ] unlock lock [other ] unlock
// OUT-NEXT: shared [new ] 0 +0 0 77
// OUT-NEXT: [0 ]
int main() { return async::block_on(start()); }
