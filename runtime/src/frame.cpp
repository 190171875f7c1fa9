#include <async/detail/config.hpp>
#include <async/detail/frame.hpp>

#include <new>

namespace async::detail {

#if defined(ASYNC_ASAN) || defined(ASYNC_TSAN)

// So that the sanitizers see each frame.
void* allocate_frame(std::size_t bytes) { return ::operator new(bytes); }
void free_frame(void* frame, std::size_t bytes) noexcept { ::operator delete(frame, bytes); }

#else

namespace {

constexpr std::size_t granule = 64;
constexpr std::size_t classes = 17;  // frames of up to 1024 bytes
constexpr std::size_t cap_bytes = 256 * 1024;  // kept per thread and class

struct node {
  node* next;
};

// Frames are freed to the list of whichever thread frees them. The cap bounds what gathers where
// one thread only creates tasks and another only ends them.
struct free_lists {
  node* head[classes];
  unsigned count[classes];
  bool closed;
};

thread_local constinit free_lists lists{};

void close_lists() noexcept {
  lists.closed = true;
  for (node*& head : lists.head)
    while (node* n = head) {
      head = n->next;
      ::operator delete(n);
    }
}

// Apart from the lists, so that these need no guard on each access.
struct closer {
  bool armed = false;
  ~closer() {
    if (armed) close_lists();
  }
};
thread_local closer at_exit;

}  // namespace

[[gnu::noinline]] void* allocate_frame(std::size_t bytes) {
  std::size_t const c = (bytes + granule - 1) / granule;
  if (c >= classes) return ::operator new(bytes);
  free_lists& l = lists;
  if (node* n = l.head[c]) {
    l.head[c] = n->next;
    --l.count[c];
    return n;
  }
  return ::operator new(c * granule);
}

[[gnu::noinline]] void free_frame(void* frame, std::size_t bytes) noexcept {
  std::size_t const c = (bytes + granule - 1) / granule;
  if (c >= classes) return ::operator delete(frame);
  free_lists& l = lists;
  if (l.count[c] * c * granule >= cap_bytes || l.closed) return ::operator delete(frame);
  if (!l.head[c]) at_exit.armed = true;
  node* n = ::new (frame) node{l.head[c]};
  l.head[c] = n;
  ++l.count[c];
}

#endif

}  // namespace async::detail
