#pragma once

#include <async/detail/record.hpp>

#include <utility>

namespace async {

namespace detail {
/// Runs the loop of a runtime made for the purpose: `current_thread`.
class private_loop {
 public:
  private_loop();
  private_loop(private_loop const&) = delete;
  private_loop& operator=(private_loop const&) = delete;
  ~private_loop();
  runtime_ref ref() noexcept;

 private:
  void* loop_;
};
}  // namespace detail

template <class T>
T runtime_ref::block_on(task<T> t) const {
  completion done;
  auto* s = new detail::join_state<T>(*this, std::move(t));
  detail::stop_ref keep(s);
  s->watcher = &done;
  s->launch();
  run(done);
  return s->outcome.take();
}

/// Runs the task on `rt`; the calling thread waits, or runs the loop if `rt` has no threads.
template <class T>
T block_on(runtime_ref rt, task<T> t) {
  return rt.block_on(std::move(t));
}

/// Runs the task on a `current_thread` runtime that lives as long as the call. Returns or rethrows
/// what the task does.
template <class T>
T block_on(task<T> t) {
  detail::private_loop loop;
  return loop.ref().block_on(std::move(t));
}

}  // namespace async
