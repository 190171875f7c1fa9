#pragma once

#include <async/detail/exceptions.hpp>
#include <async/detail/spinlock.hpp>
#include <async/detail/waiter.hpp>
#include <async/errors.hpp>
#include <async/task.hpp>

#include <concepts>
#include <utility>

namespace async::detail {

class wait_queue;

/// One task in a queue. Who grants takes it out under the queue's lock and calls `grant`; a grant
/// counts even if a stop request comes at the same time, so nothing that was handed over is lost.
class wait_node {
 public:
  wait_node() noexcept = default;
  /// One that does not wait yet.
  wait_node(wait_node&&) noexcept {}
  wait_node& operator=(wait_node const&) = delete;

  /// After it was taken out, without the lock: wakes the task. The node may be gone afterwards.
  void wake() noexcept { waiter_.complete(); }

 protected:
  ~wait_node() = default;

  /// The operation was done without waiting: `suspend` is not called, and `finish` may be left out.
  void set_done() noexcept { state_ = is::done; }
  bool is_done() const noexcept { return state_ == is::done; }
  /// Does the operation if that needs no wait and no stop was requested. If not, `suspend` may.
  template <class Enter>
  bool at_once(context& c, spinlock& lock, Enter&& enter) {
    if (c.stop_requested()) return false;
    spin_guard guard(lock);
    if (!enter()) return false;
    state_ = is::done;
    return true;
  }

  /// `enter` runs under the lock: it does the operation and returns true, or leaves it to a grant. Where it did, which
  /// `is_done` tells, `finish` may be left out.
  template <class Enter>
  bool suspend(context& c, std::coroutine_handle<> h, wait_queue& q, Enter&& enter);
  /// Returns if the operation was done or granted; throws `cancelled` after a stop request.
  void finish(wait_queue& q);
  /// The same for a queue that several share a lock with.
  template <class Enter>
  bool suspend(context& c, std::coroutine_handle<> h, wait_queue& q, spinlock& lock,
               Enter&& enter);
  void finish(wait_queue& q, spinlock& lock) {
    finish(q, lock, [] {});
  }
  /// `undo` runs under the lock if the operation neither was done nor is granted any more.
  template <class Undo>
  void finish(wait_queue& q, spinlock& lock, Undo&& undo);

 private:
  friend wait_queue;
  [[noreturn, gnu::cold]] static void fail();
  enum class is : unsigned char { idle, done, queued };

  waiter waiter_;
  wait_node* previous_ = nullptr;
  wait_node* next_ = nullptr;
  is state_ = is::idle;   // what the task itself has done
  bool granted_ = false;  // under the lock
};

/// Tasks that wait for something, first come, first served. All members but `lock` want the lock.
class wait_queue {
 public:
  bool empty() const noexcept { return !first_; }
  wait_node* front() const noexcept { return first_; }
  void push(wait_node& n) noexcept;
  void remove(wait_node& n) noexcept;
  /// Takes the first one out, granted.
  wait_node* take() noexcept { return first_ ? take(*first_) : nullptr; }
  wait_node* take(wait_node& n) noexcept {
    remove(n);
    n.granted_ = true;
    return &n;
  }

  spinlock lock;

 private:
  wait_node* first_ = nullptr;
  wait_node* last_ = nullptr;
};

/// Nodes that were taken out and are to be woken once the lock is free.
class wake_list {
 public:
  wake_list() noexcept = default;
  wake_list(wake_list const&) = delete;
  wake_list& operator=(wake_list const&) = delete;
  ~wake_list() {
    while (queue_.front()) {
      wait_node& n = *queue_.front();
      queue_.remove(n);
      n.wake();
    }
  }
  void add(wait_node* n) noexcept {
    if (n) queue_.push(*n);
  }

 private:
  wait_queue queue_;
};

template <class Undo>
void wait_node::finish(wait_queue& q, spinlock& lock, Undo&& undo) {
  waiter_.end();
  if (state_ == is::done) return;
  bool granted = false;
  if (state_ == is::queued) {
    spin_guard guard(lock);
    granted = granted_;
    if (!granted) {
      q.remove(*this);
      undo();
    }
  }
  if (!granted) fail();
  if (waiter_.cancelled()) waiter_.wait_released();
}

template <class Enter>
bool wait_node::suspend(context& c, std::coroutine_handle<> h, wait_queue& q, Enter&& enter) {
  return suspend(c, h, q, q.lock, std::forward<Enter>(enter));
}

template <class Enter>
bool wait_node::suspend(context& c, std::coroutine_handle<> h, wait_queue& q, spinlock& lock,
                        Enter&& enter) {
  if (!waiter_.begin(c)) return false;
  ASYNC_TRY {
    spin_guard guard(lock);
    state_ = enter() ? is::done : is::queued;
    if (state_ == is::queued) q.push(*this);
  } ASYNC_CATCH_ALL {
    waiter_.end();
    ASYNC_RETHROW;
  }
  if (state_ == is::queued) return waiter_.suspend(h);
  waiter_.end();
  return c.makes_way(h);
}

}  // namespace async::detail
