// What is returned is the call of one of several functions: those that cannot take what ends do not tell that it does not.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <utility>
template <async::mode M>
struct [[async::maybe]] sink {
  using async_mode = M;
  std::string out;
  async::maybe<M, void> add(std::string_view bytes) {
    co_await pause();
    out += bytes;
    co_return;
  }
  async::maybe<M, void> add(char c) {
    out += c;
    co_return;
  }
  async::maybe<M, void> put(std::span<char> bytes) {
    co_await pause();
    out.append(bytes.data(), bytes.size());
    co_return;
  }
  async::maybe<M, void> put(std::size_t n) {
    out += std::to_string(n);
    co_return;
  }
  async::maybe<M, void> operator()(std::string_view bytes) { return add(bytes); }
  async::maybe<M, void> operator()(bool b) { return add(b ? 't' : 'f'); }
  async::maybe<M, void> keep(std::string s) {
    out += s;
    co_return;
  }
  async::maybe<M, void> keep(std::string_view s) { return add(s); }
  async::maybe<M, void> pause() {
    if constexpr (M::is_async)
      co_await async::this_task::yield();
    co_return;
  }
};
template <async::mode M>
struct [[async::maybe]] rows : sink<M> {
  using sink<M>::add;
  async::maybe<M, void> add(double d) { return this->add(std::to_string(static_cast<int>(d))); }
};
// CHECK: a1(sink<M>& s, int n) {{.*}}{ co_return co_await s.add("a text that is long enough for the heap " + std::to_string(n)); }
template <async::mode M>
[[async::maybe]] async::maybe<M, void> a1(sink<M>& s, int n) { return s.add("a text that is long enough for the heap " + std::to_string(n)); }
template <async::mode M>
[[async::maybe]] async::maybe<M, void> a2(sink<M>& s) {
  char b[] = {'a', 'b', 'c'};
  // CHECK: co_return co_await s.put(b);
  return s.put(b);
}
// CHECK: a3(sink<M>& s, int n) {{.*}}{ co_return co_await s("and another one that is as long as that " + std::to_string(n)); }
template <async::mode M>
[[async::maybe]] async::maybe<M, void> a3(sink<M>& s, int n) { return s("and another one that is as long as that " + std::to_string(n)); }
// What takes it as it is is meant, and a number is copied.
// CHECK: k1(sink<M>& s, std::string t) {{.*}}{ return s.keep(std::move(t)); }
template <async::mode M>
[[async::maybe]] async::maybe<M, void> k1(sink<M>& s, std::string t) { return s.keep(std::move(t)); }
// CHECK: k2(sink<M>& s, std::size_t n) {{.*}}{ return s.put(n); }
template <async::mode M>
[[async::maybe]] async::maybe<M, void> k2(sink<M>& s, std::size_t n) { return s.put(n); }
template <async::mode M>
[[async::maybe]] async::maybe<M, void> all() {
  rows<M> s;
  co_await a1<M>(s, 1);
  co_await a2<M>(s);
  co_await a3<M>(s, 2);
  co_await k1<M>(s, " kept ");
  co_await k2<M>(s, 3);
  co_await s.add(4.5);
  // OUT: a text that is long enough for the heap 1abcand another one that is as long as that 2 kept 34
  // OUT: a text that is long enough for the heap 1abcand another one that is as long as that 2 kept 34
  std::printf("%s\n", s.out.c_str());
}
int main() {
  all<async::blocking>();
  async::block_on(all<async::suspending>());
}
