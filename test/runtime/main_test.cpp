#include <async/async.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <ostream>
#include <system_error>
#include <unistd.h>
#include <variant>

namespace {

using namespace std::chrono_literals;

template <class V, class E>
struct outcome {
  std::variant<V, E> v;
  bool has_value() const { return v.index() == 0; }
  V const& operator*() const { return std::get<0>(v); }
  E const& error() const { return std::get<1>(v); }
};
struct opaque {};
struct printable {
  friend std::ostream& operator<<(std::ostream& out, printable const&) { return out << "shown"; }
};

template <class F>
int run(F make) {
  return async::run_main(async::current_thread{}, make);
}

TEST(main, results) {
  EXPECT_EQ(run([]() -> async::task<void> { co_return; }), 0);
  EXPECT_EQ(run([]() -> async::task<int> { co_return 7; }), 7);
  using ok = outcome<int, std::string>;
  EXPECT_EQ(run([]() -> async::task<ok> { co_return ok{3}; }), 3);
  using text = outcome<std::string, std::error_code>;
  EXPECT_EQ(run([]() -> async::task<text> { co_return text{"fine"}; }), 0);
}

template <class F>
std::string stderr_of(F make, int status) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(run(make), status);
  return testing::internal::GetCapturedStderr();
}

TEST(main, errors) {
  using a = outcome<int, std::string>;
  EXPECT_EQ(stderr_of([]() -> async::task<a> { co_return a{std::string("bad")}; }, 1), "bad\n");
  using b = outcome<int, std::error_code>;
  EXPECT_EQ(stderr_of(
                []() -> async::task<b> {
                  co_return b{std::make_error_code(std::errc::timed_out)};
                },
                1),
            std::make_error_code(std::errc::timed_out).message() + "\n");
  using c = outcome<int, opaque>;
  EXPECT_NE(stderr_of([]() -> async::task<c> { co_return c{opaque{}}; }, 1).find("opaque"),
            std::string::npos);
  using d = outcome<int, printable>;
  EXPECT_EQ(stderr_of([]() -> async::task<d> { co_return d{printable{}}; }, 1), "shown\n");
}

TEST(main, exceptions) {
  auto const text = stderr_of(
      []() -> async::task<void> {
        throw std::runtime_error("what happened");
        co_return;
      },
      1);
  EXPECT_NE(text.find("std::runtime_error"), std::string::npos);
  EXPECT_NE(text.find("what happened"), std::string::npos);
  auto const stopped = stderr_of(
      []() -> async::task<void> {
        throw async::cancelled();
        co_return;
      },
      1);
  EXPECT_NE(stopped.find("async::cancelled"), std::string::npos);
}

struct ready_int {
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) const {}
  int await_resume() const { return 4; }
};
TEST(main, any_awaitable) {
  EXPECT_EQ(run([] { return ready_int{}; }), 4);
}

async::task<int> signals_itself(int signal, bool& dropped) {
  try {
    ::kill(::getpid(), signal);
    co_await async::sleep_for(1h);
  } catch (async::cancelled) {
    dropped = true;
    throw;
  }
  co_return 0;
}
TEST(main, signal) {
  for (int signal : {SIGINT, SIGTERM}) {
    bool dropped = false;
    auto make = [&] { return signals_itself(signal, dropped); };
    EXPECT_EQ(async::run_main(async::multi_thread{{.workers = 2}}, make), 128 + signal);
    EXPECT_TRUE(dropped);
  }
  struct sigaction now {};
  sigaction(SIGINT, nullptr, &now);
  EXPECT_EQ(now.sa_handler, SIG_DFL);
}

// Ignores the first request, so that only the second signal ends it.
int stubborn() {
  auto make = []() -> async::task<void> {
    ::kill(::getpid(), SIGTERM);
    co_await async::uncancellable([]() -> async::task<void> {
      co_await async::sleep_for(50ms);
      ::kill(::getpid(), SIGTERM);
      co_await async::sleep_for(1h);
    }());
  };
  return async::run_main(async::current_thread{}, make);
}
TEST(main_death, second_signal) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(std::exit(stubborn()), testing::KilledBySignal(SIGTERM), "");
}
TEST(main_death, option) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  auto make = []() -> async::task<void> {
    ::kill(::getpid(), SIGINT);
    co_await async::sleep_for(1h);
  };
  EXPECT_EXIT(std::exit(async::run_main(async::current_thread{{.handle_signals = false}}, make)),
              testing::KilledBySignal(SIGINT), "");
}

}  // namespace
