// Nothing instantiates what only blocking modes have: a result that nobody takes there is told of.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <utility>
template <async::mode M>
struct [[async::maybe]] part {
  using async_mode = M;
  int id = 1;
  part() = default;
  part(part&& other) noexcept : id(std::exchange(other.id, 0)) {}
  [[async::drop(id)]] async::maybe<M, void> close() { co_return; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, part<M>> made() {
  co_return part<M>();
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> run() {
  if constexpr (!M::is_async) {
    // CHECK: errors/discarded_in_blocking_half.cpp:[[@LINE+1]]:5: error: a temporary of type 'part<M>' has an async drop {{.*}}[async-drop-temporary]
    co_await made<M>();
    auto kept = co_await made<M>();
  }
  co_await made<M>();
}
async::task<void> both() {
  run<async::blocking>();
  co_await run<async::suspending>();
}
