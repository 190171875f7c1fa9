// What a returned call refers to through a view, a pointer, an owner, a default argument or a closure ends with the function as well.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
using async::maybe;
using text = std::string;
template <async::mode M>
[[async::maybe]] maybe<M, void> pause() {
  if constexpr (M::is_async) co_await async::this_task::yield();
}
template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  text before = "in front of it all ";
  maybe<M, text> ask(text const& q) {
    co_await pause<M>();
    if (q == "fails") throw std::runtime_error("failed");
    co_return before + q;
  }
  maybe<M, text> view(std::string_view q) {
    co_await pause<M>();
    co_return before + text(q);
  }
  maybe<M, text> pointer(int const* p) {
    co_await pause<M>();
    co_return std::to_string(*p);
  }
  maybe<M, text> defaulted(text const& k = "a default that is long enough for the heap") { return ask(k); }
  // CHECK: by_default() { co_return co_await defaulted(); }
  maybe<M, text> by_default() { return defaulted(); }
  maybe<M, text> part_of_local(text k) {
    text l = k + k;
    // CHECK: co_return co_await view(std::string_view(l).substr(1));
    return view(std::string_view(l).substr(1));
  }
  maybe<M, text> pointer_to_parameter(int n) {
    int const* p = &n;
    // CHECK: co_return co_await pointer(p);
    return pointer(p);
  }
  maybe<M, text> owned() {
    auto p = std::make_unique<source>();
    // CHECK: co_return co_await p->view("owned");
    return p->view("owned");
  }
  // CHECK: called(std::function<{{.*}}> f) { co_return co_await f("an argument that is long enough for the heap"); }
  maybe<M, text> called(std::function<maybe<M, text>(text const&)> f) { return f("an argument that is long enough for the heap"); }
  maybe<M, text> closure(int n) {
    auto f = [&n] { return &n; };
    // CHECK: co_return co_await pointer(f());
    return pointer(f());
  }
  struct two {
    text a, b;
  };
  maybe<M, text> member() {
    two x{"first that is long enough for the heap", "second that is long enough for the heap"};
    // CHECK: co_return co_await ask(x.b);
    return ask(x.b);
  }
  maybe<M, text> element() {
    text array[2] = {"first that is long enough for the heap", "second"};
    // CHECK: co_return co_await ask(array[0]);
    return ask(array[0]);
  }
  maybe<M, text> assigned(text k) {
    text l;
    // CHECK: co_return co_await ask(l = k);
    return ask(l = k);
  }
  maybe<M, text> optional() {
    std::optional<source> o;
    o.emplace();
    // CHECK: co_return co_await o->ask("optional");
    return o->ask("optional");
  }
  // CHECK: temporary() { co_return co_await std::make_unique<source>()->ask("temporary"); }
  maybe<M, text> temporary() { return std::make_unique<source>()->ask("temporary"); }
  maybe<M, text> handled(text const& k) {
    text note = "no";
    try {
      // CHECK: co_return co_await ask(k);
      return ask(k);
    } catch (std::exception const&) {
      note = "handled ";
    }
    // CHECK: co_return co_await ask(note);
    return ask(note);
  }
  // CHECK: {{^ *}}return pair(std::forward<A>(a)...);
  template <class... A>
  maybe<M, text> all_given(A&&... a) {
    return pair(std::forward<A>(a)...);
  }
  maybe<M, text> pair(text const& a, text const& b) {
    co_await pause<M>();
    co_return a + b;
  }
};
// CHECK: struct source<M>
template <async::mode M>
[[async::maybe]] maybe<M, void> all() {
  source<M> s;
  text const k(40, 'k');
  // OUT: in front of it all a default that is long enough for the heap
  std::puts((co_await s.by_default()).c_str());
  // OUT-NEXT: in front of it all {{k{79}$}}
  std::puts((co_await s.part_of_local(k)).c_str());
  // OUT-NEXT: 4
  std::puts((co_await s.pointer_to_parameter(4)).c_str());
  // OUT-NEXT: in front of it all owned
  std::puts((co_await s.owned()).c_str());
  // OUT-NEXT: in front of it all an argument that is long enough for the heap
  std::puts((co_await s.called([&s](text const& q) { return s.ask(q); })).c_str());
  // OUT-NEXT: 5
  std::puts((co_await s.closure(5)).c_str());
  // OUT-NEXT: in front of it all second that is long enough for the heap
  std::puts((co_await s.member()).c_str());
  // OUT-NEXT: in front of it all first that is long enough for the heap
  std::puts((co_await s.element()).c_str());
  // OUT-NEXT: in front of it all kkkk
  std::puts((co_await s.assigned(k)).c_str());
  // OUT-NEXT: in front of it all optional
  std::puts((co_await s.optional()).c_str());
  // OUT-NEXT: in front of it all temporary
  std::puts((co_await s.temporary()).c_str());
  // OUT-NEXT: in front of it all handled
  std::puts((co_await s.handled("fails")).c_str());
  // OUT-NEXT: {{k{80}$}}
  std::puts((co_await s.all_given(k, k)).c_str());
}
// OUT: in front of it all a default that is long enough for the heap
// OUT: {{k{80}$}}
int main() {
  all<async::blocking>();
  async::block_on(all<async::suspending>());
}
