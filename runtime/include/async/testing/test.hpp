#pragma once

#include <async/block_on.hpp>
#include <async/main.hpp>
#include <async/task.hpp>

#include <concepts>
#include <exception>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// What `[[async::test]]` is lowered to. See docs/reference/test.md.
namespace async::testing {

/// One test on one runtime, known to `run_tests` from its construction on. Made during static
/// initialisation; it lives until the program ends. The texts are literals.
class test_case {
 public:
  /// `test` runs the test and throws if it fails.
  test_case(std::string_view name, std::string_view file, unsigned line, void (*test)()) noexcept;
  test_case(test_case const&) = delete;
  test_case& operator=(test_case const&) = delete;

  std::string_view name() const noexcept { return name_; }
  std::string_view file() const noexcept { return file_; }
  unsigned line() const noexcept { return line_; }
  test_case const* next() const noexcept { return next_; }
  void run() const { run_(); }

 private:
  std::string_view name_;
  std::string_view file_;
  unsigned line_;
  void (*run_)();
  test_case const* next_ = nullptr;
};

/// The `main` of a program of tests: runs all of them, or those that the arguments name. Returns
/// the exit status: 0 if all passed, 1 if one failed, 2 for wrong use. One thread at a time.
int run_tests(int argc, char** argv);

/// What a test ends with that returned failure.
class failure : public std::exception {
 public:
  explicit failure(std::string text) : text_(std::move(text)) {}
  char const* what() const noexcept override { return text_.c_str(); }

 private:
  std::string text_;
};

namespace detail {

/// Throws `failure` if the result of a test says so: false, an integer other than 0, an error.
template <class R>
void judge(R&& result) {
  using V = std::remove_cvref_t<R>;
  if constexpr (std::same_as<V, bool>) {
    if (!result) throw failure("returned false");
  } else if constexpr (std::integral<V>) {
    if (result != 0) throw failure("returned " + std::to_string(+result));
  } else if constexpr (async::detail::main_expected<V>) {
    if (!result.has_value()) {
      async::detail::report_error(result.error());
      throw failure("returned an error");
    }
    if constexpr (requires { requires std::integral<std::remove_cvref_t<decltype(*result)>>; })
      judge(*result);
  } else {
    static_assert(async::detail::main_expected<V>,
                  "the result of a test must be void, bool, an integer, or a type with has_value() "
                  "and error() such as std::expected");
  }
}

// On the runtime, so that everything in `make` already belongs to the test's task.
template <class MakeTask>
task<void> test_task(MakeTask& make) {
  using R = async::detail::await_result_of<decltype(make())>;
  if constexpr (std::is_void_v<R>) {
    co_await make();
  } else {
    R result = co_await make();
    judge(std::forward<R>(result));
  }
}

}  // namespace detail

/// Runs the awaitable that `make` returns on `rt`, and then every task that it left behind to its
/// end, with stop requested. Throws if the test failed.
template <class Runtime, class MakeTask>
void run_test(Runtime&& rt, MakeTask make) {
  static_assert(runtime<std::remove_reference_t<Runtime>>,
                "the runtime of a test must have post(work_item&) noexcept and run(completion&)");
  runtime_ref const ref(rt);
  std::exception_ptr error;
  try {
    ref.block_on(detail::test_task(make));
  } catch (...) {
    error = std::current_exception();
  }
  ref.stop_tasks();
  if (error) std::rethrow_exception(std::move(error));
}

}  // namespace async::testing
