#pragma once

#include "epoll_reactor.hpp"
#include "parking.hpp"
#include "run_queue.hpp"
#include "timer_heap.hpp"

#include <memory>
#include <thread>
#include <vector>

namespace async::detail {

/// Threads that run tasks and take work from each other. Each runs what is ready in its own queue
/// first; now and then, and when that is empty, it looks at what came from outside and at the
/// reactor, then at the others' queues, and then sleeps: one in the reactor, the rest on a futex. One of
/// those wakes up every few milliseconds while there is something to do: if who was in the reactor has been
/// busy with a task since, it goes there, so that a task that computes holds up no timers and sockets.
class worker_pool {
 public:
  worker_pool(runtime_ref owner, unsigned workers);
  worker_pool(worker_pool const&) = delete;
  worker_pool& operator=(worker_pool const&) = delete;
  ~worker_pool();

  void post(work_item& w, post_hint hint) noexcept;
  void start_timer(timer& t);
  void cancel_timer(timer& t) noexcept;
  reactor& io() noexcept { return reactor_; }
  /// Whether the calling thread is one of the pool's.
  bool is_mine() const noexcept;
  unsigned size() const noexcept { return static_cast<unsigned>(workers_.size()); }

 private:
  struct worker;

  void end_threads() noexcept;
  void add_local(worker& self, work_item& w) noexcept;
  void inject(work_queue& batch) noexcept;
  void wake_one() noexcept;

  void loop(worker& self) noexcept;
  work_item* next(worker& self) noexcept;
  work_item* search(worker& self) noexcept;
  work_item* take_injected(worker& self) noexcept;
  work_item* steal(worker& self) noexcept;
  bool work_anywhere() const noexcept;
  void found(worker& self) noexcept;
  void park(worker& self) noexcept;
  void sleep(worker& self) noexcept;
  enum class asleep : unsigned char { woken, reactor, calm };
  asleep watch(worker& self) noexcept;
  void poll_if_free(worker& self) noexcept;
  void poll(worker& self, bool wait) noexcept;
  void fire_timers() noexcept;

  runtime_ref const owner_;
  std::vector<std::unique_ptr<worker>> workers_;
  std::vector<std::thread> threads_;
  parking_lot lot_;
  std::atomic<bool> stopping_{false};

  alignas(64) spinlock injected_lock_;
  work_queue injected_;
  std::atomic<std::size_t> injected_size_{0};
  std::atomic<unsigned> posting_{0};  // threads that are not workers, inside post()

  alignas(64) std::atomic<bool> polling_{false};  // one worker at a time
  std::atomic<unsigned> polls_{0};                // how often somebody was in the reactor
  std::atomic<bool> watched_{false};              // by one of those that sleep
  epoll_reactor reactor_;

  alignas(64) spinlock timers_lock_;
  timer_heap timers_;
  std::atomic<timer::clock::rep> earliest_;     // of the heap, or before that
  std::atomic<timer::clock::rep> waits_until_;  // the worker in the reactor
};

}  // namespace async::detail
