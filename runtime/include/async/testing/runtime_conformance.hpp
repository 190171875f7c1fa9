#pragma once

#include <async/async.hpp>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <deque>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

/// What every runtime owes to tasks, as a test of one runtime class. `async_runtime_conformance(target)` in
/// CMake makes a program of it and registers that with CTest.
namespace async::testing {

/// The checks of one runtime. `R` is made by default for each of them.
template <class R>
class runtime_conformance {
 public:
  /// Prints a line for each check; the number of those that failed.
  int run() {
    check("has a name", [](R& r) { return !runtime_ref(r).name().empty(); });
    check("block_on returns what the task does, again and again", &returns);
    check("block_on throws what the task does", &throws);
    check("is the current runtime of its tasks", &is_current);
    check("runs each of many tasks once", &runs_all);
    check("lets others run when a task yields", &yields);
    check("takes work from other threads while it runs", &takes_work);
    check("wakes up for work from another thread", &wakes_up);
    check("may be run by another thread than the one that made it", &moves);
    check("does not grow the stack with the depth of awaits", &deep);
    check("stops children and joins them", &structured);
    if constexpr (has_timers<R>) {
      check("timers fire in order, and not early", &timers);
      check("a timer that is stopped ends at once", &cancels);
      check("thousands of timers come and go", &many_timers);
      check("a timer is not used once it is cancelled", &leaves_timers);
    } else {
      check("says that it has no timers", &no_timers);
    }
    if constexpr (has_reactor<R>) check("sockets wait without blocking", &sockets);
    std::printf("%d of %d checks failed\n", failed_, checks_);
    return failed_;
  }

 private:
  using milliseconds = std::chrono::milliseconds;

  template <class F>
  void check(char const* what, F f) {
    ++checks_;
    std::string why;
    try {
      R r;
      if (!f(r)) why = "is not so";
    } catch (std::exception const& e) {
      why = e.what();
    } catch (...) {
      why = "an exception that is no std::exception";
    }
    failed_ += !why.empty();
    std::printf("%s  %s%s%s\n", why.empty() ? "ok  " : "FAIL", what, why.empty() ? "" : ": ",
                why.c_str());
    std::fflush(stdout);
  }

  static task<int> number(int n) { co_return n; }
  static bool returns(R& r) {
    for (int i = 0; i < 10; ++i)
      if (runtime_ref(r).block_on(number(i)) != i) return false;
    return true;
  }

  static task<int> failing() {
    co_await this_task::yield();
    throw std::out_of_range("as it should");
  }
  static bool throws(R& r) {
    try {
      runtime_ref(r).block_on(failing());
    } catch (std::out_of_range const&) {
      return true;
    }
    return false;
  }

  static bool is_current(R& r) {
    auto ask = [](runtime_ref me) -> task<bool> {
      bool const before = this_task::runtime() == me;
      co_await this_task::yield();
      co_return before && this_task::runtime() == me;
    };
    return runtime_ref(r).block_on(ask(runtime_ref(r)));
  }

  static bool runs_all(R& r) {
    auto one = [](std::atomic<int>& sum, int n) -> task<void> {
      if (n % 3 == 0) co_await this_task::yield();
      sum += n;
    };
    auto all = [](auto make) -> task<int> {
      std::atomic<int> sum{0};
      task_group g;
      for (int i = 1; i <= 1000; ++i) g.spawn(make(sum, i));
      co_await g.join();
      co_return sum.load();
    };
    return runtime_ref(r).block_on(all(one)) == 500500;
  }

  static bool yields(R& r) {
    auto wait = [](std::atomic<bool>& flag) -> task<void> {
      while (!flag) co_await this_task::yield();
    };
    auto set = [](std::atomic<bool>& flag) -> task<void> {
      flag = true;
      co_return;
    };
    auto both = [](auto first, auto second) -> task<bool> {
      std::atomic<bool> flag{false};
      task_group g;
      g.spawn(first(flag));
      g.spawn(second(flag));
      co_await g.join();
      co_return flag.load();
    };
    return runtime_ref(r).block_on(both(wait, set));
  }

  static bool takes_work(R& r) {
    std::atomic<int> done{0};
    auto count = [](std::atomic<int>& n) -> task<void> {
      ++n;
      co_return;
    };
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        for (int i = 0; i < 250; ++i) runtime_ref(r).spawn(count(done)).detach();
      });
    auto wait = [](std::atomic<int>& n) -> task<void> {
      while (n < 1000) co_await this_task::yield();
    };
    runtime_ref(r).block_on(wait(done));
    for (auto& t : threads) t.join();
    return done == 1000;
  }

  static bool wakes_up(R& r) {
    auto [tx, rx] = oneshot<int>();
    std::thread later([&r, sender = std::move(tx)]() mutable {
      std::this_thread::sleep_for(milliseconds(20));
      auto send = [](decltype(sender) to) -> task<void> {
        to.send(7);
        co_return;
      };
      runtime_ref(r).spawn(send(std::move(sender))).detach();
    });
    auto wait = [](decltype(rx) from) -> task<bool> { co_return co_await from.receive() == 7; };
    bool const got = runtime_ref(r).block_on(wait(std::move(rx)));
    later.join();
    return got;
  }

  static bool moves(R& r) {
    int got = 0;
    std::thread other([&] { got = runtime_ref(r).block_on(number(5)); });
    other.join();
    return got == 5 && runtime_ref(r).block_on(number(6)) == 6;
  }

  static task<int> depth_of(int n) {
    if (n == 0) co_return 0;
    co_return 1 + co_await depth_of(n - 1);
  }
  static bool deep(R& r) { return runtime_ref(r).block_on(depth_of(100000)) == 100000; }

  static bool structured(R& r) {
    auto forever = [](std::atomic<int>& ended) -> task<void> {
      try {
        for (;;) {
          if (this_task::stop_token().stop_requested()) throw cancelled();
          co_await this_task::yield();
        }
      } catch (cancelled const&) {
        ++ended;
        throw;
      }
    };
    auto group = [](auto child) -> task<int> {
      std::atomic<int> ended{0};
      task_group g;
      for (int i = 0; i < 10; ++i) g.spawn(child(ended));
      co_await this_task::yield();
      g.request_stop();
      co_await g.join();
      co_return ended.load();
    };
    return runtime_ref(r).block_on(group(forever)) == 10;
  }

  static bool timers(R& r) {
    auto sleep = [](mutex<>& m, std::vector<int>& order, int n) -> task<void> {
      co_await sleep_for(milliseconds(n));
      auto const guard = co_await m.lock();
      order.push_back(n);
    };
    auto all = [](auto nap) -> task<std::vector<int>> {
      mutex<> one_at_a_time;
      std::vector<int> order;
      task_group g;
      for (int n : {60, 5, 30}) g.spawn(nap(one_at_a_time, order, n));
      co_await g.join();
      co_return order;
    };
    auto const begin = std::chrono::steady_clock::now();
    bool const ordered = runtime_ref(r).block_on(all(sleep)) == std::vector<int>{5, 30, 60};
    return ordered && std::chrono::steady_clock::now() - begin >= milliseconds(60);
  }

  static bool cancels(R& r) {
    auto nap = []() -> task<void> { co_await sleep_for(std::chrono::hours(1)); };
    auto stop = [](auto sleep) -> task<bool> {
      auto handle = spawn(sleep());
      co_await sleep_for(milliseconds(5));
      handle.request_stop();
      try {
        co_await handle;
      } catch (cancelled const&) {
        co_return true;
      }
      co_return false;
    };
    auto const begin = std::chrono::steady_clock::now();
    return runtime_ref(r).block_on(stop(nap)) && std::chrono::steady_clock::now() - begin < std::chrono::seconds(10);
  }

  static bool many_timers(R& r) {
    auto nap = [](int n) -> task<void> {
      try {
        co_await sleep_for(milliseconds(n % 2 ? n % 7 : 3600000));
      } catch (cancelled const&) {
      }
    };
    auto all = [](auto sleep) -> task<void> {
      task_group g;
      for (int i = 0; i < 2000; ++i) g.spawn(sleep(i));
      co_await sleep_for(milliseconds(10));
      g.request_stop();
      co_await g.join();
    };
    runtime_ref(r).block_on(all(nap));
    return true;
  }

  // Takes its time, so that who cancels it meanwhile on another thread comes too early if it need not wait.
  struct slow_timer final : timer {
    using timer::timer;
    void fire() noexcept override {
      std::this_thread::sleep_for(milliseconds(2));
      fired = true;
    }
    std::atomic<bool> fired{false};
  };
  static bool leaves_timers(R& r) {
    using clock = std::chrono::steady_clock;
    // A second thread runs the loop, too, if the runtime allows that, until this check is over.
    struct second_thread {
      std::thread thread;
      std::atomic<bool> over{false}, ended{false};
    } second;
    auto wait = [](second_thread& me) -> task<void> {
      struct end {
        ~end() { flag = true; }
        std::atomic<bool>& flag;
      } const at_end{me.ended};  // also if it is stopped, as where the runtime refuses the thread
      while (!me.over && !this_task::stop_token().stop_requested()) co_await this_task::yield();
    };
    auto help = [&] {
      try {
        runtime_ref(r).block_on(wait(second));
      } catch (std::logic_error const&) {
      }
    };
    auto cancel = [](std::deque<slow_timer>& timers, second_thread& other, auto start) -> task<bool> {
      other.thread = std::thread(start);
      bool left = true;
      for (int i = 0; i < 20; ++i) {
        slow_timer& t = timers.emplace_back(clock::now() + milliseconds(1));
        this_task::runtime().start_timer(t);
        while (!t.fired && clock::now() < t.deadline + milliseconds(1)) co_await this_task::yield();
        if (t.fired) continue;
        this_task::runtime().cancel_timer(t);
        bool const fired = t.fired;
        std::this_thread::sleep_for(milliseconds(3));
        left = left && t.fired == fired;
      }
      other.over = true;
      while (!other.ended) co_await this_task::yield();
      co_return left;
    };
    std::deque<slow_timer> timers;  // they live on, so that what is wrong can be seen
    bool const left = runtime_ref(r).block_on(cancel(timers, second, help));
    second.thread.join();
    return left;
  }

  static bool no_timers(R& r) {
    auto nap = []() -> task<void> { co_await sleep_for(milliseconds(1)); };
    try {
      runtime_ref(r).block_on(nap());
    } catch (unsupported const& e) {
      return e.runtime() == runtime_ref(r).name();
    }
    return false;
  }

  static bool sockets(R& r) {
    using stream = net::unix_stream<suspending>;
    auto echo = [](stream s) -> task<void> {
      char buffer[64];
      while (auto const n = co_await s.read_some(buffer))
        co_await s.write_all(std::span<char const>(buffer, n));
      co_await s.close();
    };
    auto talk = [](auto serve) -> task<bool> {
      auto [mine, theirs] = stream::pair();
      auto server = spawn(serve(std::move(theirs)));
      bool same = true;
      for (std::size_t i = 0; i < 100; ++i) {
        std::string const out(1 + i % 50, 'x');
        co_await mine.write_all(out);
        std::string in;
        char buffer[64];
        while (in.size() < out.size()) in.append(buffer, co_await mine.read_some(buffer));
        same = same && in == out;
      }
      co_await mine.close();
      co_await server;
      co_return same;
    };
    return runtime_ref(r).block_on(talk(echo));
  }

  int checks_ = 0;
  int failed_ = 0;
};

}  // namespace async::testing
