#include "frame_pool.hpp"

#include <new>
#include <utility>

namespace async::detail {

namespace {

constexpr std::uint32_t cap_bytes = 256 * 1024;  // kept per thread and class

struct end_nodes {
  free_frame_node end[frame_classes] = {};
  constexpr end_nodes() noexcept {
    for (std::uint32_t c = 1; c < frame_classes; ++c)
      end[c].room = cap_bytes / (c * static_cast<std::uint32_t>(frame_granule));
  }
};

// Where lists end, and what stands for one before its first use and after the end of the thread.
// Both are only read.
constinit end_nodes ends;
constinit free_frame_node unused{nullptr, 0};

}  // namespace

extern "C" {
#define UNUSED_4 &unused, &unused, &unused, &unused
#define UNUSED_16 UNUSED_4, UNUSED_4, UNUSED_4, UNUSED_4
[[gnu::tls_model("initial-exec")]] constinit thread_local frame_lists async_frame_lists = {
    {UNUSED_16, UNUSED_16, &unused}};
#undef UNUSED_16
#undef UNUSED_4
}

namespace {

thread_local constinit bool closed = false;

/// Ends a list.
void give_list(std::size_t c, free_frame_node* list) noexcept {
  if (!list->next) return;
  if (!frames_are_watched()) return give_frames(c, list);
  while (list->next) ::operator delete(std::exchange(list, list->next));
}

// Apart from the lists, so that these need no guard on each access.
struct closer {
  bool armed = false;
  ~closer() {
    closed = true;
    for (std::size_t c = 0; c < frame_classes; ++c)
      give_list(c, std::exchange(async_frame_lists.head[c], &unused));
    give_rest();
  }
};
thread_local closer at_exit;

}  // namespace

void* refill_frame_list(std::size_t c) {
  if (frames_are_watched()) return ::operator new(c * frame_granule);
  free_frame_node* const taken = take_frames(c, &ends.end[c]);
  if (!closed) {
    at_exit.armed = true;
    async_frame_lists.head[c] = taken->next;
  } else {
    give_list(c, taken->next);
    give_rest();
  }
  return taken;
}

bool empty_frame_list(std::size_t c) noexcept {
  if (closed) return false;
  at_exit.armed = true;
  give_list(c, std::exchange(async_frame_lists.head[c], &ends.end[c]));
  return true;
}

void give_frame(void* frame, std::size_t c) noexcept {
  give_list(c, ::new (frame) free_frame_node{&ends.end[c], ends.end[c].room - 1});
}

}  // namespace async::detail
