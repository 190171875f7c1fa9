#pragma once

#include <async/detail/misuse.hpp>
#include <async/oneshot.hpp>

#include <cstdint>

namespace async {

namespace detail {

template <class T>
struct watch_state {
  explicit watch_state(T initial) : value(std::move(initial)) {}

  wait_queue waiting;  // its lock guards all
  T value;
  std::uint64_t version = 0;
  std::size_t senders = 1;

  void wake_all(wake_list& ready) noexcept {
    while (wait_node* n = waiting.take()) ready.add(n);
  }
};

}  // namespace detail

/// Sets the value that is watched. Copies set the same one.
template <class T>
class watch_sender {
  using state = detail::watch_state<T>;

 public:
  explicit watch_sender(std::shared_ptr<state> s) noexcept : state_(std::move(s)) {}
  watch_sender(watch_sender const& o) : state_(o.state_) {
    if (!state_) return;
    detail::spin_guard guard(state_->waiting.lock);
    ++state_->senders;
  }
  watch_sender(watch_sender&&) noexcept = default;
  watch_sender& operator=(watch_sender o) noexcept {
    std::swap(state_, o.state_);
    return *this;
  }
  ~watch_sender() {
    if (!state_) return;
    detail::wake_list ready;
    detail::spin_guard guard(state_->waiting.lock);
    if (--state_->senders == 0) state_->wake_all(ready);
  }

  /// Any thread; never waits. False of a sender that was moved from.
  detail::sent send(T value) {
    if (!state_) return detail::sent(false);
    detail::wake_list ready;
    detail::spin_guard guard(state_->waiting.lock);
    std::swap(state_->value, value);  // the old one is destroyed without the lock
    ++state_->version;
    state_->wake_all(ready);
    return detail::sent(true);
  }

 private:
  std::shared_ptr<state> state_;
};

/// Sees the latest value. Each copy remembers what it has seen, and is awaited by one task at a time.
template <class T>
class watch_receiver {
  using state = detail::watch_state<T>;

 public:
  class changed_awaiter : public detail::native_awaitable, private detail::wait_node {
   public:
    explicit changed_awaiter(watch_receiver& r) noexcept : receiver_(r) {}
    bool await_ready() const noexcept { return !receiver_.state_; }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> h) {
      state& s = *receiver_.state_;
      return suspend(*h.promise().ctx, h, s.waiting,
                     [&] { return s.version != receiver_.seen_ || s.senders == 0; });
    }
    bool await_resume() {
      if (!receiver_.state_) return false;
      finish(receiver_.state_->waiting);
      detail::spin_guard guard(receiver_.state_->waiting.lock);
      return std::exchange(receiver_.seen_, receiver_.state_->version) !=
             receiver_.state_->version;
    }
    /// For `race`: a change that was told too late is not seen yet.
    auto give_back() const {
      return [to = &receiver_](bool late) {
        if (late) --to->seen_;
      };
    }

   private:
    watch_receiver& receiver_;
  };

  explicit watch_receiver(std::shared_ptr<state> s) noexcept : state_(std::move(s)) {}

  /// A copy of the latest value, which does not count as seen: a loop over `changed()` may get one twice, but misses
  /// none. Any thread. Throws `std::logic_error` of a receiver that was moved from.
  T get() const {
    if (!state_) detail::misused("watch: get() of a receiver that was moved from");
    detail::spin_guard guard(state_->waiting.lock);
    return state_->value;
  }
  /// Awaited: true once there is a value that was not seen yet, which then counts as seen; false if there
  /// is none and every sender is gone, or the receiver was moved from. Throws `cancelled` after a stop request.
  [[nodiscard]] changed_awaiter changed() noexcept { return changed_awaiter(*this); }

 private:
  std::shared_ptr<state> state_;
  std::uint64_t seen_ = 0;
};

/// A value that changes, of which only the latest state matters.
template <class T>
std::pair<watch_sender<T>, watch_receiver<T>> watch(T initial) {
  auto state = std::make_shared<detail::watch_state<T>>(std::move(initial));
  return {watch_sender<T>(state), watch_receiver<T>(state)};
}

}  // namespace async
