#pragma once

#include <async/detail/wait_queue.hpp>

#include <atomic>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <utility>

namespace async {

template <class T>
class sender;
template <class T>
class receiver;

namespace detail {

template <class T>
class channel_state {
 public:
  struct sending : wait_node {
    explicit sending(T&& v) : value(std::move(v)) {}
    T value;
    bool taken = false;
    using wait_node::finish;
    using wait_node::suspend;
  };
  struct receiving : wait_node {
    std::optional<T> value;
    using wait_node::finish;
    using wait_node::suspend;
  };

  explicit channel_state(std::size_t capacity) noexcept : capacity_(capacity) {}

  // One lock, that of `receivers`, guards all.
  spinlock& lock() noexcept { return receivers.lock; }

  /// With the lock. Whether the value, or a refusal, has found its place.
  bool send(T& value, bool& taken, wake_list& ready) {
    if (receiver_count == 0) return true;
    if (!receivers.empty()) {
      auto& to = static_cast<receiving&>(*receivers.front());
      to.value.emplace(std::move(value));
      ready.add(receivers.take());
    } else if (buffer_.size() < capacity_) {
      buffer_.push_back(std::move(value));
    } else {
      return false;
    }
    return taken = true;
  }
  bool receive(std::optional<T>& value, wake_list& ready) {
    if (!buffer_.empty()) {
      value.emplace(std::move(buffer_.front()));
      buffer_.pop_front();
      if (auto* from = static_cast<sending*>(senders.front())) {
        buffer_.push_back(std::move(from->value));
        from->taken = true;
        ready.add(senders.take());
      }
      return true;
    }
    if (auto* from = static_cast<sending*>(senders.front())) {
      value.emplace(std::move(from->value));
      from->taken = true;
      ready.add(senders.take());
      return true;
    }
    return sender_count == 0;
  }
  void sender_gone() noexcept {
    wake_list ready;
    spin_guard guard(lock());
    if (--sender_count == 0) wake(receivers, ready);
  }
  /// What nobody can receive any more is destroyed: others may wait for that.
  void receiver_gone() noexcept {
    std::deque<T> unreceived;
    wake_list ready;
    spin_guard guard(lock());
    if (--receiver_count != 0) return;
    unreceived.swap(buffer_);
    wake(senders, ready);
  }

  wait_queue receivers;
  wait_queue senders;
  std::size_t sender_count = 1, receiver_count = 1;

 private:
  static void wake(wait_queue& q, wake_list& ready) noexcept {
    while (wait_node* n = q.take()) ready.add(n);
  }

  std::size_t const capacity_;
  std::deque<T> buffer_;
};

}  // namespace detail

/// The sending end of a channel. Copies send to the same one; it ends when all of them are gone. Any
/// thread may copy and destroy it.
template <class T>
class sender {
  using state = detail::channel_state<T>;

 public:
  class send_awaiter : public detail::native_awaitable {
   public:
    send_awaiter(std::shared_ptr<state> s, T&& value)
        : state_(std::move(s)), node_(std::move(value)) {}
    bool await_ready() const noexcept { return !state_; }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> h) {
      detail::wake_list ready;
      return node_.suspend(*h.promise().ctx, h, state_->senders, state_->receivers.lock,
                           [&] { return state_->send(node_.value, node_.taken, ready); });
    }
    /// Whether it was taken over: false if there is no receiver any more. Throws `cancelled` after a stop
    /// request; then it was not.
    bool await_resume() {
      if (!state_) return false;  // this end was closed
      node_.finish(state_->senders, state_->receivers.lock);
      return node_.taken;
    }

   private:
    std::shared_ptr<state> state_;
    typename state::sending node_;
  };

  explicit sender(std::shared_ptr<state> s) noexcept : state_(std::move(s)) {}
  sender(sender const& o) : state_(o.state_) {
    if (!state_) return;
    detail::spin_guard guard(state_->lock());
    ++state_->sender_count;
  }
  sender(sender&& o) noexcept = default;
  sender& operator=(sender o) noexcept {
    std::swap(state_, o.state_);
    return *this;
  }
  ~sender() { close(); }

  /// Awaited: waits while the channel is full.
  send_awaiter send(T value) { return send_awaiter(state_, std::move(value)); }
  bool has_receiver() const noexcept {
    if (!state_) return false;
    detail::spin_guard guard(state_->lock());
    return state_->receiver_count != 0;
  }
  /// False, and the value is gone, if the channel is full or has no receiver.
  bool try_send(T value) {
    if (!state_) return false;
    detail::wake_list ready;
    detail::spin_guard guard(state_->lock());
    bool taken = false;
    return state_->send(value, taken, ready) && taken;
  }
  /// Earlier than the destructor does.
  void close() noexcept {
    if (auto s = std::exchange(state_, nullptr)) s->sender_gone();
  }

 private:
  std::shared_ptr<state> state_;
};

/// The receiving end of a channel. Each value goes to one of its copies.
template <class T>
class receiver {
  using state = detail::channel_state<T>;

 public:
  class receive_awaiter : public detail::native_awaitable {
   public:
    explicit receive_awaiter(std::shared_ptr<state> s) noexcept : state_(std::move(s)) {}
    bool await_ready() const noexcept { return !state_; }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> h) {
      detail::wake_list ready;
      return node_.suspend(*h.promise().ctx, h, state_->receivers, state_->receivers.lock,
                           [&] { return state_->receive(node_.value, ready); });
    }
    /// Nothing once every sender is gone and all values are received. Throws `cancelled` after a stop
    /// request; then no value was taken.
    std::optional<T> await_resume() {
      if (!state_) return std::nullopt;  // this end was closed
      node_.finish(state_->receivers, state_->receivers.lock);
      return std::move(node_.value);
    }

   private:
    std::shared_ptr<state> state_;
    typename state::receiving node_;
  };

  explicit receiver(std::shared_ptr<state> s) noexcept : state_(std::move(s)) {}
  receiver(receiver const& o) : state_(o.state_) {
    if (!state_) return;
    detail::spin_guard guard(state_->lock());
    ++state_->receiver_count;
  }
  receiver(receiver&& o) noexcept = default;
  receiver& operator=(receiver o) noexcept {
    std::swap(state_, o.state_);
    return *this;
  }
  ~receiver() { close(); }

  [[nodiscard]] receive_awaiter receive() { return receive_awaiter(state_); }
  /// What is there now, or nothing.
  std::optional<T> try_receive() {
    if (!state_) return std::nullopt;
    detail::wake_list ready;
    std::optional<T> value;
    detail::spin_guard guard(state_->lock());
    static_cast<void>(state_->receive(value, ready));
    return value;
  }
  void close() noexcept {
    if (auto s = std::exchange(state_, nullptr)) s->receiver_gone();
  }

 private:
  std::shared_ptr<state> state_;
};

/// A queue between tasks that holds up to `capacity` values; with 0 each `send` waits for its `receive`.
/// Ends may be used on any runtime.
template <class T>
std::pair<sender<T>, receiver<T>> channel(std::size_t capacity) {
  auto state = std::make_shared<detail::channel_state<T>>(capacity);
  return {sender<T>(state), receiver<T>(state)};
}

}  // namespace async
