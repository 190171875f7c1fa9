#include <async/detail/print_exception.hpp>
#include <async/drop.hpp>

#include <atomic>
#include <cstdio>

namespace async {

namespace detail {
std::exception_ptr const no_error;  // null from the start, zeroed as it is
}

namespace {

void print_suppressed(std::exception_ptr error) {
  std::string const line =
      "async: suppressed while another error was in flight: " + detail::describe(error) + "\n";
  std::fputs(line.c_str(), stderr);
}

constinit std::atomic<suppressed_exception_handler> handler{&print_suppressed};

}  // namespace

suppressed_exception_handler set_suppressed_exception_handler(
    suppressed_exception_handler h) noexcept {
  return handler.exchange(h ? h : &print_suppressed, std::memory_order_acq_rel);
}

namespace detail {

void suppress(std::exception_ptr error) noexcept {
  handler.load(std::memory_order_acquire)(std::move(error));
}

void drop_failed(std::exception_ptr& first, bool is_noexcept) noexcept {
  if (is_noexcept) std::terminate();
  if (!first)
    first = std::current_exception();
  else
    suppress(std::current_exception());
}

}  // namespace detail
}  // namespace async
