// The same coroutines with synchronous destructors, with drops that asyncc lowers, and with drops
// awaited by hand.
#include "cases.hpp"

namespace {

struct synchronous {
  explicit synchronous(int& n) : count(n) {}
  synchronous(synchronous const&) = delete;
  ~synchronous() { ++count; }
  int& count;
};

struct dropped {
  explicit dropped(int& n) : count(n) {}
  dropped(dropped const&) = delete;
  [[async::drop]] async::task<void> close() {
    ++count;
    co_return;
  }
  int& count;
};

/// Its drop stays a coroutine, though it does not suspend.
struct awaiting {
  explicit awaiting(int& n) : count(n) {}
  awaiting(awaiting const&) = delete;
  [[async::drop]] async::task<void> close() {
    ++count;
    co_await std::suspend_never{};
  }
  int& count;
};

struct at_once {
  int& count;
  bool await_ready() const noexcept {
    ++count;
    return true;
  }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};

struct frameless {
  explicit frameless(int& n) : count(n) {}
  frameless(frameless const&) = delete;
  [[async::drop]] at_once close() noexcept { return {count}; }
  int& count;
};

struct by_hand {
  explicit by_hand(int& n) : count(n) {}
  by_hand(by_hand const&) = delete;
  async::task<void> close() {
    ++count;
    co_await std::suspend_never{};
  }
  int& count;
};

[[gnu::noinline]] int value(bool fails) {
  if (fails) throw failure{};
  return 1;
}

/// Room for an object that is constructed and destroyed by hand.
template <class T>
union room {
  room() {}
  ~room() {}
  T object;
};

}  // namespace

async::task<int> four_synchronous(int& n, bool fails) {
  synchronous a(n), b(n), c(n), d(n);
  co_return value(fails);
}

async::task<int> four_dropped(int& n, bool fails) {
  dropped a(n), b(n), c(n), d(n);
  co_return value(fails);
}

async::task<int> four_awaiting(int& n, bool fails) {
  awaiting a(n), b(n), c(n), d(n);
  co_return value(fails);
}

async::task<int> four_frameless(int& n, bool fails) {
  frameless a(n), b(n), c(n), d(n);
  co_return value(fails);
}

// The flat shape: one try, one error, an index of what lives, one rethrow.
async::task<int> four_by_hand(int& n, bool fails) {
  room<by_hand> a, b, c, d;
  int live = 0, result = 0;
  std::exception_ptr error;
  try {
    new (&a.object) by_hand(n);
    live = 1;
    new (&b.object) by_hand(n);
    live = 2;
    new (&c.object) by_hand(n);
    live = 3;
    new (&d.object) by_hand(n);
    live = 4;
    result = value(fails);
  } catch (...) {
    error = std::current_exception();
  }
  if (live > 3) {
    try {
      co_await d.object.close();
    } catch (...) {
      if (!error) error = std::current_exception();
    }
    d.object.~by_hand();
  }
  if (live > 2) {
    try {
      co_await c.object.close();
    } catch (...) {
      if (!error) error = std::current_exception();
    }
    c.object.~by_hand();
  }
  if (live > 1) {
    try {
      co_await b.object.close();
    } catch (...) {
      if (!error) error = std::current_exception();
    }
    b.object.~by_hand();
  }
  if (live > 0) {
    try {
      co_await a.object.close();
    } catch (...) {
      if (!error) error = std::current_exception();
    }
    a.object.~by_hand();
  }
  if (error) std::rethrow_exception(error);
  co_return result;
}

async::task<void> one_dropped(int& n) noexcept {
  dropped a(n);
  ++n;
  co_return;
}

async::task<void> one_awaiting(int& n) noexcept {
  awaiting a(n);
  ++n;
  co_return;
}

async::task<void> one_by_hand(int& n) noexcept {
  by_hand a(n);
  ++n;
  co_await a.close();
}

async::task<void> loop(int& n, int rounds) {
  for (int i = 0; i < rounds; ++i) {
    dropped a(n);
    awaiting b(n);
    ++n;
  }
  co_return;
}
