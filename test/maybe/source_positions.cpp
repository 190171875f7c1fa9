// __LINE__, __func__ and source_location are those of the source in both modes.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <source_location>
inline std::string where(std::source_location l = std::source_location::current()) {
  return "line" + std::to_string(l.line());
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> here() {
  say(where());
  say(__func__);
  co_await value<M>(__LINE__);
  co_return __LINE__;
}
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> there() {
    say(where());
    co_return co_await here<M>();
  }
};
// CHECK: both: line[[@LINE-4]] line[[@LINE-12]] here v[[@LINE-10]] = [[@LINE-9]]
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.there();
  });
}
