// The same through any lvalue: whose drop failed is not dropped again where its owner ends.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/foreign.hpp"
#include "Inputs/unruly.hpp"

#include <async/async.hpp>
template <?async M>
class [[async::maybe]] both {
 public:
  explicit both(const char* name, bool fails = false) : name_(name), fails_(fails) {}
  both(both&& o) noexcept : name_(std::exchange(o.name_, nullptr)), fails_(o.fails_) {}
  both& operator=(both&& o) noexcept {
    std::printf("assign %s\n", o.name_);
    name_ = std::exchange(o.name_, nullptr);
    fails_ = o.fails_;
    return *this;
  }
  [[async::drop(name_)]] async::maybe<M, void> close() {
    std::printf("drop %s\n", name_);
    if (fails_) throw std::runtime_error(name_);
    co_return;
  }

 private:
  const char* name_;
  bool fails_;
};
template <class T>
struct holder {
  T part{"part", true};
};
async::task<void> in_task() {
  holder<unruly<async::task<void>>> h;
  try {
    h.part = unruly<async::task<void>>{"b"};
  } catch (std::exception const& e) {
    std::printf("caught %s\n", e.what());
  }
  std::vector<unruly<async::task<void>>> list;
  list.emplace_back("element", true);
  list.emplace_back("other");
  try {
    list[0] = unruly<async::task<void>>{"c"};
  } catch (std::exception const& e) {
    std::printf("caught %s\n", e.what());
  }
  say("end");
  co_return;
}
job<> in_job() {
  holder<unruly<job<>>> h;
  try {
    h.part = unruly<job<>>{"b"};
  } catch (std::exception const& e) {
    std::printf("caught %s\n", e.what());
  }
  say("end");
  co_return;
}
template <?async M>
[[async::maybe]] async::maybe<M, void> in_both() {
  holder<both<M>> h;
  try {
    h.part = both<M>{"b"};
  } catch (std::exception const& e) {
    std::printf("caught %s\n", e.what());
  }
  say("end");
  co_return;
}
[[async::main(async::current_thread)]] async::task<void> start() {
  co_await in_task();
  say("-- job");
  in_job().run();
  say("-- blocking");
  in_both<async::blocking>();
  say("-- suspending");
  co_await in_both<async::suspending>();
}
// OUT: drop part
// OUT-NEXT: drop b
// OUT-NEXT: caught part
// OUT-NEXT: drop element
// OUT-NEXT: drop c
// OUT-NEXT: caught element
// OUT-NEXT: end
// OUT-NEXT: drop other
// OUT-NEXT: -- job
// OUT-NEXT: drop part
// OUT-NEXT: drop b
// OUT-NEXT: caught part
// OUT-NEXT: end
// OUT-NEXT: -- blocking
// OUT-NEXT: drop part
// OUT-NEXT: drop b
// OUT-NEXT: caught part
// OUT-NEXT: end
// OUT-NEXT: -- suspending
// OUT-NEXT: drop part
// OUT-NEXT: drop b
// OUT-NEXT: caught part
// OUT-NEXT: end
// OUT-NOT: drop
