#pragma once

// The smallest useful runtime: one loop with timers, run by whoever waits.

#include <async/runtime.hpp>
#include <async/spawn.hpp>
#include <async/block_on.hpp>

#include <condition_variable>
#include <map>
#include <mutex>
#include <string_view>
#include <utility>

namespace tiny {

class runtime {
 public:
  runtime() = default;
  runtime(runtime const&) = delete;
  /// Tasks that are left are stopped and run to their end.
  ~runtime() { async::runtime_ref(*this).stop_tasks(); }

  std::string_view name() const noexcept { return "tiny"; }
  template <class T>
  async::join_handle<T> spawn(async::task<T> t) {
    return async::runtime_ref(*this).spawn(std::move(t));
  }
  template <class T>
  T block_on(async::task<T> t) {
    return async::runtime_ref(*this).block_on(std::move(t));
  }

  /// On any thread: the item runs once, later.
  void post(async::work_item& w) noexcept {
    std::lock_guard const lock(mutex_);
    w.next = nullptr;
    *last_ = &w;
    last_ = &w.next;
    more_.notify_one();
  }

  /// Runs items and timers until `done` is set, which an item does. Several threads may be in it.
  void run(async::completion& done) {
    std::unique_lock lock(mutex_);
    while (!done.is_set()) {
      bool const timed = !timers_.empty() && !firing_;
      if (timed && timers_.begin()->first <= async::timer::clock::now())
        fire(lock);
      else if (first_)
        run_one(lock);
      else if (!timed)
        more_.wait(lock);
      else
        more_.wait_until(lock, async::timer::clock::time_point(timers_.begin()->first));  // a copy: it may go
    }
  }

  void start_timer(async::timer& t) {
    std::lock_guard const lock(mutex_);
    timers_.emplace(t.deadline, &t);
    more_.notify_one();
  }
  void cancel_timer(async::timer& t) noexcept {
    std::unique_lock lock(mutex_);
    more_.wait(lock, [&] { return firing_ != &t; });  // not gone while another thread is in it
    auto [i, end] = timers_.equal_range(t.deadline);
    while (i != end && i->second != &t) ++i;
    if (i != end) timers_.erase(i);
  }

 private:
  void run_one(std::unique_lock<std::mutex>& lock) {
    async::work_item* const w = first_;
    first_ = w->next;
    if (!first_) last_ = &first_;
    lock.unlock();
    w->run();
    lock.lock();
    more_.notify_all();  // it may have set what another thread runs this loop for
  }
  void fire(std::unique_lock<std::mutex>& lock) {
    firing_ = timers_.begin()->second;
    timers_.erase(timers_.begin());
    lock.unlock();
    firing_->fire();
    lock.lock();
    firing_ = nullptr;
    more_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable more_;
  async::work_item* first_ = nullptr;
  async::work_item** last_ = &first_;
  std::multimap<async::timer::clock::time_point, async::timer*> timers_;
  async::timer* firing_ = nullptr;
};

}  // namespace tiny
