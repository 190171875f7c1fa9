#include "epoll_reactor.hpp"
#include "timer_heap.hpp"
#include "work_queue.hpp"

#include <async/detail/misuse.hpp>
#include <async/detail/print_exception.hpp>
#include <async/detail/record.hpp>
#include <async/runtimes/current_thread.hpp>

#include <mutex>

namespace async {

namespace {
constexpr unsigned tasks_between_polls = 61;
thread_local constinit void const* running_loop = nullptr;
}  // namespace

class current_thread::loop {
 public:
  void post(work_item& w, post_hint hint) noexcept {
    if (running_loop == this) {
      if (hint == post_hint::wake && !next_)
        next_ = &w;
      else
        local_.push(w);
      return;
    }
    // All under the lock: once the loop has taken the item, the runtime may be destroyed.
    detail::spin_guard guard(lock_);
    remote_.push(w);
    // Pairs with poll(): either this sees `waiting_`, or poll() sees the item.
    has_remote_.store(true, std::memory_order_seq_cst);
    if (waiting_.load(std::memory_order_seq_cst) &&
        waiting_.exchange(false, std::memory_order_acq_rel))
      reactor_.interrupt();
  }

  void run(completion& done) {
    bool const nested = running_loop == this;
    if (!nested && busy_.exchange(true, std::memory_order_acquire))
      detail::misused("async::current_thread: runs on another thread already");
    void const* const before = std::exchange(running_loop, this);
    while (!done.is_set()) turn(done);
    running_loop = before;
    if (nested) return;
    wait_outside();  // somebody else's loop may drive it from now on
    busy_.store(false, std::memory_order_release);
  }

  void make_progress() noexcept {
    void const* const before = std::exchange(running_loop, this);
    waiting_.store(false, std::memory_order_relaxed);
    reactor_.poll(reactor::clock::time_point::min());
    if (!timers_.empty()) timers_.expire(reactor::clock::now());
    take_remote();
    for (unsigned i = 0; i < tasks_between_polls; ++i) {
      work_item* const w = take();
      if (!w) break;
      w->run();
    }
    wait_outside();
    running_loop = before;
  }
  /// From here on a post has to make the descriptor readable.
  void wait_outside() noexcept {
    waiting_.store(true, std::memory_order_seq_cst);
    if (next_ || !local_.empty() || has_remote_.load(std::memory_order_seq_cst))
      reactor_.interrupt();
  }

  detail::timer_heap timers_;
  detail::epoll_reactor reactor_;

 private:
  work_item* take() noexcept {
    // Tasks that wake each other in turn must not keep the others waiting.
    if (next_ && ++in_a_row_ <= 16) return std::exchange(next_, nullptr);
    in_a_row_ = 0;
    if (work_item* w = local_.pop()) return w;
    return std::exchange(next_, nullptr);
  }

  void take_remote() noexcept {
    if (!has_remote_.load(std::memory_order_relaxed)) return;
    detail::spin_guard guard(lock_);
    has_remote_.store(false, std::memory_order_relaxed);
    local_.append(remote_);
  }

  void turn(completion& done) noexcept {
    take_remote();
    for (unsigned i = 0; i < tasks_between_polls; ++i) {
      work_item* const w = take();
      if (!w) break;
      w->run();
      if (done.is_set()) return;
    }
    poll(next_ || !local_.empty());
  }

  void poll(bool more_work) noexcept {
    using clock = reactor::clock;
    if (more_work) {
      reactor_.poll(clock::time_point::min());
    } else {
      waiting_.store(true, std::memory_order_seq_cst);
      bool const late = has_remote_.load(std::memory_order_seq_cst);
      reactor_.poll(late ? clock::time_point::min() : timers_.earliest());
      waiting_.store(false, std::memory_order_relaxed);
    }
    if (!timers_.empty()) timers_.expire(clock::now());
  }

  detail::work_queue local_;
  work_item* next_ = nullptr;
  unsigned in_a_row_ = 0;
  std::atomic<bool> busy_{false};

  detail::spinlock lock_;
  detail::work_queue remote_;
  std::atomic<bool> has_remote_{false};
  std::atomic<bool> waiting_{false};
};

current_thread::current_thread(options o)
    : loop_(std::make_unique<loop>()), handle_signals_(o.handle_signals) {}

current_thread::~current_thread() {
  if (running_loop == loop_.get())
    detail::misused_fatally(
        "async::current_thread: destroyed by one of its own tasks, whose end it would wait for");
  runtime_ref(*this).stop_tasks();
}

std::string_view current_thread::name() const { return detail::class_name(this, "async::current_thread"); }

void current_thread::post(work_item& w, post_hint hint) noexcept { loop_->post(w, hint); }
void current_thread::run(completion& done) { loop_->run(done); }
void current_thread::start_timer(timer& t) { loop_->timers_.add(t); }
void current_thread::cancel_timer(timer& t) noexcept { loop_->timers_.remove(t); }
int current_thread::fd() const noexcept {
  loop_->wait_outside();
  return loop_->reactor_.descriptor();
}
timer::clock::time_point current_thread::deadline() const noexcept {
  return loop_->timers_.earliest();
}
void current_thread::make_progress() noexcept { loop_->make_progress(); }
reactor& current_thread::io() noexcept { return loop_->reactor_; }

namespace detail {

private_loop::private_loop() : loop_(new current_thread) {}
private_loop::~private_loop() { delete static_cast<current_thread*>(loop_); }
runtime_ref private_loop::ref() noexcept { return *static_cast<current_thread*>(loop_); }

}  // namespace detail
}  // namespace async
