#pragma once

#include <async/detail/exceptions.hpp>
#include <async/detail/fifo.hpp>
#include <async/detail/let_go.hpp>
#include <async/detail/wait_queue.hpp>
#include <async/spawn.hpp>

#include <atomic>
#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

namespace async {

template <class T>
class sender;
template <class T>
class receiver;

namespace detail {

/// The values in a channel and who waits at its ends.
///
/// Senders append to one queue under one lock, receivers take from another under another, and the
/// receivers' lock comes first: when their queue is empty the two are swapped. So a sender and a
/// receiver seldom meet, and a receiver gets many values for one visit to the senders' side. Each side
/// counts what has passed it; who finds the channel full by an old count of the other side looks
/// again. Receivers wait only while both queues are empty, senders only while the channel is full.
template <class T>
class channel_state {
 public:
  struct sending : wait_node {
    explicit sending(T&& v) : value(std::move(v)) {}
    T value;
    bool taken = false;
    std::exception_ptr error;  // its move failed
    using wait_node::at_once;
    using wait_node::finish;
    using wait_node::is_done;
    using wait_node::suspend;
  };
  struct receiving : wait_node {
    std::optional<T> value;
    using wait_node::at_once;
    using wait_node::finish;
    using wait_node::is_done;
    using wait_node::suspend;
  };

  explicit channel_state(std::size_t capacity) noexcept : capacity_(capacity) {}

  // All of the senders' side, the waiting receivers and the counts of ends are guarded by this one.
  spinlock& lock() noexcept { return receivers.lock; }
  /// Guards the receivers' side. Locked before the other.
  spinlock& out_lock() noexcept { return out_lock_; }

  /// Whether one that comes now will have to, in all likelihood.
  bool senders_wait() const noexcept { return senders_wait_.load(std::memory_order_relaxed); }
  /// With lock(). Whether the value, or a refusal, has found its place.
  bool send(T& value, bool& taken, wake_list& ready) {
    if (receiver_count == 0) return true;
    if (!receivers.empty()) {
      auto& to = static_cast<receiving&>(*receivers.front());
      to.value.emplace(std::move(value));
      ready.add(receivers.take());
    } else if (has_room()) {
      in_.push_back(std::move(value));
      ++sent_;
    } else {
      return false;
    }
    return taken = true;
  }

  /// With out_lock(). Whether there was a value, or there will be none.
  bool receive_now(std::optional<T>& value, wake_list& ready) {
    return receive_taken(value) || receive_sent(value, ready);
  }
  /// With both locks, the same.
  bool receive(std::optional<T>& value, wake_list& ready) {
    if (out_.empty()) out_.swap(in_);
    if (receive_taken(value)) {
      if (senders_wait_.load(std::memory_order_seq_cst)) admit(ready);
      return true;
    }
    if (auto* from = static_cast<sending*>(senders.front())) {  // without capacity
      value.emplace(std::move(from->value));
      from->taken = true;
      ready.add(senders.take());
      return true;
    }
    return sender_count == 0;
  }
  /// A value that was received and that nobody took is the first one again.
  void give_back(T&& value) {
    {
      wake_list ready;
      spin_guard guard_out(out_lock_);
      spin_guard guard(lock());
      if (!receivers.empty()) {
        static_cast<receiving&>(*receivers.front()).value.emplace(std::move(value));
        return ready.add(receivers.take());
      }
      if (receiver_count != 0) {
        out_.push_front(std::move(value));
        ++sent_;
        return;
      }
    }
    let_go(value);
  }
  /// After a value was taken: lets as many senders go on as there is room for.
  void admit() {
    if (!senders_wait_.load(std::memory_order_seq_cst)) return;
    wake_list ready;
    spin_guard guard(lock());
    admit(ready);
  }

  void sender_gone() noexcept {
    wake_list ready;
    spin_guard guard(lock());
    if (--sender_count == 0) wake(receivers, ready);
  }
  /// What nobody can receive any more is dropped or destroyed: others may wait for that.
  void receiver_gone() noexcept {
    fifo<T> unreceived, taken;
    {
      wake_list ready;
      spin_guard guard_out(out_lock_);
      spin_guard guard(lock());
      if (--receiver_count != 0) return;
      unreceived.swap(in_);
      taken.swap(out_);
      wake(senders, ready);
    }
    let_go_all(taken);
    let_go_all(unreceived);
  }

  alignas(64) wait_queue receivers;
  wait_queue senders;
  std::size_t sender_count = 1, receiver_count = 1;

 private:
  /// With out_lock().
  bool receive_taken(std::optional<T>& value) {
    if (out_.empty()) return false;
    value.emplace(std::move(out_.front()));
    out_.pop_front();
    // Pairs with has_room(): either this sees who waits, or that sees this.
    taken_.store(taken_.load(std::memory_order_relaxed) + 1, std::memory_order_seq_cst);
    return true;
  }
  [[gnu::noinline]] bool receive_sent(std::optional<T>& value, wake_list& ready) {
    spin_guard guard(lock());
    return receive(value, ready);
  }
  /// With lock().
  void admit(wake_list& ready) {
    while (auto* from = static_cast<sending*>(senders.front())) {
      if (sent_ - taken_.load(std::memory_order_relaxed) >= capacity_) return;
      ASYNC_TRY {
        in_.push_back(std::move(from->value));
        ++sent_;
        from->taken = true;
      } ASYNC_CATCH_ALL {
        from->error = std::current_exception();  // that of the one who sends, and not of the one who receives
      }
      ready.add(senders.take());
    }
    senders_wait_.store(false, std::memory_order_relaxed);
  }
  bool has_room() noexcept {
    if (!senders.empty()) return false;  // first come, first served
    if (sent_ - seen_taken_ < capacity_) return true;
    seen_taken_ = taken_.load(std::memory_order_acquire);
    if (sent_ - seen_taken_ < capacity_) return true;
    senders_wait_.store(true, std::memory_order_seq_cst);
    seen_taken_ = taken_.load(std::memory_order_seq_cst);
    return sent_ - seen_taken_ < capacity_;
  }
  static void wake(wait_queue& q, wake_list& ready) noexcept {
    while (wait_node* n = q.take()) ready.add(n);
  }
  static void let_go_all(fifo<T>& of) noexcept {
    if constexpr (has_drop<T>)
      for (; !of.empty(); of.pop_front()) let_go(of.front());
  }

  std::size_t const capacity_;
  std::size_t sent_ = 0;        // of those that went through the queues
  std::size_t seen_taken_ = 0;  // `taken_` of some time ago
  fifo<T> in_;
  std::atomic<bool> senders_wait_{false};

  alignas(64) spinlock out_lock_;
  std::atomic<std::size_t> taken_{0};
  fifo<T> out_;
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
    send_awaiter(sender& from, T&& value) : from_(from), node_(std::move(value)) {}
    bool await_ready() const noexcept { return !from_.state_; }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> h) {
      detail::wake_list ready;
      state& s = *from_.state_;
      auto const enter = [&] { return s.send(node_.value, node_.taken, ready); };
      detail::context& c = *h.promise().ctx;
      if (!s.senders_wait() && node_.at_once(c, s.lock(), enter)) [[likely]] return c.makes_way(h);
      waits_ = from_.state_;
      return node_.suspend(c, h, s.senders, s.lock(), enter);
    }
    /// Whether it was taken over: false if there is no receiver any more. Throws `cancelled` after a stop
    /// request; then it was not.
    bool await_resume() {
      struct refused {
        typename state::sending& node;
        ~refused() {
          if (!node.taken) detail::let_go(node.value);
        }
      } const at_end{node_};
      if (waits_) node_.finish(waits_->senders, waits_->lock());
      if (node_.error) std::rethrow_exception(node_.error);
      return node_.taken;  // not if this end was closed
    }

   private:
    sender& from_;
    std::shared_ptr<state> waits_;
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

  /// Awaited, while this end lives: waits while the channel is full. False, and the value is gone (a drop runs in
  /// the background), if there is no receiver any more. Throws `cancelled` after a stop request; then nothing was sent.
  [[nodiscard]] send_awaiter send(T value) { return send_awaiter(*this, std::move(value)); }
  /// Any thread; it may have changed by the time that it is known.
  bool has_receiver() const noexcept {
    if (!state_) return false;
    detail::spin_guard guard(state_->lock());
    return state_->receiver_count != 0;
  }
  /// Any thread; never waits. False, and the value is gone, if the channel is full or has no receiver.
  bool try_send(T value) {
    bool taken = false;
    if (state_) {
      detail::wake_list ready;
      detail::spin_guard guard(state_->lock());
      static_cast<void>(state_->send(value, taken, ready));
    }
    if (!taken) detail::let_go(value);
    return taken;
  }
  /// Earlier than the destructor does.
  void close() noexcept {
    if (auto s = std::exchange(state_, nullptr)) s->sender_gone();
  }

 private:
  std::shared_ptr<state> state_;
};

/// The receiving end of a channel. Each value goes to one of its copies. Any thread may copy and destroy it.
template <class T>
class receiver {
  using state = detail::channel_state<T>;

 public:
  class receive_awaiter : public detail::native_awaitable {
   public:
    explicit receive_awaiter(receiver& at) noexcept : at_(at) {}
    bool await_ready() const noexcept { return !at_.state_; }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> h) {
      state& s = *at_.state_;
      detail::context& c = *h.promise().ctx;
      detail::wake_list ready;
      auto const take = [&] { return s.receive_now(node_.value, ready); };
      if (node_.at_once(c, s.out_lock(), take)) [[likely]] {
        s.admit();
        return c.makes_way(h);
      }
      waits_ = at_.state_;
      detail::spin_guard guard(s.out_lock());
      return node_.suspend(c, h, s.receivers, s.lock(),
                           [&] { return s.receive(node_.value, ready); });
    }
    /// Nothing once every sender is gone and all values are received. Throws `cancelled` after a stop
    /// request; then no value was taken.
    std::optional<T> await_resume() {
      if (waits_) node_.finish(waits_->receivers, waits_->lock());
      return std::move(node_.value);  // none if this end was closed
    }
    /// For `race`: what takes a value back that was received too late to be given.
    auto give_back() const {
      return [from = at_.state_](std::optional<T>&& late) {
        if (late) from->give_back(*std::move(late));
      };
    }

   protected:
    receiver& at_;

   private:
    std::shared_ptr<state> waits_;
    typename state::receiving node_;
  };
  class iterator;

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

  /// Awaited, while this end lives: waits while the channel is empty. Nothing once every sender is gone and all
  /// values are received. Throws `cancelled` after a stop request; then no value was taken.
  [[nodiscard]] receive_awaiter receive() { return receive_awaiter(*this); }
  /// `for co_await (T& value : rx)` receives until every sender is gone. A value that the loop does not move out is
  /// destroyed, or dropped, when the next one is asked for.
  [[nodiscard]] auto begin() {
    struct awaiter : receive_awaiter {
      using receive_awaiter::receive_awaiter;
      iterator await_resume() { return iterator(this->at_, receive_awaiter::await_resume()); }
    };
    return awaiter(*this);
  }
  std::default_sentinel_t end() const noexcept { return {}; }
  /// What is there now, or nothing. Any thread; never waits.
  std::optional<T> try_receive() {
    if (!state_) return std::nullopt;
    std::optional<T> value;
    {
      detail::wake_list ready;
      detail::spin_guard guard_out(state_->out_lock());
      static_cast<void>(state_->receive_now(value, ready));
    }
    state_->admit();
    return value;
  }
  /// Earlier than the destructor does. With the last one what is still in the channel is destroyed, by way of
  /// a task that drops it if it has a drop.
  void close() noexcept {
    if (auto s = std::exchange(state_, nullptr)) s->receiver_gone();
  }

 private:
  std::shared_ptr<state> state_;
};

template <class T>
class receiver<T>::iterator {
 public:
  iterator(receiver& from, std::optional<T> first) : from_(&from), value_(std::move(first)) {}
  iterator(iterator&& o) : from_(o.from_), value_(std::move(o.value_)) { o.value_.reset(); }
  iterator& operator=(iterator&&) = delete;
  ~iterator() { let_go(); }
  T& operator*() noexcept { return *value_; }
  /// Awaited.
  [[nodiscard]] auto operator++() {
    struct awaiter : receive_awaiter {
      awaiter(receiver& from, iterator& self) noexcept : receive_awaiter(from), self_(self) {
        self.let_go();
        self.value_.reset();
      }
      iterator& await_resume() {
        if (auto next = receive_awaiter::await_resume())
          self_.value_.emplace(*std::move(next));
        else
          self_.value_.reset();
        return self_;
      }
      iterator& self_;
    };
    return awaiter(*from_, *this);
  }
  friend bool operator==(iterator const& i, std::default_sentinel_t) noexcept { return !i.value_; }

 private:
  void let_go() noexcept {
    if (value_) detail::let_go(*value_);
  }

  receiver* from_;
  std::optional<T> value_;
};

/// A queue between tasks that holds up to `capacity` values; with 0 each `send` waits for its `receive`.
/// Ends may be used on any runtime.
template <class T>
std::pair<sender<T>, receiver<T>> channel(std::size_t capacity) {
  auto state = std::make_shared<detail::channel_state<T>>(capacity);
  return {sender<T>(state), receiver<T>(state)};
}

}  // namespace async
