// For g++, what an argument is converted to, or what a list in braces makes of it, lives as long as the statement, although
// a closure holds the call; in templates by the type that the function declares.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/kept.hpp"

#include <map>
template <async::mode M> [[async::maybe]] async::maybe<M, int> show(std::string_view s) { co_return print(s); }
const std::string& same(const std::string& s) { return s; }
const std::vector<std::string>& list(const std::vector<std::string>& s) { return s; }
const std::string& get_or(const std::map<std::string, std::string>& m, const std::string& k, const std::string& d) {
  auto f = m.find(k);
  return f == m.end() ? d : f->second;
}
struct name { std::string s; name(const char* c) : s(c) {} name(const std::string& c) : s(c) {} std::string_view view() const { return s; } };
template <async::mode M>
struct [[async::maybe]] conf {
  std::map<std::string, std::string> m{{"a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}};
  const std::string& get_or(const std::string& k, const std::string& d) { return ::get_or(m, k, d); }
  const name& named(const name& n) { return n; }
  template <class T> const T& or_else(const T& t) { return t; }
  static std::string_view view(const name& n) { return n.view(); }
  async::maybe<M, int> run(bool c) {
    // CHECK: get_or([[K:kept[0-9]+_]]([&]() -> std::basic_string<char> { return "a"; }),
    int r = co_await show<M>(c ? get_or("a", "nothing-nothing-nothing-nothing").c_str() : "none");
    r += co_await show<M>(c ? get_or("b", "nothing-nothing-nothing-nothing").c_str() : "none");
    r += co_await show<M>(c ? get_or("c", {30, 'c'}).c_str() : "none");
    // CHECK: named([[K:kept[0-9]+_]]([&]() -> name { return "named-
    r += co_await show<M>(c ? named("named-named-named-named-named-named").view() : "none");
    r += co_await show<M>(c ? named(std::string(30, 's')).view() : "none");
    r += co_await show<M>(c ? view("viewed-viewed-viewed-viewed-viewed") : "none");
    r += co_await show<M>(c ? same("same-same-same-same-same-same-same").c_str() : "none");
    r += co_await show<M>(c ? same({30, 'i'}).c_str() : "none");
    r += co_await show<M>(c ? list({std::string(30, 'l'), "b"})[0].c_str() : "none");
    r += co_await show<M>(c ? or_else(std::string(30, 'o')).c_str() : "none");
    std::puts("");
    co_return r;
  }
};
template <async::mode M, class C> [[async::maybe]] async::maybe<M, int> outer(C& x, bool c) {
  int r = co_await show<M>(c ? x.get_or("z", "nothing-nothing-nothing-nothing").c_str() : "none");
  r += co_await show<M>(c ? x.named("named-named-named-named-named-named").view() : "none");
  std::puts("");
  co_return r;
}
template <async::mode M> [[async::maybe]] async::maybe<M, int> all() {
  conf<M> x;
  int r = co_await x.run(true);
  co_return r + co_await outer<M>(x, true);
}
int main() { int a = async::block_on(all<async::suspending>()); std::printf("%d\n", a); std::printf("%d\n", all<async::blocking>()); }
// OUT: (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) (nothing-nothing-nothing-nothing) ({{.}}c) (named-named-named-named-named-named)
// OUT-SAME: (ssssssssssssssssssssssssssssss) (viewed-viewed-viewed-viewed-viewed) (same-same-same-same-same-same-same) ({{.}}i)
// OUT-SAME: (llllllllllllllllllllllllllllll) (oooooooooooooooooooooooooooooo)
// OUT: (nothing-nothing-nothing-nothing) (named-named-named-named-named-named)
// OUT: [[SUM:[0-9]+]]
// OUT: [[SUM]]
