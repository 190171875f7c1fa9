#pragma once

#include <async/detail/config.hpp>
#include <async/detail/kept_calls.hpp>

#include <cstddef>
#include <cstdint>

namespace async::detail {

// Frames come from free lists of the running thread, one for each multiple of 64 bytes, so that a
// child task costs no malloc. A frame is freed to the list of whichever thread frees it; each knows how
// many more its list may hold: then the list is given to all threads, of which one may only create
// tasks and another only end them. Lists end at a frame without a successor, that no list may hold more than.

void* allocate_frame(std::size_t bytes);
void free_frame(void* frame, std::size_t bytes) noexcept;

inline constexpr std::size_t frame_granule = 64;
inline constexpr std::size_t frame_classes = 33;  // frames of up to 2048 bytes

struct free_frame_node {
  free_frame_node* next;
  std::uint32_t room;
};

struct frame_lists {
  free_frame_node* head[frame_classes];
};

extern "C" [[gnu::tls_model("initial-exec")]] constinit thread_local frame_lists async_frame_lists;
/// A frame for a thread whose list has none.
void* refill_frame_list(std::size_t size_class);
/// After a free that found no room: makes some. False if the thread keeps no lists any more.
bool empty_frame_list(std::size_t size_class) noexcept;
/// What a thread does then.
void give_frame(void* frame, std::size_t size_class) noexcept;

// Where the lists are. Compilers may reuse the address of a thread-local object in a coroutine that
// has moved to another thread meanwhile, so it is asked for in a way that they do not see through.
// A program that is compiled with ASYNC_COUNT_FRAMES may define the functions above itself.
#if defined(ASYNC_KEPT_CALLS)
inline frame_lists& frames_of_thread() noexcept {
  frame_lists* lists;
  __asm__ volatile("movq async_frame_lists@gottpoff(%%rip), %0\n\taddq %%fs:0, %0"
                   : "=r"(lists)::"cc");
  return *lists;
}
#endif

/// The same as the functions above, for sizes that the compiler knows.
inline void* allocate_frame_here(std::size_t bytes) {
#if defined(ASYNC_KEPT_CALLS)
  std::size_t const c = (bytes + frame_granule - 1) / frame_granule;
  if (c < frame_classes) {
    free_frame_node*& head = frames_of_thread().head[c];
    free_frame_node* const n = head;
    if (free_frame_node* const next = n->next) [[likely]] {
      head = next;
      return n;
    }
    return allocate_frame_kept(bytes);
  }
#endif
  return allocate_frame(bytes);
}

inline void free_frame_here(void* frame, std::size_t bytes) noexcept {
#if defined(ASYNC_KEPT_CALLS)
  std::size_t const c = (bytes + frame_granule - 1) / frame_granule;
  if (c < frame_classes) {
    free_frame_node*& head = frames_of_thread().head[c];
    free_frame_node* const before = head;
    std::uint32_t room;
    if (!__builtin_sub_overflow(before->room, 1u, &room)) [[likely]] {
      auto* const n = static_cast<free_frame_node*>(frame);
      n->next = before;
      n->room = room;
      head = n;
      return;
    }
#if !defined(__clang__)  // which makes a jump of a call at the end
    return free_frame_kept(frame, bytes);
#endif
  }
#endif
  free_frame(frame, bytes);
}

/// Base of the small objects that live as long as a task does.
struct in_frame_arena {
  static void* operator new(std::size_t bytes) { return allocate_frame_here(bytes); }
  static void operator delete(void* p, std::size_t bytes) noexcept { free_frame_here(p, bytes); }
};

}  // namespace async::detail
