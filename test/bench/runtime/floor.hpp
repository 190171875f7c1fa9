// The least that a lazy task can be: a value, who awaits it, frames from a free list of the thread. No
// errors, no cancellation, no context; what one writes by hand to measure others by.
#pragma once

#include <coroutine>
#include <cstddef>
#include <new>
#include <utility>

namespace floor_task {

struct free_frames {
  struct node {
    node* next;
  };
  static constexpr std::size_t granule = 64, classes = 8;
  node* head[classes] = {};
};
inline thread_local constinit free_frames frames;

inline void* allocate(std::size_t bytes) {
  std::size_t const c = (bytes + free_frames::granule - 1) / free_frames::granule;
  if (c >= free_frames::classes) return ::operator new(bytes);
  if (auto* n = frames.head[c]) {
    frames.head[c] = n->next;
    return n;
  }
  return ::operator new(c * free_frames::granule);
}
inline void release(void* p, std::size_t bytes) noexcept {
  std::size_t const c = (bytes + free_frames::granule - 1) / free_frames::granule;
  if (c >= free_frames::classes) return ::operator delete(p);
  auto* n = static_cast<free_frames::node*>(p);
  n->next = frames.head[c];
  frames.head[c] = n;
}

class lazy {
 public:
  struct promise_type {
    static void* operator new(std::size_t bytes) { return allocate(bytes); }
    static void operator delete(void* p, std::size_t bytes) noexcept { release(p, bytes); }
    lazy get_return_object() noexcept {
      return lazy(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct last {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept {
        return h.promise().continuation;
      }
      void await_resume() noexcept {}
    };
    last final_suspend() noexcept { return {}; }
    void return_value(int v) noexcept { value = v; }
    void unhandled_exception() noexcept { __builtin_abort(); }
    std::coroutine_handle<> continuation = std::noop_coroutine();
    int value = 0;
  };

  lazy(lazy&& o) noexcept : frame_(std::exchange(o.frame_, nullptr)) {}
  ~lazy() {
    if (frame_) frame_.destroy();
  }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) noexcept {
    frame_.promise().continuation = h;
    return frame_;
  }
  int await_resume() noexcept { return frame_.promise().value; }
  int run() {
    frame_.resume();
    return frame_.promise().value;
  }

 private:
  explicit lazy(std::coroutine_handle<promise_type> h) noexcept : frame_(h) {}
  std::coroutine_handle<promise_type> frame_;
};

}  // namespace floor_task
