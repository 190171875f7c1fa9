#pragma once

#include <async/detail/config.hpp>
#include <async/detail/context.hpp>

#include <atomic>
#include <source_location>
#include <string>
#include <vector>

/// Looks at suspended tasks while others run.
///
/// The frames of a task may be read while no thread runs it, so a look has to keep threads from
/// resuming it. A lock would cost each resumption an atomic exchange. Instead a thread says that it holds
/// the task with a plain store and then reads a flag, `running`; whoever looks sets the flag, then
/// makes the kernel run a barrier on every core (membarrier), and then reads who holds what. One of the
/// two sees the other.
namespace async::detail::trace {

#if defined(ASYNC_TSAN)  // which does not know membarrier
inline constexpr auto store_order = std::memory_order_seq_cst;
inline constexpr auto load_order = std::memory_order_seq_cst;
#else
inline constexpr auto store_order = std::memory_order_relaxed;
inline constexpr auto load_order = std::memory_order_acquire;
#endif

extern std::atomic<bool> running;

/// By a thread that has said that it holds `c`, until nobody looks.
void wait(context& c) noexcept;

/// While one of these lives no thread goes on with a suspended task. Short; one at a time.
class look {
 public:
  look() noexcept;
  look(look const&) = delete;
  look& operator=(look const&) = delete;
  ~look();

  /// False if the kernel has no membarrier: then nothing is known but what a lock guards.
  bool possible() const noexcept { return possible_; }
  /// Whether a thread runs the task.
  bool held(context const& c) const noexcept { return c.held.load(std::memory_order_acquire); }
  /// Where the coroutines of a task that is not held await, the innermost first: "file:line in f(int)".
  std::vector<std::string> awaits(context const& c) const;

 private:
  bool possible_ = true;
};

/// "file:line", and the function if `with_function`.
std::string to_text(std::source_location const& at, bool with_function);

}  // namespace async::detail::trace
