// Returned references: [a string…] [a string…] [a string…]: co_return of a forwarding reference / aut
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
#include <string>
template <class T> async::task<std::string> f(T&& x) { traced a{"a"}; co_return x; }
template <class T> async::task<std::string> g(T& x) { traced a{"a"}; auto&& y = x; decltype(auto) z = (y); (void)z; co_return y; }
START {
  std::string s = "a string that lives on the heap, surely", t = s;
  auto r = co_await f(s); auto q = co_await g(t);
  auto lam = [](auto&& x) -> async::task<std::string> { traced a{"a"}; co_return x; };
  std::string u = r; co_await lam(u);
  std::printf("[%s] [%s] [%s]\n", s.c_str(), t.c_str(), u.c_str());
}
// OUT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: [a string that lives on the heap, surely] [a string that lives on the heap, surely] [a string that lives on the heap, surely]
