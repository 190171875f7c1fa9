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

// Frames are freed to the list of whichever thread frees them. `room` bounds what gathers where one
// thread only creates tasks and another only ends them; it is 0 before the first use and after the
// end of the thread, so that the fast path has one test.
struct free_lists {
  node* head[classes];
  unsigned room[classes];
};

[[gnu::tls_model("initial-exec")]] thread_local constinit free_lists lists{};
thread_local constinit bool closed = false;

// Apart from the lists, so that these need no guard on each access.
struct closer {
  bool armed = false;
  ~closer() {
    closed = true;
    for (std::size_t c = 0; c < classes; ++c) {
      lists.room[c] = 0;
      while (node* n = lists.head[c]) {
        lists.head[c] = n->next;
        ::operator delete(n);
      }
    }
  }
};
thread_local closer at_exit;

[[gnu::noinline]] void* allocate_slowly(std::size_t bytes) { return ::operator new(bytes); }

[[gnu::noinline]] void free_slowly(void* frame, std::size_t c) noexcept {
  ::operator delete(frame);
  if (c >= classes || closed || lists.head[c]) return;
  at_exit.armed = true;
  lists.room[c] = static_cast<unsigned>(cap_bytes / (c * granule));
}

}  // namespace

[[gnu::noinline]] void* allocate_frame(std::size_t bytes) {
  std::size_t const c = (bytes + granule - 1) / granule;
  if (c >= classes) return allocate_slowly(bytes);
  node* const n = lists.head[c];
  if (!n) return allocate_slowly(c * granule);
  lists.head[c] = n->next;
  ++lists.room[c];
  return n;
}

[[gnu::noinline]] void free_frame(void* frame, std::size_t bytes) noexcept {
  std::size_t const c = (bytes + granule - 1) / granule;
  if (c >= classes || lists.room[c] == 0) return free_slowly(frame, c);
  --lists.room[c];
  lists.head[c] = ::new (frame) node{lists.head[c]};
}

#endif

}  // namespace async::detail
