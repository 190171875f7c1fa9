#include "trace.hpp"

#include <async/detail/context.hpp>
#include <async/errors.hpp>
#include <async/task_local.hpp>
#include <async/this_task.hpp>

#include <thread>

namespace async {

namespace detail {

namespace {
constexpr std::size_t stack_for_coroutines = 64 * 1024;

thread_local constinit context* current = nullptr;
thread_local constinit fork_queue* forks_of_thread = nullptr;
thread_local constinit void const* forks_for = nullptr;
}

[[gnu::noinline]] context* current_context() noexcept { return current; }

[[gnu::noinline]] context* exchange_current(context* c) noexcept {
  return std::exchange(current, c);
}

void set_forks(fork_queue* q, runtime_ref of) noexcept {
  forks_of_thread = q;
  forks_for = of.object();
}

context& require_context(char const* operation) {
  context* const c = current_context();
  if (!c) throw no_runtime(operation);
  return *c;
}

void* find_local(void const* key) noexcept {
  context const* const c = current_context();
  for (local_value* each = c ? c->locals : nullptr; each; each = each->outer)
    if (each->key == key) return each->value;
  return nullptr;
}

std::uint64_t next_task_id() noexcept {
  static constinit std::atomic<std::uint64_t> last{0};
  return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

inline void context::hold() noexcept {
  held.store(true, trace::store_order);
  std::atomic_signal_fence(std::memory_order_seq_cst);
  if (trace::running.load(trace::load_order)) [[unlikely]]
    trace::wait(*this);
}

void context::run() noexcept {
  while (held.load(std::memory_order_acquire)) std::this_thread::yield();
  hold();
  stack_end = static_cast<char*>(__builtin_frame_address(0)) - stack_for_coroutines;
  forks = home.object() == forks_for ? forks_of_thread : nullptr;
  context* const before = exchange_current(this);
  std::coroutine_handle<> h = resume_point;
  do {
    next = nullptr;
    h.resume();
    h = next;
  } while (h);
  if (outermost.done())
    finish();  // still held: nobody else looks at its frames
  else
    held.store(false, std::memory_order_release);  // it may run on elsewhere, and end
  exchange_current(before);
}

}  // namespace detail

namespace this_task {

runtime_ref runtime() { return async::detail::require_context("this_task::runtime").home; }

async::stop_token stop_token() {
  auto& c = async::detail::require_context("this_task::stop_token");
  c.settle();
  return async::stop_token(async::detail::stop_ref::share(c.stop.get()));
}

std::uint64_t id() { return async::detail::require_context("this_task::id").id; }

}  // namespace this_task
}  // namespace async
