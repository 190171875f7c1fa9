// Parameters of templates whose results are deduced from their bodies are dropped as others.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/by_mode.hpp"
using held = part<async::blocking>;
auto abbreviated(auto x) { return x.id; }
template <class T>
auto named(T x) {
  T y(3);
  return x.id + y.id;
}
decltype(auto) exact(auto x) { return int(x.id); }
struct functor {
  auto operator()(auto x) const { return x.id; }
};
using eventual = part<async::suspending>;
async::stream<eventual> yields() {
  co_yield eventual(7);
  co_yield {eventual(8)};
}
async::task<void> all() {
  for co_await (eventual each : yields()) std::printf(" got%d", each.id);
}
// OUT: {{^}} drop1 drop3 drop2 drop4 drop5 drop6 got7 drop7 got8 drop8{{$}}
int main() {
  int sum = abbreviated(held(1));
  sum += named(held(2));
  sum += exact(held(4));
  sum += functor()(held(5));
  sum += [](auto x) { return x.id; }(held(6));
  async::block_on(all());
  return sum == 21 ? 0 : 1;
}
