#pragma once

#include <async/channel.hpp>

namespace async {

namespace detail {

/// Whether a value was taken over: known at once, but it may be awaited like any other send.
class sent : public native_awaitable {
 public:
  explicit sent(bool taken) noexcept : taken_(taken) {}
  operator bool() const noexcept { return taken_; }
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  bool await_resume() const noexcept { return taken_; }

 private:
  bool taken_;
};

}  // namespace detail

/// The sending end for one value.
template <class T>
class oneshot_sender {
 public:
  explicit oneshot_sender(sender<T> s) noexcept : sender_(std::move(s)) {}
  oneshot_sender(oneshot_sender&&) noexcept = default;
  oneshot_sender& operator=(oneshot_sender&&) noexcept = default;
  /// Once; never waits. False if nobody can receive it any more.
  detail::sent send(T value) {
    bool const taken = sender_.try_send(std::move(value));
    sender_.close();
    return detail::sent(taken);
  }

 private:
  sender<T> sender_;
};

/// One value from one task to another: `co_await rx.receive()` gives it, or nothing if the sender went
/// away without one.
template <class T>
std::pair<oneshot_sender<T>, receiver<T>> oneshot() {
  auto [tx, rx] = channel<T>(1);
  return {oneshot_sender<T>(std::move(tx)), std::move(rx)};
}

}  // namespace async
