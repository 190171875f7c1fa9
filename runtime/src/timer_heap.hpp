#pragma once

#include <async/runtime.hpp>

#include <cstddef>
#include <vector>

namespace async::detail {

/// Timers by deadline, in a 4-ary heap; each knows its place, so that cancelling needs no search.
class timer_heap {
 public:
  void add(timer& t);
  /// Does nothing for a timer that is not in the heap.
  void remove(timer& t) noexcept;
  timer::clock::time_point earliest() const noexcept {
    return heap_.empty() ? timer::clock::time_point::max() : heap_.front().at;
  }
  bool empty() const noexcept { return heap_.empty(); }
  /// Fires what is due.
  void expire(timer::clock::time_point now) noexcept;

 private:
  struct entry {
    timer::clock::time_point at;
    timer* t;
  };
  void place(std::size_t i, entry e) noexcept;
  void up(std::size_t i, entry e) noexcept;
  void down(std::size_t i, entry e) noexcept;

  std::vector<entry> heap_;
};

}  // namespace async::detail
