// A pack in braces that awaits is given to the closure that makes the object.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "../maybe/Inputs/both.hpp"
#include <tuple>

template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  int n = 0;
  template <class T>
  async::maybe<M, T> get() {
    (void)co_await value<M>(++n);
    if constexpr (std::is_same_v<T, std::string>)
      co_return std::string(30, 'x') + std::to_string(n);
    else
      co_return T(n);
  }
  // CHECK: auto form1_ = [&](auto&&... given0_1_) { return std::tuple<T...>{static_cast<decltype(given0_1_)>(given0_1_)...}; };
  // CHECK: co_return form1_(async::in_order(co_await get<T>()).get()...);
  template <class... T>
  async::maybe<M, std::tuple<T...>> typed() {
    co_return std::tuple<T...>{co_await get<T>()...};
  }
  template <class... T>
  async::maybe<M, std::tuple<T...>> variable() {
    std::tuple<T...> t{co_await get<T>()...};
    co_return t;
  }
  template <class... T>
  async::maybe<M, std::tuple<T...>> bare() {
    co_return {co_await get<T>()...};
  }
  template <class R, class... T>
  async::maybe<M, R> any() {
    co_return R{co_await get<T>()...};
  }
  template <class... T>
  async::maybe<M, std::tuple<T...>> of_any() {
    co_return co_await any<std::tuple<T...>, T...>();
  }
  template <class... T>
  async::maybe<M, std::tuple<T...>> deduced() {
    co_return std::tuple{co_await get<T>()...};
  }
  template <class... T>
  async::maybe<M, std::tuple<int, T...>> behind() {
    co_return std::tuple<int, T...>{co_await value<M>(9), co_await get<T>()...};
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> run(int which) {
  source<M> s;
  auto [a, b, c] = which == 0   ? co_await s.template typed<int, std::string, unsigned char>()
                   : which == 1 ? co_await s.template variable<int, std::string, unsigned char>()
                   : which == 2 ? co_await s.template bare<int, std::string, unsigned char>()
                   : which == 3 ? co_await s.template of_any<int, std::string, unsigned char>()
                                : co_await s.template deduced<int, std::string, unsigned char>();
  auto [d, e] = co_await s.template behind<int>();
  say(b);
  co_return a * 10 + c + 1000 * d + 100 * e;
}
// OUT-COUNT-5: both: v1 v2 v3 v9 v4 {{x+}}2 = 9413
int main() {
  for (int which = 0; which < 5; ++which) both([which]<class M>(M) { return run<M>(which); });
}
