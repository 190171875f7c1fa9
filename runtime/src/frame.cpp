#include <async/detail/frame.hpp>

#include <new>

namespace async::detail {

[[gnu::noinline]] void* allocate_frame(std::size_t bytes) {
  std::size_t const c = (bytes + frame_granule - 1) / frame_granule;
  if (c >= frame_classes) return ::operator new(bytes);
#if defined(ASYNC_ASAN) || defined(ASYNC_TSAN)
  return ::operator new(bytes);
#else
  free_frame_node*& head = async_frame_lists.head[c];
  free_frame_node* const n = head;
  if (!n->next) return ::operator new(c * frame_granule);
  head = n->next;
  return n;
#endif
}

[[gnu::noinline]] void free_frame(void* frame, std::size_t bytes) noexcept {
#if defined(ASYNC_ASAN) || defined(ASYNC_TSAN)
  static_cast<void>(bytes);
#else
  std::size_t const c = (bytes + frame_granule - 1) / frame_granule;
  if (c < frame_classes) {
    free_frame_node*& head = async_frame_lists.head[c];
    if (head->room == 0) open_frame_list(c);
    if (head->room != 0) {
      head = ::new (frame) free_frame_node{head, head->room - 1};
      return;
    }
  }
#endif
  ::operator delete(frame);
}

}  // namespace async::detail
