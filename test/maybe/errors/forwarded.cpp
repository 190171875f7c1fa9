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
  async::maybe<M, int> handler(part const& p) {
    try {
      // CHECK: errors/forwarded.cpp:[[@LINE+1]]:7: warning: 'handler' returns the result of 'f'
      return f(p);
    } catch (int) {
      return f(p);
    }
  }
};
