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
  receiver<T> subscribe() const { return state_->subscribe(); }

 private:
  static task<bool> send_to(std::shared_ptr<detail::broadcast_state<T>> state, T value) {
    bool any = false;
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
std::pair<broadcast_sender<T>, receiver<T>> broadcast(std::size_t capacity) {
  auto state = std::make_shared<detail::broadcast_state<T>>(capacity);
  receiver<T> first = state->subscribe();
  return {broadcast_sender<T>(std::move(state)), std::move(first)};
}

}  // namespace async
