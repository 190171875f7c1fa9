#include <async/detail/frame.hpp>
#include <async/detail/misuse.hpp>
#include <async/frame_resource.hpp>

#include <atomic>
#include <new>
#include <utility>

namespace async::detail {

namespace {
// Where frames come from if not from the heap; the lists of threads then stay as they begin, without room.
constinit std::pmr::memory_resource* frame_resource = nullptr;
constinit std::atomic<bool> first_was_made = false;  // by any thread: its lists are empty then
}  // namespace

[[gnu::noinline]] void* allocate_frame(std::size_t bytes) {
  if (frame_resource) [[unlikely]]
    return frame_resource->allocate(bytes, alignof(std::max_align_t));
  if (!first_was_made.load(std::memory_order_relaxed))
    first_was_made.store(true, std::memory_order_relaxed);
  std::size_t const c = (bytes + frame_granule - 1) / frame_granule;
  if (c >= frame_classes) return ::operator new(bytes);
#if defined(ASYNC_ASAN) || defined(ASYNC_TSAN)
  return ::operator new(bytes);
#else
  free_frame_node*& head = async_frame_lists.head[c];
  if (!head->next) return refill_frame_list(c);
  return std::exchange(head, head->next);
#endif
}

[[gnu::noinline]] void free_frame(void* frame, std::size_t bytes) noexcept {
  if (frame_resource) [[unlikely]]
    return frame_resource->deallocate(frame, bytes, alignof(std::max_align_t));
#if defined(ASYNC_ASAN) || defined(ASYNC_TSAN)
  static_cast<void>(bytes);
#else
  std::size_t const c = (bytes + frame_granule - 1) / frame_granule;
  if (c < frame_classes) {
    free_frame_node*& head = async_frame_lists.head[c];
    if (head->room == 0 && !empty_frame_list(c)) return give_frame(frame, c);
    head = ::new (frame) free_frame_node{head, head->room - 1};
    return;
  }
#endif
  ::operator delete(frame);
}

}  // namespace async::detail

namespace async {

void set_frame_resource(std::pmr::memory_resource& r) {
  if (detail::frame_resource || detail::first_was_made.load(std::memory_order_relaxed))
    detail::misused(
        "async::set_frame_resource: frames come from somewhere already; call it once, before the first task is "
        "made");
  detail::frame_resource = &r;
}

}  // namespace async
