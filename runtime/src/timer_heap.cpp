#include "timer_heap.hpp"

#include <algorithm>

namespace async::detail {

namespace {
constexpr std::size_t arity = 4;
constexpr auto nowhere = static_cast<std::size_t>(-1);
}  // namespace

void timer_heap::place(std::size_t i, entry e) noexcept {
  heap_[i] = e;
  e.t->slot = i;
}

void timer_heap::up(std::size_t i, entry e) noexcept {
  while (i > 0) {
    std::size_t const parent = (i - 1) / arity;
    if (heap_[parent].at <= e.at) break;
    place(i, heap_[parent]);
    i = parent;
  }
  place(i, e);
}

void timer_heap::down(std::size_t i, entry e) noexcept {
  for (;;) {
    std::size_t const first = i * arity + 1;
    if (first >= heap_.size()) break;
    std::size_t least = first;
    std::size_t const end = std::min(first + arity, heap_.size());
    for (std::size_t c = first + 1; c < end; ++c)
      if (heap_[c].at < heap_[least].at) least = c;
    if (e.at <= heap_[least].at) break;
    place(i, heap_[least]);
    i = least;
  }
  place(i, e);
}

void timer_heap::add(timer& t) {
  entry const e{t.deadline, &t};
  heap_.push_back(e);
  up(heap_.size() - 1, e);
}

void timer_heap::remove(timer& t) noexcept {
  std::size_t const i = t.slot;
  if (i == nowhere) return;
  t.slot = nowhere;
  entry const last = heap_.back();
  heap_.pop_back();
  if (last.t == &t) return;
  if (i > 0 && last.at < heap_[(i - 1) / arity].at)
    up(i, last);
  else
    down(i, last);
}

void timer_heap::expire(timer::clock::time_point now) noexcept {
  while (!heap_.empty() && heap_.front().at <= now) {
    timer& t = *heap_.front().t;
    remove(t);
    t.fire();
  }
}

}  // namespace async::detail
