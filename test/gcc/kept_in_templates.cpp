// For g++, temporaries of what is put into a closure live as long as the statement, also those that only an instantiation
// tells of: an argument of a call that depends on a parameter of the template.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/kept.hpp"

struct request {
  std::string_view path;
  int size;
};
template <class T>
const T& same(const T& x) {
  return x;
}
std::string_view same(std::string_view s, int) { return s; }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> show(std::string_view s) {
  co_return print(s);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> send(request r) {
  co_return print(r.path) + r.size;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, told> make(std::string s) {
  co_return told(std::move(s));
}
template <async::mode M>
struct [[async::maybe]] store {
  std::string text = "-----------------------------------";
  char cells[4] = {};
  const told& in(const told& x) { return x; }
  const std::string& of(const std::string& x) { return x; }
  template <class T>
  const T& any(const T& x) {
    return x;
  }
  char& at(const told& x) { return cells[static_cast<std::size_t>(print(x.view()) % 4)]; }
  std::string name(int n) { return text.substr(0, 20) + std::to_string(n); }
  async::maybe<M, int> all(bool c) {
    int r = 0;
    // CHECK: in(kept1_([&]() -> decltype(auto) { return told("a"); }))
    r += co_await show<M>(c ? in(told("a")).view() : "none");
    r += co_await show<M>(c ? any(told("b")).view() : "none");
    r += co_await show<M>(c ? this->in(told("c")).view() : any(told("-")).view());
    r += co_await show<M>(c ? same(name(1)).c_str() : "none");
    r += co_await show<M>(c ? any(name(2)) : text);
    // CHECK: of([[K:kept[0-9]+]]_([&]() -> decltype(auto) { return [[K]]_([&]() -> decltype(auto) { return name(3); }) + "!"; }))
    r += co_await show<M>(c ? of(name(3) + "!") : text);
    r += co_await show<M>(c ? same(name(4), r) : "none");
    r += co_await send<M>({in(told("e")).view(), r});
    r += co_await send<M>(request{any(told("f")).view(), r});
    at(told("g")) = static_cast<char>(co_await show<M>("g1"));
    at(co_await make<M>("h")) = static_cast<char>(co_await show<M>("h1"));
    auto nested = [&] [[async::maybe]] (auto n) -> async::maybe<M, int> {
      co_return co_await show<M>(c ? of(name(n)) : text);
    };
    r += co_await nested(5);
    for (int i = 0; i < 2; ++i) r += co_await show<M>(i == 0 ? in(told("i")).view() : any(told("j")).view());
    std::puts("");
    co_return r;
  }
};
// OUT: +a (a) ~a +b (b) ~b +c (c) ~c (--------------------1) (--------------------2) (--------------------3!) (--------------------4)
// OUT-SAME: +e (e) ~e +f (f) ~f (g1) +g (g) ~g (h1) +h (h) ~h (--------------------5) +i (i) ~i +j (j) ~j

// What is never used says nothing, and is text all the same.
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, int> unused(T& x, bool c) {
  co_return co_await show<M>(c ? x.in(told("never")).view() : "none");
}
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, int> outside(T& x, bool c) {
  // A conversion of a literal is not written.
  int r = co_await show<M>(c ? x.of("a literal that is long enough for memory of its own") : "none");
  co_return r + co_await show<M>(c ? x.in(told("k")).view() : x.any(x.name(6)));
}

// A parameter that takes the object, in one instance, and a pack of temporaries.
struct by_reference {
  static const told& get(const told& x) { return x; }
};
struct by_value {
  static told get(told x) { return x; }
};
template <class T, class... R>
const T& first(const T& a, const R&...) {
  return a;
}
#define TOLD(x) told(x)
template <async::mode M, class P, class... T>
[[async::maybe]] async::maybe<M, int> policy(bool c, T... t) {
  int r = co_await show<M>(c ? P::get(told("l")).view() : "none");
  r += co_await show<M>(c ? P::get(TOLD("m")).view() : "none");
  r += co_await show<M>(c ? first(std::string(20, t)...).c_str() : "none");
  co_return r;
}
// OUT: +l (l) ~l +m (m) ~m (nnnnnnnnnnnnnnnnnnnn) +l (l) ~l +m (m) ~m (pppppppppppppppppppp)
// OUT-NEXT: +k (k) ~k

template <async::mode M>
[[async::maybe]] async::maybe<M, int> everything() {
  store<M> s;
  int r = co_await s.all(true);
  r += co_await policy<M, by_reference>(true, 'n', 'o');
  r += co_await policy<M, by_value>(true, 'p', 'q');
  std::puts("");
  co_return r + co_await outside<M>(s, true);
}
int main() {
  const int suspending = async::block_on(everything<async::suspending>());
  std::printf("%d %d\n", suspending, everything<async::blocking>());
}
// OUT: [[SUM:[0-9]+]] [[SUM]]
