#pragma once

// A runtime of the example's own: async::multi_thread with an extended API.

#include <async/async.hpp>

#include <atomic>
#include <cstddef>
#include <string_view>

namespace humboldt {

/// Besides running tasks it keeps a census of them. `[[async::main(humboldt)]]` chooses it.
class runtime : public async::multi_thread {
 public:
  runtime() : runtime(options{}) {}
  explicit runtime(options o) : multi_thread(o) { current_.store(this); }
  ~runtime() override { current_.store(nullptr); }

  std::string_view name() const override { return "humboldt"; }

  std::size_t living() const noexcept { return living_.load(std::memory_order_relaxed); }
  std::size_t most_at_once() const noexcept { return most_.load(std::memory_order_relaxed); }

  void count_in() noexcept {
    std::size_t const now = living_.fetch_add(1, std::memory_order_relaxed) + 1;
    std::size_t most = most_.load(std::memory_order_relaxed);
    while (most < now && !most_.compare_exchange_weak(most, now, std::memory_order_relaxed)) {
    }
  }
  void count_out() noexcept { living_.fetch_sub(1, std::memory_order_relaxed); }

  static runtime* current() noexcept { return current_.load(); }

 private:
  static inline std::atomic<runtime*> current_{nullptr};
  std::atomic<std::size_t> living_{0};
  std::atomic<std::size_t> most_{0};
};

/// The humboldt that runs this task; null on any other runtime, so that the program does not
/// depend on which one it was given.
inline runtime* here() {
  runtime* const r = runtime::current();
  return r && async::this_task::runtime() == async::runtime_ref(*r) ? r : nullptr;
}

/// While it lives the task counts as one of the living.
class counted {
 public:
  counted() : in_(here()) {
    if (in_) in_->count_in();
  }
  counted(counted const&) = delete;
  counted& operator=(counted const&) = delete;
  ~counted() {
    if (in_) in_->count_out();
  }

 private:
  runtime* in_;
};

}  // namespace humboldt
