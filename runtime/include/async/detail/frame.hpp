#pragma once

#include <cstddef>

namespace async::detail {

// Frames come from free lists of the running thread, so that a child task costs no malloc. Both
// functions stay out of line: inlined into a coroutine, clang may reuse the address of the
// thread's lists after the coroutine has moved to another thread.
[[gnu::returns_nonnull]] void* allocate_frame(std::size_t bytes);
void free_frame(void* frame, std::size_t bytes) noexcept;

/// Base of the small objects that live as long as a task does.
struct in_frame_arena {
  static void* operator new(std::size_t bytes) { return allocate_frame(bytes); }
  static void operator delete(void* p, std::size_t bytes) noexcept { free_frame(p, bytes); }
};

}  // namespace async::detail
