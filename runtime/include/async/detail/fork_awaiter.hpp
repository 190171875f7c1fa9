#pragma once

#include <async/detail/fork.hpp>
#include <async/detail/frame.hpp>

#include <cstddef>
#include <functional>
#include <memory>
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
    (jobs_[I].set(*std::get<I>(tasks_), std::get<I>(kept_)), ...);
  }

  std::tuple<task<T>*...> tasks_;
  std::tuple<result<T>...> kept_;
  fork_job jobs_[sizeof...(T)];
};

/// An array of jobs, from the lists of frames.
class fork_jobs {
 public:
  explicit fork_jobs(std::size_t n) : size_(n * sizeof(fork_job)) {
    if (n == 0) return;
    first_ = static_cast<fork_job*>(allocate_frame(size_));
    std::uninitialized_default_construct_n(first_, n);
  }
  fork_jobs(fork_jobs const&) = delete;
  fork_jobs& operator=(fork_jobs const&) = delete;
  ~fork_jobs() {
    if (first_) free_frame(first_, size_);
  }

  fork_job* first() const noexcept { return first_; }

 private:
  fork_job* first_ = nullptr;
  std::size_t size_;
};
static_assert(std::is_trivially_destructible_v<fork_job>);

/// The same for a number of tasks that is known later.
template <class T>
class fork_all_awaiter : public native_awaitable, public fork_join {
 public:
  using value_type = std::vector<kept_t<T>>;

  explicit fork_all_awaiter(std::vector<task<T>>& tasks)
      : tasks_(tasks), kept_(new result<T>[tasks.size()]), jobs_(tasks.size()) {}
  bool await_ready() const {
    for (auto& each : tasks_) each.expect_fresh();
    return false;
  }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> h) noexcept {
    std::size_t const n = tasks_.size();
    for (std::size_t i = 0; i < n; ++i) jobs_.first()[i].set(tasks_[i], kept_[i]);
    begin(*h.promise().ctx, h, jobs_.first(), n);
    for (std::size_t i = 0; i < n; ++i)
      if (run(tasks_[i], kept_[i], i)) return true;
    return waits();
  }
  value_type await_resume() {
    finish();
    value_type out;
    out.reserve(tasks_.size());
    for (std::size_t i = 0; i < tasks_.size(); ++i) out.push_back(take_as<kept_t<T>>(kept_[i]));
    return out;
  }
  /// If one has failed: what the others, as many as there are tasks, have left.
  result<T>* kept() noexcept { return kept_.get(); }

 private:
  std::vector<task<T>>& tasks_;
  std::unique_ptr<result<T>[]> kept_;
  fork_jobs jobs_;
};

}  // namespace async::detail
