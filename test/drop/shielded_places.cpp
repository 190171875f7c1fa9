// A stop request is not seen by any kind of drop that is running; the next awaiting operation is
// cancelled.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <array>
#include <async/async.hpp>
#include <async/drop.hpp>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>
#include <vector>
using namespace std::chrono_literals;
int say(const char* s) {
  std::puts(s);
  return 1;
}
struct slow {
  explicit slow(const char* n) : n_(n) {}
  slow(slow&& o) noexcept : n_(std::exchange(o.n_, nullptr)) {}
  slow& operator=(slow&& o) noexcept {
    std::printf("assign %s\n", o.n_);
    n_ = std::exchange(o.n_, nullptr);
    return *this;
  }
  int use() const { return 1; }
  [[async::drop(n_)]] async::task<void> close() {
    const char* n = std::exchange(n_, nullptr);
    co_await async::sleep_for(40ms);
    std::printf("drop %s stop=%d\n", n, async::this_task::stop_token().stop_requested());
    auto h = async::spawn([]() -> async::task<void> { co_await async::this_task::yield(); }());
    co_await h;
    co_await async::this_task::yield();
  }
  const char* n_;
};
struct two {
  slow a{"ta"}, b{"tb"};
};
async::task<slow> open(const char* n) {
  co_return slow{n};
}
async::task<int> f(int k) {
  switch (k) {
    case 0: {
      slow s{"local"};
      two t;
    } break;
    case 1:
      slow{"temporary"}.use();
      break;
    case 2: {
      slow s{"old"};
      s = slow{"new"};
      say("assigned");
    } break;
    case 3: {
      std::vector<slow> v;
      v.reserve(2);
      v.emplace_back("v1");
      v.emplace_back("v2");
      std::array<slow, 2> a{slow{"a0"}, slow{"a1"}};
    } break;
    case 4: {
      auto* p = new slow{"deleted"};
      delete p;
      say("deleted");
    } break;
    case 5: {
      slow s{"early"};
      co_await async::drop(s);
      say("early done");
    } break;
    case 6: {
      std::optional<slow> o{"opt"};
      std::unique_ptr<slow> u = std::make_unique<slow>("uptr");
    } break;
    case 7: {
      for (auto& x : std::array<slow, 2>{slow{"r0"}, slow{"r1"}}) x.use();
    } break;
    case 8: {
      slow s{"ret"};
      co_return 8;
    }
    case 9:
      try {
        slow s{"thrown"};
        throw 9;
      } catch (int) {
        slow h{"handler"};
      }
      break;
    case 10: {
      for (slow s{"for"}; slow{"cond"}.use() > 1;) {
      }
    } break;
    case 11: {
      if (int n = (co_await open("awaited")).use(); n) say("then");
    } break;
  }
  say("left");
  try {
    co_await async::this_task::yield();
    co_await async::sleep_for(1ms);
    say("not this");
  } catch (async::cancelled const&) {
    say("inner cancelled");
    throw;
  }
  co_return 1;
}
async::task<int> param(slow s) {
  s.use();
  co_return 3;
}
[[async::main(async::current_thread)]] async::task<void> start() {
  for (int k = 0; k < 13; ++k) {
    std::printf("-- %d\n", k);
    auto h = k == 12 ? async::spawn(param(slow{"par"})) : async::spawn(f(k));
    co_await async::sleep_for(5ms);
    h.request_stop();
    try {
      std::printf("= %d\n", co_await h);
    } catch (int n) {
      std::printf("caught %d\n", n);
    } catch (async::cancelled const&) {
      say("cancelled");
    }
  }
}
// OUT: -- 0
// OUT-NEXT: drop tb stop=0
// OUT-NEXT: drop ta stop=0
// OUT-NEXT: drop local stop=0
// OUT-NEXT: left
// OUT-NEXT: inner cancelled
// OUT-NEXT: cancelled
// OUT-NEXT: -- 1
// OUT-NEXT: drop temporary stop=0
// OUT-NEXT: left
// OUT-NEXT: inner cancelled
// OUT-NEXT: cancelled
// OUT-NEXT: -- 2
// OUT-NEXT: drop old stop=0
// OUT-NEXT: assign new
// OUT-NEXT: assigned
// OUT-NEXT: drop new stop=0
// OUT-NEXT: left
// OUT-NEXT: inner cancelled
// OUT-NEXT: cancelled
// OUT-NEXT: -- 3
// OUT-NEXT: drop a1 stop=0
// OUT-NEXT: drop a0 stop=0
// OUT-NEXT: drop v1 stop=0
// OUT-NEXT: drop v2 stop=0
// OUT-NEXT: left
// OUT-NEXT: inner cancelled
// OUT-NEXT: cancelled
// OUT-NEXT: -- 4
// OUT-NEXT: drop deleted stop=0
// OUT-NEXT: deleted
// OUT-NEXT: left
// OUT-NEXT: inner cancelled
// OUT-NEXT: cancelled
// OUT-NEXT: -- 5
// OUT-NEXT: drop early stop=0
// OUT-NEXT: early done
// OUT-NEXT: left
// OUT-NEXT: inner cancelled
// OUT-NEXT: cancelled
// OUT-NEXT: -- 6
// OUT-NEXT: drop uptr stop=0
// OUT-NEXT: drop opt stop=0
// OUT-NEXT: left
// OUT-NEXT: inner cancelled
// OUT-NEXT: cancelled
// OUT-NEXT: -- 7
// OUT-NEXT: drop r1 stop=0
// OUT-NEXT: drop r0 stop=0
// OUT-NEXT: left
// OUT-NEXT: inner cancelled
// OUT-NEXT: cancelled
// OUT-NEXT: -- 8
// OUT-NEXT: drop ret stop=0
// OUT-NEXT: = 8
// OUT-NEXT: -- 9
// OUT-NEXT: drop thrown stop=0
// OUT-NEXT: drop handler stop=0
// OUT-NEXT: left
// OUT-NEXT: inner cancelled
// OUT-NEXT: cancelled
// OUT-NEXT: -- 10
// OUT-NEXT: drop cond stop=0
// OUT-NEXT: drop for stop=0
// OUT-NEXT: left
// OUT-NEXT: inner cancelled
// OUT-NEXT: cancelled
// OUT-NEXT: -- 11
// OUT-NEXT: drop awaited stop=0
// OUT-NEXT: then
// OUT-NEXT: left
// OUT-NEXT: inner cancelled
// OUT-NEXT: cancelled
// OUT-NEXT: -- 12
// OUT-NEXT: drop par stop=0
// OUT-NEXT: = 3
