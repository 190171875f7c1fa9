#include "frame_pool.hpp"

#include <async/detail/spinlock.hpp>

#include <atomic>
#include <memory>
#include <new>
#include <utility>

#include <sys/mman.h>

// Of a leak checker, if the program has one.
extern "C" [[gnu::weak]] void __lsan_do_leak_check();

namespace async::detail {

namespace {

constexpr std::size_t first_piece = 64 * 1024, huge_page = 2 * 1024 * 1024;

/// In the first frame of each list that the pool keeps.
struct kept_list : free_frame_node {
  kept_list* other;
};
static_assert(sizeof(kept_list) <= frame_granule);

/// Memory that was not cut yet; where the pool keeps it, it is described at its beginning.
struct rest {
  std::byte* begin = nullptr;
  std::byte* end = nullptr;
  std::size_t room() const noexcept { return static_cast<std::size_t>(end - begin); }
};
struct kept_rest {
  std::byte* end;
  kept_rest* other;
};

/// What threads have handed over. A look without the lock tells whether there is anything to take.
struct pool {
  spinlock lock;
  std::atomic<kept_list*> lists[frame_classes] = {};
  std::atomic<kept_rest*> rests{nullptr};
};
constinit pool shared;

/// Null if there is none. What is on top is read under the lock alone: only there it is known to be alive.
template <class Kept>
Kept* take_from(std::atomic<Kept*>& top) noexcept {
  if (!top.load(std::memory_order_relaxed)) return nullptr;
  spin_guard guard(shared.lock);
  Kept* const taken = top.load(std::memory_order_relaxed);
  if (taken) top.store(taken->other, std::memory_order_relaxed);
  return taken;
}

template <class Kept>
void give_to(std::atomic<Kept*>& top, Kept* kept) noexcept {
  spin_guard guard(shared.lock);
  kept->other = top.load(std::memory_order_relaxed);
  top.store(kept, std::memory_order_relaxed);
}

struct cutter {
  rest now;
  std::size_t next_piece = first_piece;
};
[[gnu::tls_model("initial-exec")]] constinit thread_local cutter cutting;

void* new_piece(std::size_t bytes) {
  if (bytes < huge_page) return ::operator new(bytes);
  void* const p = ::operator new(bytes, std::align_val_t(huge_page));
#if defined(MADV_HUGEPAGE)
  ::madvise(p, bytes, MADV_HUGEPAGE);
#endif
  return p;
}

/// The rest of a thread that has ended, or new memory: more each time, up to a huge page.
rest next_rest() {
  if (kept_rest* const r = take_from(shared.rests)) return {reinterpret_cast<std::byte*>(r), r->end};
  std::size_t& bytes = cutting.next_piece;
  void* begin = new_piece(bytes);
  std::byte* const end = static_cast<std::byte*>(begin) + bytes;
  // Frames begin with a cache line: two threads with frames in one line would slow each other down.
  std::size_t room = bytes;
  rest const made{static_cast<std::byte*>(std::align(frame_granule, frame_granule, begin, room)), end};
  if (bytes < huge_page) bytes *= 2;
  return made;
}

}  // namespace

free_frame_node* take_frames(std::size_t c, free_frame_node* end) {
  if (kept_list* const list = take_from(shared.lists[c])) return list;
  std::size_t const bytes = c * frame_granule;
  // What is too small for this frame is lost, at most one of each thread and piece.
  while (cutting.now.room() < bytes) cutting.now = next_rest();
  return ::new (std::exchange(cutting.now.begin, cutting.now.begin + bytes))
      free_frame_node{end, end->room - 1};
}

void give_frames(std::size_t c, free_frame_node* list) noexcept {
  free_frame_node const first = *list;
  give_to(shared.lists[c], ::new (static_cast<void*>(list)) kept_list{first, nullptr});
}

void give_rest() noexcept {
  rest const left = std::exchange(cutting.now, {});
  if (left.room() < frame_granule) return;
  give_to(shared.rests, ::new (static_cast<void*>(left.begin)) kept_rest{left.end, nullptr});
}

bool frames_are_watched() noexcept { return &__lsan_do_leak_check != nullptr; }

}  // namespace async::detail
