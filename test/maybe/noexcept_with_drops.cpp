// What a noexcept function promises holds for the drops of its objects, too, and stands around them.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
// RUN: %t.g++ b | FileCheck %s --check-prefix=OUT
// RUN: %t.clang++-19 b | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
template <async::mode M>
struct file {
  explicit file(char const* n) : name(n) {}
  file(file&& o) noexcept : name(std::exchange(o.name, nullptr)) {}
  char const* name;
  [[async::drop(name), async::maybe]] async::maybe<M, void> close() {
    std::printf("drop %s\n", std::exchange(name, nullptr));
    co_return;
  }
};
// CHECK: f(file<M> p, std::string s) noexcept requires async::suspending_mode<M> { try {
// CHECK: parameter p
// CHECK: async::dropping<decltype(a)>(a
// CHECK: async::dropping<decltype(p)>(p
// CHECK: co_return result_.take();
// CHECK-NEXT: } catch (...) { std::terminate(); }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f(file<M> p, std::string s) noexcept {
  file<M> a("a");
  std::printf("in f %s\n", p.name);
  co_return std::stoi(s);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> g(file<M> p, std::string s) noexcept try {
  file<M> a("b");
  std::printf("in g %s\n", p.name);
  co_return co_await f<M>(std::move(p), s) + std::stoi(s + "x1");
} catch (std::exception const&) {
  file<M> h("h");
  std::puts("handler");
  co_return -1;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> all() {
  std::printf("%d\n", co_await f<M>(file<M>("p"), "1"));
  std::printf("%d\n", co_await g<M>(file<M>("q"), "2"));
  std::printf("%d\n", co_await g<M>(file<M>("r"), "9999999999"));
}
int main(int argc, char**) {
  std::set_terminate([] {
    std::puts("terminated");
    std::fflush(stdout);
    std::_Exit(0);
  });
  if (argc > 1) all<async::blocking>();
  else async::block_on(all<async::suspending>());
}
// OUT: in f p
// OUT-NEXT: drop a
// OUT-NEXT: drop p
// OUT-NEXT: 1
// OUT-NEXT: in g q
// OUT-NEXT: in f q
// OUT-NEXT: drop a
// OUT-NEXT: drop q
// OUT-NEXT: drop b
// OUT-NEXT: 4
// OUT-NEXT: in g r
// OUT-NEXT: in f r
// OUT: terminated
