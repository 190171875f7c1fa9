#pragma once

#include <async/detail/fork.hpp>
#include <async/detail/frame.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <new>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace async::detail {

/// What a task gives as an object that can be kept: std::monostate for void.
template <class T>
using kept_t = std::conditional_t<
    std::is_void_v<T>, std::monostate,
    std::conditional_t<std::is_reference_v<T>, std::reference_wrapper<std::remove_reference_t<T>>,
                       std::remove_cv_t<T>>>;

/// The same where references may stay what they are.
template <class T>
using joined_t = std::conditional_t<std::is_lvalue_reference_v<T>, T, kept_t<T>>;

template <class Kept, class T>
Kept take_as(result<T>& kept) {
  if constexpr (std::is_void_v<T>)
    return {};
  else
    return static_cast<Kept>(kept.take());
}

/// Awaits tasks that are owned by somebody else; gives their results.
template <class... T>
class fork_awaiter : public native_awaitable, public fork_join {
 public:
  using value_type = std::tuple<joined_t<T>...>;

  explicit fork_awaiter(task<T>&... tasks) noexcept : tasks_(&tasks...) {}
  bool await_ready() const {
    std::apply([](auto*... each) { (each->expect_fresh(), ...); }, tasks_);
    return false;
  }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> h) noexcept {
    set_each(std::index_sequence_for<T...>());
    begin(*h.promise().ctx, h, jobs_, sizeof...(T));
    return run_each(std::index_sequence_for<T...>()) || waits();
  }
  value_type await_resume() {
    finish();
    return std::apply([](auto&... each) { return value_type(take_as<joined_t<T>>(each)...); },
                      kept_);
  }
  /// If one has failed: what the others have left.
  std::tuple<result<T>...>& kept() noexcept { return kept_; }

 private:
  template <std::size_t... I>
  [[gnu::always_inline]] bool run_each(std::index_sequence<I...>) noexcept {
    return (run(*std::get<I>(tasks_), std::get<I>(kept_), I) || ...);
  }
  template <std::size_t... I>
  void set_each(std::index_sequence<I...>) noexcept {
    (jobs_[I].set(*this, *std::get<I>(tasks_), std::get<I>(kept_)), ...);
  }

  std::tuple<task<T>*...> tasks_;
  std::tuple<result<T>...> kept_;
  fork_job jobs_[sizeof...(T) ? sizeof...(T) : 1];  // none, in generic code
};

/// Jobs and their results, in one piece from the lists of frames.
template <class T>
class fork_jobs {
  static constexpr bool is_overaligned = alignof(result<T>) > __STDCPP_DEFAULT_NEW_ALIGNMENT__;

 public:
  fork_jobs(fork_join& join, std::span<task<T>> tasks) : count_(tasks.size()) {
    std::size_t const n = count_;
    if (n == 0) return;
    if constexpr (is_overaligned)
      kept_ = static_cast<result<T>*>(::operator new(size(), std::align_val_t(alignof(result<T>))));
    else
      kept_ = static_cast<result<T>*>(allocate_frame_here(size()));
    first_ = reinterpret_cast<fork_job*>(kept_ + n);
    for (std::size_t i = 0; i < n; ++i) {
      auto* const kept = ::new (static_cast<void*>(kept_ + i)) result<T>;
      (::new (static_cast<void*>(first_ + i)) fork_job)->set(join, tasks[i], *kept);
    }
  }
  fork_jobs(fork_jobs const&) = delete;
  fork_jobs& operator=(fork_jobs const&) = delete;
  ~fork_jobs() {
    if (!kept_) return;
    std::destroy_n(kept_, count_);
    if constexpr (is_overaligned)
      ::operator delete(kept_, std::align_val_t(alignof(result<T>)));
    else
      free_frame_here(kept_, size());
  }

  fork_job* first() const noexcept { return first_; }
  result<T>& kept(std::size_t i) const noexcept { return kept_[i]; }

 private:
  std::size_t size() const noexcept { return count_ * (sizeof(result<T>) + sizeof(fork_job)); }

  std::size_t count_;
  result<T>* kept_ = nullptr;
  fork_job* first_ = nullptr;
  static_assert(std::is_trivially_destructible_v<fork_job> && alignof(fork_job) <= alignof(result<T>));
};

/// The same for a number of tasks that is known later.
template <class T>
class fork_all_awaiter : public native_awaitable, public fork_join {
 public:
  using value_type = std::vector<kept_t<T>>;

  explicit fork_all_awaiter(std::span<task<T>> tasks) : tasks_(tasks), jobs_(*this, tasks) {}
  bool await_ready() const {
    for (auto& each : tasks_) each.expect_fresh();
    return tasks_.empty();
  }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> h) noexcept {
    std::size_t const n = tasks_.size();
    begin(*h.promise().ctx, h, jobs_.first(), n);
    for (std::size_t i = 0; i < n; ++i)
      if (run(tasks_[i], jobs_.kept(i), i)) return true;
    return waits();
  }
  value_type await_resume() {
    std::size_t const n = tasks_.size();
    if (n != 0) finish();
    if constexpr (std::is_trivial_v<kept_t<T>>) {
      value_type out(n);
      for (std::size_t i = 0; i < n; ++i) out[i] = take_as<kept_t<T>>(jobs_.kept(i));
      return out;
    } else {
      value_type out;
      out.reserve(n);
      for (std::size_t i = 0; i < n; ++i) out.push_back(take_as<kept_t<T>>(jobs_.kept(i)));
      return out;
    }
  }
  /// If one has failed: what another has left.
  result<T>& kept(std::size_t i) noexcept { return jobs_.kept(i); }

 private:
  std::span<task<T>> tasks_;
  fork_jobs<T> jobs_;
};

}  // namespace async::detail
