#include "worker_pool.hpp"

#include <async/detail/fork.hpp>

namespace async::detail {

namespace {

using namespace std::chrono_literals;
using clock = timer::clock;
using tick = clock::rep;

constexpr unsigned tasks_between_polls = 61;
constexpr unsigned max_in_a_row = 3;
constexpr tick never = clock::time_point::max().time_since_epoch().count();
constexpr tick not_waiting = clock::time_point::min().time_since_epoch().count();

}  // namespace

struct alignas(64) worker_pool::worker {
  explicit worker(worker_pool& p, unsigned i) noexcept : pool(p), index(i) {
    forks.on_offer = [](void* of) noexcept { static_cast<worker_pool*>(of)->wake_one(); };
    forks.idle_workers = [](void* of) noexcept { return static_cast<worker_pool*>(of)->lot_.idle(); };
    forks.pool = &p;
  }

  run_queue queue;
  fork_queue forks;
  worker_pool& pool;
  unsigned index;
  unsigned turns = 0;
  unsigned in_a_row = 0;  // tasks run from the slot
  bool searching = false;
  bool dispatching = false;  // events: wake others once for all of them
  parker bed;
};

namespace {
thread_local constinit void* this_worker = nullptr;
}

worker_pool::worker_pool(runtime_ref owner, unsigned workers)
    : owner_(owner), lot_(workers), earliest_(never), waits_until_(not_waiting) {
  for (unsigned i = 0; i < workers; ++i) workers_.push_back(std::make_unique<worker>(*this, i));
  threads_.reserve(workers);
  try {
    for (auto& w : workers_) threads_.emplace_back([this, &w] { loop(*w); });
  } catch (...) {  // the system has no more threads
    end_threads();
    throw;
  }
}

void worker_pool::end_threads() noexcept {
  stopping_.store(true, std::memory_order_seq_cst);
  for (auto& w : workers_) w->bed.wake();
  reactor_.interrupt();
  for (auto& t : threads_) t.join();
}

worker_pool::~worker_pool() {
  end_threads();
  for (unsigned round = 0; posting_.load(std::memory_order_acquire) != 0; ++round)
    spin_pause(round);
}

bool worker_pool::is_mine() const noexcept {
  auto const* const self = static_cast<worker*>(this_worker);
  return self && &self->pool == this;
}

void worker_pool::post(work_item& w, post_hint hint) noexcept {
  auto* const self = static_cast<worker*>(this_worker);
  if (self && &self->pool == this) {
    if (hint == post_hint::wake) {
      work_item* const before = self->queue.put_next(w);
      if (!before) return;  // this worker runs it next
      add_local(*self, *before);
    } else {
      add_local(*self, w);
    }
    if (!self->dispatching) wake_one();
  } else {
    // The pool may be destroyed as soon as the item has run, so its destructor waits for this.
    posting_.fetch_add(1, std::memory_order_acq_rel);
    work_queue one;
    one.push(w);
    inject(one);
    wake_one();
    posting_.fetch_sub(1, std::memory_order_release);
  }
}

void worker_pool::add_local(worker& self, work_item& w) noexcept {
  if (self.queue.push(w)) return;
  work_queue rest;
  self.queue.spill(rest);
  rest.push(w);
  inject(rest);
}

void worker_pool::inject(work_queue& batch) noexcept {
  spin_guard guard(injected_lock_);
  injected_.append(batch);
  injected_size_.store(injected_.size(), std::memory_order_seq_cst);
}

void worker_pool::wake_one() noexcept {
  if (!lot_.somebody_needed()) return;
  bool polling = false;
  parker* const p = lot_.choose(polling);
  if (!p) return;
  p->wake();
  if (polling) reactor_.interrupt();
}

work_item* worker_pool::take_injected(worker& self) noexcept {
  if (injected_size_.load(std::memory_order_seq_cst) == 0) return nullptr;
  spin_guard guard(injected_lock_);
  std::size_t const share = injected_.size() / workers_.size() + 1;
  work_item* const first = injected_.pop();
  std::size_t room = run_queue::capacity / 2;
  for (std::size_t i = 1; i < share && room > 0; ++i, --room) {
    work_item* const w = injected_.pop();
    if (!w) break;
    if (!self.queue.push(*w)) {
      injected_.push(*w);
      break;
    }
  }
  injected_size_.store(injected_.size(), std::memory_order_seq_cst);
  return first;
}

work_item* worker_pool::steal(worker& self) noexcept {
  std::size_t const n = workers_.size();
  for (std::size_t i = 1; i < n; ++i)
    if (work_item* w = self.queue.steal_from(workers_[(self.index + i) % n]->queue)) return w;
  for (std::size_t i = 1; i < n; ++i)
    if (work_item* w = take_offer(workers_[(self.index + i) % n]->forks)) return w;
  for (std::size_t i = 1; i < n; ++i)
    if (work_item* w = workers_[(self.index + i) % n]->queue.take_next()) return w;
  return nullptr;
}

bool worker_pool::work_anywhere() const noexcept {
  if (injected_size_.load(std::memory_order_seq_cst) != 0) return true;
  for (auto const& w : workers_)
    if (w->queue.size() != 0 || w->forks.has_offer()) return true;
  return false;
}

// Called when a worker that searched has work: more may be where that came from.
void worker_pool::found(worker& self) noexcept {
  if (!self.searching) return;
  self.searching = false;
  if (lot_.end_search() && work_anywhere()) wake_one();
}

work_item* worker_pool::next(worker& self) noexcept {
  if (++self.turns % tasks_between_polls == 0) {
    poll_if_free(self);
    if (work_item* w = take_injected(self)) return w;
  }
  if (self.in_a_row < max_in_a_row) {
    if (work_item* w = self.queue.take_next()) {
      ++self.in_a_row;
      return w;
    }
  }
  self.in_a_row = 0;
  if (work_item* w = self.queue.pop()) return w;
  return self.queue.take_next();
}

work_item* worker_pool::search(worker& self) noexcept {
  if (work_item* w = take_injected(self)) return w;
  if (workers_.size() == 1) return nullptr;
  if (!self.searching) self.searching = lot_.begin_search();
  if (!self.searching) return nullptr;
  for (unsigned round = 0; round < 4; ++round) {
    if (work_item* w = steal(self)) return w;
    if (work_item* w = take_injected(self)) return w;
    spin_pause(0);
  }
  return nullptr;
}

void worker_pool::loop(worker& self) noexcept {
  this_worker = &self;
  set_forks(workers_.size() > 1 ? &self.forks : nullptr, owner_);
  for (;;) {
    work_item* w = next(self);
    if (!w) w = search(self);
    if (w) {
      found(self);
      w->run();
      continue;
    }
    if (stopping_.load(std::memory_order_seq_cst)) break;
    park(self);
  }
  if (self.searching) lot_.end_search();
  this_worker = nullptr;
}

void worker_pool::park(worker& self) noexcept {
  bool const poller = !polling_.exchange(true, std::memory_order_acq_rel);
  lot_.lie_down(self.bed, poller);
  if (self.searching) {
    self.searching = false;
    lot_.end_search();
  }
  // Whoever adds work after this check sees that this worker sleeps.
  bool const stay_up = work_anywhere() || stopping_.load(std::memory_order_seq_cst);
  if (!stay_up && !poller) return sleep(self);
  if (poller) {
    if (!stay_up) poll(self, true);
    polling_.store(false, std::memory_order_release);
  }
  if (!lot_.get_up(self.bed)) {
    self.bed.wait();  // the wake-up is on its way
    self.searching = true;
  }
  bool const works = self.queue.size() != 0 || self.queue.has_next();
  if (self.queue.size() > 1 || (works && !watched_.load(std::memory_order_relaxed))) wake_one();
}

void worker_pool::sleep(worker& self) noexcept {
  if (!watched_.exchange(true, std::memory_order_acquire)) {
    asleep const left_for = watch(self);
    watched_.store(false, std::memory_order_release);
    if (left_for == asleep::reactor) return;
    if (left_for == asleep::calm) self.bed.wait();
  } else {
    self.bed.wait();
  }
  self.searching = !lot_.get_up(self.bed);
}

/// Sleeps for some milliseconds at a time, until it is woken, or is up because nobody sees to the reactor, or it
/// was calm for 80 ms: then who leaves the reactor next wakes another to watch.
worker_pool::asleep worker_pool::watch(worker& self) noexcept {
  unsigned seen = polls_.load(std::memory_order_relaxed);
  for (auto pause = 5ms; pause <= 40ms;) {
    if (self.bed.wait_for(pause)) return asleep::woken;
    unsigned const polls = polls_.load(std::memory_order_relaxed);
    if (polls == seen && !polling_.load(std::memory_order_relaxed)) {
      if (lot_.get_up(self.bed)) return asleep::reactor;
      self.bed.wait();  // the wake-up is on its way
      return asleep::woken;
    }
    pause = polls == seen ? 2 * pause : 5ms;
    seen = polls;
  }
  return asleep::calm;
}

void worker_pool::poll_if_free(worker& self) noexcept {
  if (polling_.load(std::memory_order_relaxed) ||
      polling_.exchange(true, std::memory_order_acquire))
    return;
  poll(self, false);
  polling_.store(false, std::memory_order_release);
  if (self.queue.size() > 1) wake_one();
}

void worker_pool::poll(worker& self, bool wait) noexcept {
  self.dispatching = true;
  if (wait) {
    // Before the deadline is read: a timer that is added later then ends the wait.
    waits_until_.store(never, std::memory_order_seq_cst);
    tick const until = earliest_.load(std::memory_order_seq_cst);
    waits_until_.store(until, std::memory_order_seq_cst);
    reactor_.poll(clock::time_point(clock::duration(until)));
    waits_until_.store(not_waiting, std::memory_order_relaxed);
  } else {
    reactor_.poll(clock::time_point::min());
  }
  fire_timers();
  self.dispatching = false;
  polls_.fetch_add(1, std::memory_order_relaxed);
}

void worker_pool::fire_timers() noexcept {
  if (earliest_.load(std::memory_order_relaxed) == never) return;
  auto const now = clock::now();
  if (earliest_.load(std::memory_order_relaxed) > now.time_since_epoch().count()) return;
  spin_guard guard(timers_lock_);
  timers_.expire(now);
  earliest_.store(timers_.earliest().time_since_epoch().count(), std::memory_order_seq_cst);
}

void worker_pool::start_timer(timer& t) {
  tick const at = t.deadline.time_since_epoch().count();
  {
    spin_guard guard(timers_lock_);
    timers_.add(t);
    if (at >= earliest_.load(std::memory_order_relaxed)) return;
    earliest_.store(at, std::memory_order_seq_cst);
  }
  if (at < waits_until_.load(std::memory_order_seq_cst)) reactor_.interrupt();
}

// Leaves `earliest_`: most timers are limits that something else ends before, and the next one is later. A worker may
// wake up once for nothing; the others need not tell who waits of each.
void worker_pool::cancel_timer(timer& t) noexcept {
  spin_guard guard(timers_lock_);
  timers_.remove(t);
}

}  // namespace async::detail
