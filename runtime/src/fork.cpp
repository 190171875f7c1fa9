#include <async/detail/fork.hpp>
#include <async/detail/result.hpp>

#include "is_cancelled.hpp"

namespace async::detail {

void fork_queue::make_offer() noexcept {
  fork_job* const oldest = jobs_[begin_++];
  if (begin_ == end_) begin_ = end_ = 0;
  offer_.exchange(oldest, std::memory_order_seq_cst);  // a worker that lies down after this sees it
  on_offer(pool);
}

void join_scope::settle(context& c) {
  if (outer_) outer_->settle(c);
  outer_ = nullptr;
  stop_state& own = *(::new (static_cast<void*>(&settled_)) settled(make_stop_state()))->own.get();
  is_settled_ = true;
  settled_.saved = c.stop;
  settled_.kept = stop_ref::share(c.stop.get());
  if (c.stop) c.stop->add(settled_.from_saved);
  c.stop = &own;
  stop_state* none = nullptr;
  if (!state_.compare_exchange_strong(none, &own, std::memory_order_acq_rel)) own.request();
}

void join_scope::end_settled(context& c) noexcept {
  settled_.from_saved.remove();
  c.stop = settled_.saved;
  static_cast<source_state&>(*settled_.own.get()).source_gone();
  settled_.~settled();
  is_settled_ = false;
}

void join_scope::fail() noexcept {
  stop_state* const own = state_.exchange(failed_mark(), std::memory_order_acq_rel);
  if (own && own != failed_mark()) own->request();
}

void context::settle_scopes() { std::exchange(scopes, nullptr)->settle(*this); }

// The first runs here, and the last that is left is on offer.
void fork_join::share_out() noexcept {
  std::size_t idle = ctx_->forks->idle_workers(ctx_->forks->pool);
  for (std::size_t i = count_; idle > 1 && i-- > 2; --idle) spawn(jobs_[i]);
}

// Without memory for it the join has failed: the task does not begin.
void fork_join::spawn(fork_job& j) noexcept {
  void* place = nullptr;
  try {
    place = fork_child::operator new(sizeof(fork_child));
  } catch (...) {
    return failed_here(std::current_exception());
  }
  moved(j);
  auto* const child = ::new (place) fork_child(j);
  j.child.store(child, std::memory_order_relaxed);
  ctx_->home.post(*child, post_hint::spawn);
}

void fork_join::moved(fork_job& j) noexcept {
  j.where = fork_job::elsewhere;
  ++elsewhere_;
  eventful_ = true;
}

// `running` is the job that has suspended; `count_` if the task only waits for others.
bool fork_join::suspend(std::size_t running) noexcept {
  running_ = running;
  for (std::size_t i = running + 1; i < count_; ++i)
    if (take_back(jobs_[i])) spawn(jobs_[i]);
  try {
    ctx_->settle();
  } catch (...) {
    failed_here(std::current_exception());
  }
  for (std::size_t i = 0; i < count_ && own(); ++i) {
    if (jobs_[i].where != fork_job::elsewhere) continue;
    fork_child* child = nullptr;
    for (unsigned round = 0; !(child = jobs_[i].child.load(std::memory_order_acquire)); ++round)
      spin_pause(round);  // who took it is about to tell
    child->link_to(*own());
  }
  if (running != count_) {
    ::new (static_cast<void*>(&arrival_)) arrival;
    arrival_.join = this;
    arrival_.promise.continuation = joins_;
    jobs_[running].promise().continuation = std::coroutine_handle<>::from_address(&arrival_);
    return true;
  }
  return !all_ended_but_elsewhere();
}

// Whether the others have ended, too. If not, the last one of them resumes the task.
bool fork_join::all_ended_but_elsewhere() noexcept {
  std::size_t const here = count_ - elsewhere_;
  ctx_->resume_point = joins_;
  return pending_.fetch_sub(here, std::memory_order_acq_rel) == here;
}

void fork_join::go_on() noexcept {
  fork_job& j = jobs_[running_];
  if (std::exception_ptr error = j.ended()) failed_here(std::move(error));
  if (all_ended_but_elsewhere()) ctx_->next = joins_;
}

void fork_join::failed_here(std::exception_ptr error) noexcept {
  eventful_ = true;
  ended(std::move(error), failed() || ctx_->stop_requested());
}

void fork_join::ended(std::exception_ptr error, bool was_asked_to_stop) noexcept {
  if (was_asked_to_stop && is_cancelled(error)) {
    spin_guard guard(lock_);
    incomplete_ = true;
    return;
  }
  bool is_first = false;
  {
    spin_guard guard(lock_);
    is_first = !first_;
    if (is_first) first_ = error;
  }
  if (!is_first) suppress(std::move(error));
  fail();
}

void fork_join::finish_eventful() {
  if (own())
    end_settled(*ctx_);
  else
    end(*ctx_);
  for (std::size_t i = 0; i < count_; ++i)
    if (jobs_[i].where == fork_job::elsewhere)
      jobs_[i].child.load(std::memory_order_relaxed)->release();
  if (first_) std::rethrow_exception(std::exchange(first_, nullptr));
  if (incomplete_) throw cancelled();
}

fork_child::fork_child(fork_job& j) noexcept
    : record(j.join->ctx_->home, 2), job_(j), from_join_(*this) {
  locals = j.join->locals_;
  j.promise().ctx = this;
  resume_point = outermost = j.frame();
  enlist();
}

void fork_child::link_to(stop_state& s) noexcept {
  spin_guard guard(link_lock_);
  if (!ended_) s.add(from_join_);
}

void fork_child::finish() noexcept {
  std::exception_ptr error = job_.ended();
  {
    spin_guard guard(link_lock_);
    ended_ = true;
  }
  from_join_.remove();
  delist();
  fork_join& join = *job_.join;
  context& joins = *join.ctx_;
  if (error) join.ended(std::move(error), requested());
  if (join.pending_.fetch_sub(1, std::memory_order_acq_rel) == 1)
    joins.schedule(post_hint::wake);
  release();
}

work_item* take_offer(fork_queue& of) noexcept {
  if (!of.has_offer()) return nullptr;
  void* place = nullptr;
  try {
    place = fork_child::operator new(sizeof(fork_child));
  } catch (...) {
    return nullptr;  // its worker runs it
  }
  fork_job* const j = of.steal();
  if (!j) {
    fork_child::operator delete(place, sizeof(fork_child));
    return nullptr;
  }
  auto* const child = ::new (place) fork_child(*j);
  j->child.store(child, std::memory_order_release);
  return child;
}

}  // namespace async::detail
