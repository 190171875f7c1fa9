// RUN: %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <string>
template <async::mode M>
struct [[async::maybe]] s {
  struct part {
    std::string a, b;
  };
  async::maybe<M, int> f(part const&) { co_return 1; }
  // CHECK: errors/forwarded.cpp:[[@LINE+1]]:50: warning: 'g' returns the result of 'f', which refers to a temporary, a parameter or a variable that ends with 'g', or whose errors 'g' handles, but which begins later in suspending modes; write 'co_return co_await' instead of 'return' [async-maybe-forwarded]
  async::maybe<M, int> g(std::string const& k) { return f({k, k}); }
  // CHECK: errors/forwarded.cpp:[[@LINE+2]]:30: warning: 'h' returns the result of 'f'
#define RETURN(x) return x
  async::maybe<M, int> h() { RETURN(f(part())); }
  // CHECK: errors/forwarded.cpp:[[@LINE+1]]:66: warning: 'arms' returns the result of 'f'
  async::maybe<M, int> arms(part const& p, part q, bool first) { return first ? f(p) : f(q); }
  async::maybe<M, int> fails(std::string const&) { co_return 1; }
  async::maybe<M, int> caught(part const& p) {
    try {
      if (p.a.empty()) throw std::string("a");
    } catch (std::string const& error) {
      // CHECK: errors/forwarded.cpp:[[@LINE+1]]:7: warning: 'caught' returns the result of 'fails'
      return fails(error);
    }
    return fails(p.a);
  }
  async::maybe<M, int> closures(part const& p) {
    // CHECK: errors/forwarded.cpp:[[@LINE+1]]:31: warning: this closure returns the result of 'f', which refers to a temporary, a parameter or a variable that ends with the closure, or whose errors it handles, but which begins later in suspending modes; write its result, '-> async::maybe<M, T>': then it awaits [async-maybe-forwarded-closure]
    auto made = [this](int) { return f({"a", "b"}); };
    auto kept = [&] { return f(p); };
    auto awaits = [this](int) -> async::maybe<M, int> { return f(part()); };
    auto number = [&](int i) { return p.a.size() + i; };
    co_return co_await made(1) + co_await kept() + co_await awaits(1) + static_cast<int>(number(1));
  }
  async::maybe<M, int> handler(part const& p) {
    try {
      // CHECK: errors/forwarded.cpp:[[@LINE+1]]:7: warning: 'handler' returns the result of 'f'
      return f(p);
    } catch (int) {
      return f(p);
    }
  }
};
