#pragma once

#include <async/detail/wait_queue.hpp>
#include <async/mode.hpp>

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace async {

namespace detail {

/// Tasks that wait until something is so for all of them.
class gate {
 public:
  class [[nodiscard]] wait_awaiter : public native_awaitable, private wait_node {
   public:
    wait_awaiter(gate& g, std::ptrdiff_t arrives) noexcept : gate_(g), arrives_(arrives) {}
    bool await_ready() const noexcept { return false; }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> h) {
      wake_list ready;  // a last one that arrives wakes the others, without the lock
      return suspend(*h.promise().ctx, h, gate_.waiting_, [&] {
        return gate_.arrive(arrives_, ready);
      });
    }
    void await_resume() {
      finish(gate_.waiting_, gate_.waiting_.lock,
             [&] { gate_.missing_ += arrives_; });  // who was stopped while it waited has not arrived
    }

   private:
    gate& gate_;
    std::ptrdiff_t arrives_;
  };

  gate(std::ptrdiff_t missing, std::ptrdiff_t again) noexcept : missing_(missing), again_(again) {}
  gate(gate const&) = delete;
  gate& operator=(gate const&) = delete;

  wait_awaiter wait(std::ptrdiff_t arrives = 0) noexcept { return wait_awaiter(*this, arrives); }
  bool is_open() const noexcept {
    spin_guard guard(waiting_.lock);
    return missing_ == 0;
  }
  void come(std::ptrdiff_t n) noexcept {
    wake_list ready;
    spin_guard guard(waiting_.lock);
    if (n > 0) static_cast<void>(arrive(n, ready));
  }
  void set_missing(std::ptrdiff_t n) noexcept {
    spin_guard guard(waiting_.lock);
    missing_ = n;
  }

 private:
  /// Whether it is open for who arrives now. A gate that closes again opens for all at once.
  bool arrive(std::ptrdiff_t n, wake_list& ready) noexcept {
    missing_ = missing_ > n ? missing_ - n : 0;
    if (missing_ != 0) return false;
    while (wait_node* w = waiting_.take()) ready.add(w);
    missing_ = again_;
    return true;
  }

  mutable wait_queue waiting_;
  std::ptrdiff_t missing_, again_;
};

/// The same for threads.
class thread_gate {
 public:
  thread_gate(std::ptrdiff_t missing, std::ptrdiff_t again) noexcept
      : missing_(missing), again_(again) {}

  void wait(std::ptrdiff_t arrives = 0) {
    std::unique_lock lock(mutex_);
    std::size_t const round = round_;
    if (!arrive(arrives)) opened_.wait(lock, [&] { return round != round_ || missing_ == 0; });
  }
  bool is_open() const {
    std::lock_guard const lock(mutex_);
    return missing_ == 0;
  }
  void come(std::ptrdiff_t n) {
    std::lock_guard const lock(mutex_);
    static_cast<void>(arrive(n));
  }
  void set_missing(std::ptrdiff_t n) {
    std::lock_guard const lock(mutex_);
    missing_ = n;
  }

 private:
  bool arrive(std::ptrdiff_t n) {
    missing_ = missing_ > n ? missing_ - n : 0;
    if (missing_ != 0) return false;
    ++round_;
    opened_.notify_all();
    missing_ = again_;
    return true;
  }

  mutable std::mutex mutex_;
  std::condition_variable opened_;
  std::size_t round_ = 0;
  std::ptrdiff_t missing_, again_;
};

template <class M>
struct gate_in {
  using type = gate;
};
template <class M>
  requires(!M::is_async)
struct gate_in<M> {
  using type = thread_gate;
};

}  // namespace detail

/// Is set or not; those who wait go on once it is set. Any thread may call it. Must outlive those who wait.
template <mode M = suspending>
class event {
 public:
  explicit event(bool set = false) noexcept : gate_(set ? 0 : 1, 0) {}
  /// Awaited (called, in a blocking mode). Throws `cancelled` after a stop request.
  auto wait() { return gate_.wait(); }
  bool is_set() const noexcept { return gate_.is_open(); }
  void set() { gate_.come(1); }
  void reset() { gate_.set_missing(1); }

 private:
  typename detail::gate_in<M>::type gate_;
};

/// Opens for good after `count` arrivals, as std::latch. Any thread may call it. Must outlive those who wait.
template <mode M = suspending>
class latch {
 public:
  explicit latch(std::ptrdiff_t count) noexcept : gate_(count, 0) {}
  /// `n` arrivals; never waits.
  void count_down(std::ptrdiff_t n = 1) { gate_.come(n); }
  /// Whether it is open.
  bool try_wait() const noexcept { return gate_.is_open(); }
  /// Awaited (called, in a blocking mode). Both throw `cancelled` after a stop request, and then have not arrived.
  auto wait() { return gate_.wait(); }
  auto arrive_and_wait(std::ptrdiff_t n = 1) { return gate_.wait(n); }

 private:
  typename detail::gate_in<M>::type gate_;
};

/// Opens for each `count` arrivals, and closes again, as std::barrier. Any thread may call it. Must outlive those
/// who wait.
template <mode M = suspending>
class barrier {
 public:
  explicit barrier(std::ptrdiff_t count) noexcept : gate_(count, count) {}
  /// `n` arrivals that do not wait.
  void arrive(std::ptrdiff_t n = 1) { gate_.come(n); }
  /// Awaited (called, in a blocking mode). Throws `cancelled` after a stop request; then it has not arrived.
  auto arrive_and_wait() { return gate_.wait(1); }

 private:
  typename detail::gate_in<M>::type gate_;
};

event() -> event<suspending>;
event(bool) -> event<suspending>;
latch(std::ptrdiff_t) -> latch<suspending>;
barrier(std::ptrdiff_t) -> barrier<suspending>;

}  // namespace async
