// Of a library that is installed lowered: its users need no asyncc.
#pragma once
#include <async/async.hpp>
#include <cstdio>
#include <utility>
namespace files {
struct file {
  explicit file(char const* n) : name(n) {}
  file(file&& o) noexcept : name(std::exchange(o.name, nullptr)) {}
  file next() { return file("next"); }
  char const* name;
  [[async::drop(name)]] async::task<void> close() {
    std::printf("drop %s\n", std::exchange(name, nullptr));
    co_return;
  }
};
template <class T>
async::task<bool> use(T given) {
  T own("own");
  if (given.name == nullptr) co_return false;
  std::printf("use %s\n", given.name);
  co_return true;
}
template <class T>
async::task<T> pass(T given) {
  co_return given;
}
template <class T>
async::task<void> derived(T given) {
  auto other = given.next();
  std::printf("%s\n", other.name);
  co_return;
}
template <class... T>
async::task<int> all(T... given) {
  co_return (0 + ... + (given.name != nullptr));
}
template <async::mode M, class... T>
[[async::maybe]] async::maybe<M, int> marked(T... given) {
  co_return (0 + ... + (given.name != nullptr));
}
template <async::mode M>
struct [[async::maybe]] closed {
  explicit closed(char const* n) : name(n) {}
  char const* name;
  [[async::drop]] async::maybe<M, void> close() { std::printf("closed %s\n", name); co_return; }
};
struct plain {
  explicit plain(char const* n) : name(n) {}
  plain next() { return *this; }
  char const* name;
};
}  // namespace files
