#pragma once

#include <async/detail/exceptions.hpp>
#include <async/detail/record.hpp>
#include <async/spawn.hpp>

#include <source_location>
#include <type_traits>
#include <utility>

namespace async {

namespace detail {

class blocking_job {
 public:
  virtual void execute() noexcept = 0;
  blocking_job* next = nullptr;

 protected:
  ~blocking_job() = default;
};

/// Runs the job on a thread that may block. Throws `std::system_error` if there is none and none
/// can be started.
void run_blocking(blocking_job& job);

template <class F>
using blocking_result = std::invoke_result_t<F>;

template <class F>
class blocking_call final : public join_state<blocking_result<F>>, private blocking_job {
  using T = blocking_result<F>;

 public:
  blocking_call(runtime_ref rt, F&& f) : join_state<T>(rt), f_(std::move(f)) {}
  blocking_call(runtime_ref rt, F const& f) : join_state<T>(rt), f_(f) {}
  ~blocking_call() override {
    if (has_f_) f_.~F();
  }
  void launch() {
    this->enlist();
    ASYNC_TRY {
      run_blocking(*this);
    } ASYNC_CATCH_ALL {
      this->delist();
      ASYNC_RETHROW;
    }
  }

 private:
  void execute() noexcept override {
    context* const before = exchange_current(this);
    ASYNC_TRY {
      if constexpr (std::is_void_v<T>)
        std::move(f_)();
      else
        this->outcome.set_value(std::move(f_)());
    } ASYNC_CATCH_ALL {
      this->outcome.set_error(std::current_exception());
    }
    f_.~F();
    has_f_ = false;
    this->announce();
    exchange_current(before);
    this->release();
  }
  void destroy() noexcept override { delete this; }

  union {
    F f_;
  };
  bool has_f_ = true;
};

}  // namespace detail

/// Calls `f()` on a thread that may block, without holding up the runtime. A stop request by the handle is
/// seen by `f` through `this_task::stop_token()` only. A stop of the task that awaits the handle ends the await and leaves
/// `f` running, so `f` has to own what it uses. Throws `no_runtime` outside a runtime.
template <class F>
auto spawn_blocking(F&& f, std::source_location where = std::source_location::current())
    -> join_handle<detail::blocking_result<std::decay_t<F>>> {
  using call = detail::blocking_call<std::decay_t<F>>;
  auto* c = new call(detail::require_context("spawn_blocking").home, std::forward<F>(f));
  c->spawned_at = where;
  detail::stop_ref until_started = detail::stop_ref::share(c);
  ASYNC_TRY {
    c->launch();
  } ASYNC_CATCH_ALL {
    c->release();
    c->release();
    ASYNC_RETHROW;
  }
  return join_handle<detail::blocking_result<std::decay_t<F>>>(c);
}

}  // namespace async
