// In a function that cannot await, an owner that holds nothing may be assigned to, or given something: one that was made
// so, in branches too, or that a condition says to be empty; and members in a constructor.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

std::unique_ptr<traced> choose(int kind) {
  std::unique_ptr<traced> p;
  if (kind == 0)
    p = std::make_unique<traced>("zero");
  else if (kind == 1)
    p = std::make_unique<traced>("one");
  else
    throw std::invalid_argument("kind");
  return p;
}
std::optional<traced> perhaps(bool some) {
  std::optional<traced> o = std::nullopt;
  if (some) o = traced{"some"};
  return o;
}
std::unique_ptr<traced> by_switch(int kind, bool log) {
  std::unique_ptr<traced> p = nullptr;
  if (log) std::printf("by_switch ");
  switch (kind) {
    case 0:
      p = std::make_unique<traced>("s0");
      break;
    case 1:
    case 2: {
      p = std::make_unique<traced>("s12");
      break;
    }
    default:
      p = std::make_unique<traced>("more");
  }
  return p;
}
std::vector<traced> by_try(bool fails) {
  std::vector<traced> v;
  try {
    if (fails) throw 1;
    v = pair_of("tried", "twice");
  } catch (int) {
    return v;
  }
  return v;
}
class holder {
 public:
  explicit holder(bool both) : third_{} {
    first_ = std::make_unique<traced>("first");
    if (both) second_.emplace("second");
    third_ = std::make_unique<traced>("third");
  }
  holder(holder&& o) noexcept { *this = std::move(o); }
  holder& operator=(holder&& o) noexcept = default;

  traced& lazily() {
    if (!later_) later_ = std::make_unique<traced>("later");
    return *later_;
  }
  traced& lazily_again(bool wanted) {
    if (wanted && !again_.has_value()) again_.emplace("again");
    if (again_ == std::nullopt) throw std::logic_error("again");
    return *again_;
  }
  traced& other_way() {
    if (other_ != nullptr) return *other_;
    other_ = std::make_unique<traced>("other");
    return *other_;
  }

 private:
  std::unique_ptr<traced> first_, later_;
  std::optional<traced> second_, again_;
  std::unique_ptr<traced> third_, other_{nullptr};
};
async::task<void> in_coroutine() {
  std::optional<traced> o;
  o.emplace("emplaced");
  co_return;
}
START {
  {
    auto a = choose(0);
    auto b = choose(1);
    auto c = perhaps(true);
    auto d = by_switch(2, true);
    auto e = by_try(false);
    std::printf("%s %s %s %s %zu\n", a->name(), b->name(), c->name(), d->name(), e.size());
  }
  {
    holder h(true);
    std::printf("%s %s %s\n", h.lazily().name(), h.lazily_again(true).name(), h.other_way().name());
    holder moved(std::move(h));
    std::printf("%s\n", moved.lazily().name());
  }
  co_await in_coroutine();
}
// OUT: by_switch zero one some s12 2
// OUT-NEXT: drop tried
// OUT-NEXT: drop twice
// OUT-NEXT: ~tried
// OUT-NEXT: ~twice
// OUT-NEXT: drop s12
// OUT: later again other
// OUT-NEXT: later
// OUT: drop emplaced
// OUT-NEXT: ~emplaced
