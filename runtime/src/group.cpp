#include <async/detail/misuse.hpp>
#include <async/drop.hpp>
#include <async/errors.hpp>
#include <async/group.hpp>

#include "is_cancelled.hpp"

namespace async {

// The scope that the group is in is the one whose end it knows: what may stop the task while it spawns, a timeout
// say, may be over when the group is joined.
task_group::task_group() : stop_(detail::make_stop_state()), from_parent_(*stop_.get()) {
  if (detail::context* const c = detail::current_context()) {
    c->settle();
    parent_ = detail::stop_ref::share(c->stop.get());
  }
}

task_group::~task_group() {
  {
    detail::spin_guard guard(lock_);
    if (live_ != 0)
      detail::misused_fatally(
          "async::task_group: destroyed while children run, which may borrow from its scope: await "
          "join(), or let asyncc lower the scope, which awaits the group's drop");
  }
  from_parent_.remove();
}

bool task_group::pending() const noexcept {
  detail::spin_guard guard(lock_);
  return live_ != 0 || first_;
}

void task_group::add(detail::context& parent) noexcept {
  bool link_parent = false;
  parent.settle();
  {
    detail::spin_guard guard(lock_);
    ++live_;
    if (!linked_) {
      if (!parent_) parent_ = detail::stop_ref::share(parent.stop.get());
      link_parent = linked_ = parent_ && parent_.get() != stop_.get();
    }
  }
  if (link_parent) parent_->add(from_parent_);
}

void task_group::ended(std::exception_ptr error, bool stopped) noexcept {
  if (error) {
    if ((stopped || stop_->requested()) && detail::is_cancelled(error)) {
      error = nullptr;
    } else {
      bool is_first = false;
      {
        detail::spin_guard guard(lock_);
        is_first = !first_;
        if (is_first) first_ = error;
      }
      if (is_first)
        stop_->request();
      else
        detail::suppress(std::move(error));
    }
  }
  detail::waiter* joiner = nullptr;
  {
    detail::spin_guard guard(lock_);
    if (--live_ == 0) joiner = std::exchange(joiner_, nullptr);
  }
  if (joiner) joiner->complete();
}

bool task_group::join_awaiter::begin(detail::context& c, std::coroutine_handle<> h) noexcept {
  if (!waiter_.begin(c)) return false;
  {
    detail::spin_guard guard(group_.lock_);
    if (group_.live_ == 0) return false;
    group_.joiner_ = &waiter_;
    published_ = true;
  }
  return waiter_.suspend(h);
}

void task_group::join_awaiter::await_resume() {
  waiter_.end();
  if (waiter_.cancelled()) {
    bool mine = false;
    {
      detail::spin_guard guard(group_.lock_);
      mine = group_.joiner_ == &waiter_;
      if (mine) group_.joiner_ = nullptr;
    }
    if (published_ && !mine) waiter_.wait_released();
    throw async::cancelled();
  }
  std::exception_ptr first;
  {
    detail::spin_guard guard(group_.lock_);
    first = std::exchange(group_.first_, nullptr);
  }
  if (first) std::rethrow_exception(std::move(first));
}

}  // namespace async
