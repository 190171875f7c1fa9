#include "trace.hpp"

#include <async/detail/promise.hpp>

#include <mutex>
#include <string_view>

#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace async::detail::trace {

constinit std::atomic<bool> running{false};

namespace {

std::mutex one_at_a_time;

bool barrier_on_all_cores() noexcept {
#if defined(ASYNC_TSAN)
  return true;
#else
  static bool const registered =
      ::syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
  return registered && ::syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) == 0;
#endif
}

// g++ names a coroutine "void f(f(int)::_Z1fi.Frame*)", clang "task f(int)".
std::string function_name(std::string_view text) {
  constexpr std::string_view end = ".Frame*)";
  if (!text.ends_with(end)) return std::string(text);
  text.remove_suffix(end.size());
  text = text.substr(0, text.rfind("::_Z"));
  if (text.starts_with("void ")) text.remove_prefix(5);
  // What is before and behind the parenthesis between the two has its own in pairs.
  int open = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') {
      int rest = 0;
      for (std::size_t j = i + 1; open == 0 && j < text.size() && rest >= 0; ++j)
        rest += text[j] == '(' ? 1 : text[j] == ')' ? -1 : 0;
      if (open == 0 && rest == 0) return std::string(text.substr(i + 1));
      ++open;
    } else if (text[i] == ')') {
      --open;
    }
  }
  return std::string(text);
}

}  // namespace

void wait(context& c) noexcept {
  do {
    c.held.store(false, std::memory_order_release);
    for (unsigned round = 0; running.load(std::memory_order_acquire); ++round) spin_pause(round);
    c.held.store(true, std::memory_order_seq_cst);
  } while (running.load(std::memory_order_seq_cst));
}

look::look() noexcept {
  one_at_a_time.lock();
  running.store(true, std::memory_order_seq_cst);
  possible_ = barrier_on_all_cores();
}

look::~look() {
  running.store(false, std::memory_order_seq_cst);
  one_at_a_time.unlock();
}

std::vector<std::string> look::awaits(context const& c) const {
  std::vector<std::string> places;
  // The promises of the library's coroutines all begin with a promise_base, which no alignment moves.
  for (auto h = c.resume_point; h;) {
    auto const& p = std::coroutine_handle<promise_base>::from_address(h.address()).promise();
    if (p.awaits_at.line() != 0) places.push_back(to_text(p.awaits_at, true));
    h = p.continuation;
    constexpr std::size_t enough = 64;
    if (places.size() == enough && h) {
      places.push_back("...");
      break;
    }
  }
  return places;
}

std::string to_text(std::source_location const& at, bool with_function) {
  std::string text = std::string(at.file_name()) + ":" + std::to_string(at.line());
  if (with_function) text += " in " + function_name(at.function_name());
  return text;
}

}  // namespace async::detail::trace
