#pragma once

#include <async/block_on.hpp>
#include <async/detail/exceptions.hpp>
#include <async/detail/foreign.hpp>
#include <async/detail/main_support.hpp>
#include <async/detail/print_exception.hpp>
#include <async/errors.hpp>
#include <async/task.hpp>

#include <concepts>
#include <string_view>
#include <type_traits>
#include <utility>

namespace async {

namespace detail {

template <class E>
void report_error(E const& error) noexcept {
  ASYNC_TRY {
    if constexpr (std::is_same_v<E, std::exception_ptr>) {
      print_error(describe(error));
    } else if constexpr (requires { std::string_view(error); }) {
      print_error(std::string_view(error));
    } else if constexpr (requires { std::string_view(error.message()); }) {
      auto const message = error.message();
      print_error(std::string_view(message));
    } else if constexpr (requires { std::string_view(error.what()); }) {
      print_error(std::string_view(error.what()));
    } else if constexpr (requires { to_string(error); }) {
      auto const text = to_string(error);
      print_error(std::string_view(text));
    } else if constexpr (std::is_arithmetic_v<E>) {
      print_error(error);
    } else if constexpr (streamable<E>) {
      print_streamed(error);
    } else if constexpr (std::is_enum_v<E>) {
      print_error(std::string(type_name<E>()) + " " +
                  std::to_string(static_cast<std::underlying_type_t<E>>(error)));
    } else {
      print_error(type_name<E>());
    }
  } ASYNC_CATCH_ALL {
    print_error(type_name<E>());
  }
}

template <class R>
concept main_expected = requires(R const& r) {
  { r.has_value() } -> std::convertible_to<bool>;
  r.error();
};

/// The exit status for what the main task returned.
template <class R>
int main_status(R&& r) {
  using V = std::remove_cvref_t<R>;
  if constexpr (main_expected<V>) {
    if (!r.has_value()) {
      report_error(r.error());
      return 1;
    }
    if constexpr (requires { requires std::integral<std::remove_cvref_t<decltype(*r)>>; })
      return static_cast<int>(*r);
    else if constexpr (requires { requires std::integral<std::remove_cvref_t<decltype(r.value())>>; })
      return static_cast<int>(r.value());
    else if constexpr (requires { requires std::integral<std::remove_cvref_t<decltype(std::move(r).value())>>; })
      return static_cast<int>(std::move(r).value());
    else
      return 0;
  } else if constexpr (std::integral<V>) {
    return static_cast<int>(r);
  } else {
    static_assert(main_expected<V>,
                  "the result of the main coroutine must be void, an integer, or a type with "
                  "has_value() and error() such as std::expected");
    return 1;
  }
}

// On the runtime, so that everything in `make` already belongs to the main task.
template <class MakeTask>
task<int> main_task(MakeTask& make) {
  using R = await_result_of<decltype(make())>;
  if constexpr (std::is_void_v<R>) {
    co_await make();
    co_return 0;
  } else {
    R r = co_await make();
    co_return main_status(std::forward<R>(r));
  }
}

}  // namespace detail

/// Runs the awaitable that `make` returns on `rt` and returns the exit status of the program.
/// SIGINT and SIGTERM request stop on it unless `rt.handle_signals()` is false.
template <class Runtime, class MakeTask>
int run_main(Runtime&& rt, MakeTask&& make) noexcept {
  static_assert(runtime<std::remove_reference_t<Runtime>>,
                "the main runtime must have post(work_item&) noexcept and run(completion&)");
  bool handle_signals = true;
  if constexpr (requires {
                  { rt.handle_signals() } -> std::convertible_to<bool>;
                })
    handle_signals = rt.handle_signals();
  auto* s = new detail::join_state<int>(rt, detail::main_task(make));
  return detail::run_main(rt, *s, handle_signals);
}

}  // namespace async
