// An object of a blocking mode in an ordinary lambda of a marked class is dropped in every mode by a call.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>

template <async::mode M>
class [[async::maybe]] res {
 public:
  explicit res(int n) : n_(n) {}
  res(res const&) = delete;
  [[async::drop]] async::maybe<M, void> close() {
    std::printf("close %d\n", n_);
    co_return;
  }

 private:
  int n_;
};
template <async::mode M>
res<M> make(int n) {
  return res<M>(n);
}
template <async::mode M>
struct [[async::maybe]] prog {
  using async_mode = M;
  async::maybe<M, int> id(int p) { co_return p; }
  async::maybe<M, void> run(int p) {
    auto call = [q = co_await id(p)] {
      auto r = make<async::blocking>(q);
      std::puts("called");
    };
    call();
    co_return;
  }
};
// OUT: called
// OUT-NEXT: close 1
// OUT-NEXT: called
// OUT-NEXT: close 2
int main() {
  prog<async::blocking> b;
  b.run(1);
  prog<async::suspending> s;
  async::block_on(s.run(2));
}
