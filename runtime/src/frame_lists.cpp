#include <async/detail/frame.hpp>

#include <new>

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

// Apart from the lists, so that these need no guard on each access.
struct closer {
  bool armed = false;
  ~closer() {
    closed = true;
    for (free_frame_node*& head : async_frame_lists.head) {
      while (head->next) {
        free_frame_node* const n = head;
        head = n->next;
        ::operator delete(n);
      }
      head = &unused;
    }
  }
};
thread_local closer at_exit;

}  // namespace

void open_frame_list(std::size_t c) noexcept {
  free_frame_node*& head = async_frame_lists.head[c];
  if (head != &unused || closed) return;
  at_exit.armed = true;
  head = &ends.end[c];
}

}  // namespace async::detail
