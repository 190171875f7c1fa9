#pragma once

#include <async/channel.hpp>

#include <mutex>
#include <vector>

namespace async {

namespace detail {

template <class T>
struct broadcast_state {
  explicit broadcast_state(std::size_t c) noexcept : capacity(c) {}

  receiver<T> subscribe() {
    auto [tx, rx] = channel<T>(capacity);
    std::lock_guard const guard(lock);
    std::erase_if(subscribers, [](sender<T> const& s) { return !s.has_receiver(); });
    subscribers.push_back(std::move(tx));
    return std::move(rx);
  }
  std::vector<sender<T>> list() {
    std::lock_guard const guard(lock);
    std::erase_if(subscribers, [](sender<T> const& s) { return !s.has_receiver(); });
    return subscribers;
  }

  std::size_t const capacity;
  std::mutex lock;
  std::vector<sender<T>> subscribers;
};

}  // namespace detail

/// Gets each value that is sent while it lives. A copy is a subscriber of its own, which gets what is sent from then on.
template <class T>
class broadcast_receiver {
 public:
  explicit broadcast_receiver(std::weak_ptr<detail::broadcast_state<T>> s)
      : state_(std::move(s)), receiver_(subscribed(state_)) {}
  broadcast_receiver(broadcast_receiver const& o) : broadcast_receiver(o.state_) {}
  broadcast_receiver(broadcast_receiver&&) noexcept = default;
  broadcast_receiver& operator=(broadcast_receiver o) noexcept {
    std::swap(state_, o.state_);
    std::swap(receiver_, o.receiver_);
    return *this;
  }

  /// As of the receiver of a channel.
  [[nodiscard]] auto receive() { return receiver_.receive(); }
  std::optional<T> try_receive() { return receiver_.try_receive(); }
  void close() noexcept { receiver_.close(); }
  /// For functions that take the receiver of any channel.
  operator receiver<T>() && { return std::move(receiver_); }
  /// `for co_await (T& value : rx)` receives until every sender is gone.
  [[nodiscard]] auto begin() { return receiver_.begin(); }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  static receiver<T> subscribed(std::weak_ptr<detail::broadcast_state<T>> const& s) {
    if (auto const state = s.lock()) return state->subscribe();
    return channel<T>(0).second;  // nobody is left who could send
  }

  std::weak_ptr<detail::broadcast_state<T>> state_;
  receiver<T> receiver_;
};

/// Sends each value to every subscriber, and waits for the slowest: nothing is lost. Copies send to the
/// same subscribers.
template <class T>
class broadcast_sender {
 public:
  explicit broadcast_sender(std::shared_ptr<detail::broadcast_state<T>> s) noexcept
      : state_(std::move(s)) {}

  /// Awaited: true if anybody received it. Subscribers that are gone are forgotten. Throws `cancelled` after a
  /// stop request; those that were reached by then keep the value.
  task<bool> send(T value) const { return send_to(state_, std::move(value)); }
  /// One more receiver, which gets what is sent from now on. Any thread.
  broadcast_receiver<T> subscribe() const { return broadcast_receiver<T>(state_); }
  /// Earlier than the destructor does.
  void close() noexcept { state_.reset(); }

 private:
  static task<bool> send_to(std::shared_ptr<detail::broadcast_state<T>> state, T value) {
    bool any = false;
    if (!state) co_return false;  // closed
    std::vector<sender<T>> list = state->list();
    for (sender<T>& each : list) {
      bool const taken = co_await each.send(value);
      any = any || taken;
    }
    co_return any;
  }

  std::shared_ptr<detail::broadcast_state<T>> state_;
};

/// A channel whose receivers each get every value; up to `capacity` of them wait for each.
template <class T>
std::pair<broadcast_sender<T>, broadcast_receiver<T>> broadcast(std::size_t capacity) {
  auto state = std::make_shared<detail::broadcast_state<T>>(capacity);
  broadcast_receiver<T> first(state);
  return {broadcast_sender<T>(std::move(state)), std::move(first)};
}

}  // namespace async
