// Members, static members, member templates and operator() are coroutines like others.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

class service {
 public:
  async::task<int> member(int n) {
    numbered l{n};
    auto in = [this](int k) -> async::task<int> {
      numbered z{k};
      co_return sum_ += k;
    };
    co_return co_await in(n + 1);
  }
  template <class T>
  async::task<int> templated(T t) const& {
    numbered l{3};
    co_return t + sum_;
  }
  static async::task<int> shared(traced t) {
    say(t.name());
    co_return 0;
  }
  async::task<int> operator()(int n);

 private:
  numbered part_{100};
  int sum_ = 0;
};
async::task<int> service::operator()(int n) {
  numbered l{n};
  co_return n;
}
START {
  service s;
  std::printf("%d\n", co_await s.member(1));
  std::printf("%d\n", co_await s.templated('a') - 'a');
  co_await service::shared(named("shared"));
  co_await s(50);
}
// CHECK: async::dropping(z
// CHECK: async::dropping(l
// CHECK: async::dropping(t
// OUT: make 100
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: 2
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: 2
// OUT-NEXT: shared
// OUT-NEXT: drop shared
// OUT-NEXT: ~shared
// OUT-NEXT: make 50
// OUT-NEXT: drop 50
// OUT-NEXT: ~50
// OUT-NEXT: drop 100
// OUT-NEXT: ~100
