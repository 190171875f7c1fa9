#include <async/async.hpp>

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <coroutine>
#include <limits>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;

async::task<int> answer() { co_return 42; }
async::task<int> twice(int n) { co_return 2 * n; }
async::task<std::unique_ptr<int>> boxed() {
  auto p = std::make_unique<int>(7);
  co_return p;
}
struct no_default {
  explicit no_default(int n) : value(n) {}
  no_default(no_default&&) = default;
  int value;
};
async::task<no_default> made() { co_return no_default(3); }
struct pair_of {
  int a;
  std::string b;
};
async::task<pair_of> braced() { co_return {1, "x"}; }
async::task<int&> reference(int& n) { co_return n; }
async::task<void> failing() {
  throw std::runtime_error("failed");
  co_return;
}

TEST(task, results) {
  EXPECT_EQ(async::block_on(answer()), 42);
  EXPECT_EQ(*async::block_on(boxed()), 7);
  EXPECT_EQ(async::block_on(made()).value, 3);
  EXPECT_EQ(async::block_on(braced()).b, "x");
  int n = 0;
  EXPECT_EQ(&async::block_on(reference(n)), &n);
  EXPECT_THROW(async::block_on(failing()), std::runtime_error);
}

async::task<int> sum_up_to(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) sum += co_await twice(1);
  co_return sum;
}

async::task<int> nested(int depth) {
  if (depth == 0) co_return 0;
  int const below = co_await nested(depth - 1);
  co_return below + 1;
}

struct fields {
  static const int limit = 9;  // without a definition
  unsigned version : 4, size : 4;
  bool flag : 1;
};
struct [[gnu::packed]] packed {
  char kind;
  int length;
};
enum class kind { small, large };
async::task<int> version(fields const& f) { co_return f.version; }
async::task<bool> flag(fields const& f) { co_return f.flag; }
async::task<int> limit() { co_return fields::limit; }
async::task<int> length(packed const& p) { co_return p.length; }
async::task<int*> nowhere() { co_return 0; }
async::task<kind> large() { co_return kind::large; }
async::task<int const> constant() { co_return 3; }
async::generator<int> all_of(fields const& f) {
  co_yield f.version;
  co_yield f.size;
  co_yield fields::limit;
}
async::stream<int> stream_of(fields const& f) { co_yield f.size; }
async::task<int> first_of(async::stream<int> s) { co_return *co_await s.next(); }
TEST(task, results_that_no_reference_binds_to) {
  fields const f{4, 5, true};
  EXPECT_EQ(async::block_on(version(f)), 4);
  EXPECT_TRUE(async::block_on(flag(f)));
  EXPECT_EQ(async::block_on(limit()), 9);
  EXPECT_EQ(async::block_on(length({'a', 7})), 7);
  EXPECT_EQ(async::block_on(nowhere()), nullptr);
  EXPECT_EQ(async::block_on(large()), kind::large);
  EXPECT_EQ(async::block_on(constant()), 3);
  std::vector<int> values;
  for (int x : all_of(f)) values.push_back(x);
  EXPECT_EQ(values, (std::vector{4, 5, 9}));
  EXPECT_EQ(async::block_on(first_of(stream_of(f))), 5);
}

TEST(task, deep_recursion) { EXPECT_EQ(async::block_on(nested(1'000'000)), 1'000'000); }
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
constexpr int many = 2'000'000;
#else
constexpr int many = 20'000'000;
#endif
TEST(task, many_synchronous_awaits) { EXPECT_EQ(async::block_on(sum_up_to(many)), 2 * many); }

async::task<int> catches() {
  int caught = 0;
  try {
    co_await failing();
  } catch (std::runtime_error const&) {
    caught = 1;
  }
  co_return caught;
}
TEST(task, exceptions_reach_the_awaiting_task) { EXPECT_EQ(async::block_on(catches()), 1); }

async::task<int> spawns() {
  auto a = async::spawn(answer());
  auto b = async::spawn(twice(4));
  int const x = co_await a;
  int const y = co_await std::move(b);
  co_return x + y;
}
TEST(spawn, join) {
  EXPECT_EQ(async::block_on(spawns()), 50);
  async::multi_thread rt{{.workers = 2}};
  EXPECT_EQ(rt.block_on(spawns()), 50);
}

TEST(spawn, outside_a_runtime) {
  EXPECT_THROW((void)async::spawn(answer()), async::no_runtime);
  EXPECT_THROW((void)async::this_task::id(), async::no_runtime);
}

// A parameter must be gone when the task has ended, although its handle lives on.
async::task<void> holds(std::shared_ptr<int>) { co_return; }
async::task<bool> parameter_is_gone() {
  auto p = std::make_shared<int>(1);
  auto h = async::spawn(holds(p));
  co_await h;
  co_return p.use_count() == 1;
}
TEST(spawn, parameters_go_before_the_join) { EXPECT_TRUE(async::block_on(parameter_is_gone())); }

struct on_a_thread {
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> h) const {
    std::thread([h] {
      std::this_thread::sleep_for(1ms);
      h.resume();
    }).detach();
  }
  int await_resume() const { return 5; }
};
async::task<bool> awaits_foreign() {
  auto const before = std::this_thread::get_id();
  int const n = co_await on_a_thread{};
  co_return n == 5 && before == std::this_thread::get_id() &&
      async::this_task::runtime().name() == "async::current_thread";
}
TEST(foreign, resumes_at_home) { EXPECT_TRUE(async::block_on(awaits_foreign())); }

// A coroutine type of a user's own that can only be awaited.
struct lazy {
  struct promise_type {
    std::coroutine_handle<> parent;
    int value = 0;
    lazy get_return_object() {
      return lazy{std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    struct last {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept {
        return h.promise().parent;
      }
      void await_resume() noexcept {}
    };
    last final_suspend() noexcept { return {}; }
    void return_value(int v) { value = v; }
    void unhandled_exception() { std::terminate(); }
  };
  explicit lazy(std::coroutine_handle<promise_type> h) : frame(h) {}
  lazy(lazy&& o) noexcept : frame(std::exchange(o.frame, {})) {}
  ~lazy() {
    if (frame) frame.destroy();
  }
  struct awaiter {
    std::coroutine_handle<promise_type> frame;
    bool await_ready() { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> h) {
      frame.promise().parent = h;
      return frame;
    }
    int await_resume() { return frame.promise().value; }
  };
  awaiter operator co_await() && { return {frame}; }
  std::coroutine_handle<promise_type> frame;
};
lazy lazily(int n) { co_return n; }
async::task<int> many_lazy(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) sum += co_await lazily(1);
  co_return sum;
}
TEST(foreign, coroutine_types) { EXPECT_EQ(async::block_on(many_lazy(200'000)), 200'000); }

async::task<long> sleeps() {
  auto const before = std::chrono::steady_clock::now();
  co_await async::sleep_for(20ms);
  co_await async::sleep_until(before + 30ms);
  co_await async::sleep_for<async::suspending>(1ms);
  co_await async::sleep_until(std::chrono::system_clock::now() + 1ms);
  co_return (std::chrono::steady_clock::now() - before) / 1ms;
}
TEST(time, sleep) {
  EXPECT_GE(async::block_on(sleeps()), 32);
  async::multi_thread rt{{.workers = 2}};
  EXPECT_GE(rt.block_on(sleeps()), 32);
  async::sleep_for<async::blocking>(1ms);
}

async::task<std::string> wakes_in_order() {
  std::string order;
  auto one = [](std::string& o, char c, std::chrono::milliseconds d) -> async::task<void> {
    co_await async::sleep_for(d);
    o += c;
  };
  auto c = async::spawn(one(order, 'c', 30ms));
  auto a = async::spawn(one(order, 'a', 10ms));
  auto b = async::spawn(one(order, 'b', 20ms));
  co_await a;
  co_await b;
  co_await c;
  co_return order;
}
TEST(time, order) { EXPECT_EQ(async::block_on(wakes_in_order()), "abc"); }

async::task<int> blocking_work() {
  auto h = async::spawn_blocking([] {
    std::this_thread::sleep_for(2ms);
    return 9;
  });
  auto f = async::spawn_blocking([]() -> int { throw std::runtime_error("x"); });
  int caught = 0;
  try {
    co_await f;
  } catch (std::runtime_error const&) {
    caught = 1;
  }
  int const n = co_await h;
  co_return n + caught;
}
async::task<void> until_any_time() {
  using namespace std::chrono;
  auto const in_time = [](auto t) -> async::task<bool> {
    try {
      co_await async::timeout(5ms, [](auto at) -> async::task<void> {
        co_await async::sleep_until(at);
      }(t));
      co_return true;
    } catch (async::timed_out const&) {
      co_return false;
    }
  };
  using far = time_point<steady_clock, hours>;
  EXPECT_TRUE(co_await in_time(system_clock::time_point::min()));
  EXPECT_TRUE(co_await in_time(sys_seconds::min()));
  EXPECT_TRUE(co_await in_time(far::min()));
  EXPECT_TRUE(co_await in_time(steady_clock::time_point::min() + 1h));
  co_await async::sleep_for(duration<double>(std::numeric_limits<double>::quiet_NaN()));
  co_await async::sleep_for(1ms);  // timers go on
  EXPECT_FALSE(co_await in_time(system_clock::time_point::max()));
  EXPECT_FALSE(co_await in_time(sys_seconds::max()));
  EXPECT_FALSE(co_await in_time(far::max()));

  auto ticks = async::interval(hours::max());
  EXPECT_EQ(co_await ticks.next(), 0u);
  auto const second = [](async::stream<std::uint64_t>& s) -> async::task<void> {
    co_await s.next();
  };
  bool late = false;
  try {
    co_await async::timeout(5ms, second(ticks));
  } catch (async::timed_out const&) {
    late = true;
  }
  EXPECT_TRUE(late);
}
TEST(time, may_be_out_of_the_range_of_the_clock) { async::block_on(until_any_time()); }

TEST(spawn_blocking, results) {
  EXPECT_EQ(async::block_on(blocking_work()), 10);
  async::multi_thread rt{{.workers = 2}};
  EXPECT_EQ(rt.block_on(blocking_work()), 10);
}

async::task<std::string> name_here() { co_return std::string(async::this_task::runtime().name()); }
async::task<bool> goes_elsewhere(async::runtime_ref rt) {
  std::string const there = co_await async::on(rt, name_here());
  std::string const here = co_await name_here();
  co_return there == "async::multi_thread" && here == "async::current_thread";
}
#if !defined(ASYNC_TSAN)  // which does not let a child of a program with threads start one
// The parent has used the pool, whose threads the child has not.
TEST(spawn_blocking, works_in_a_child_process) {
  auto seven = []() -> async::task<int> { co_return co_await async::spawn_blocking([] { return 7; }); };
  EXPECT_EQ(async::block_on(seven()), 7);
  pid_t const child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    alarm(20);
    _exit(async::block_on(seven()));
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
  EXPECT_EQ(async::block_on(seven()), 7);
}
#endif

TEST(on, runs_there_and_returns) {
  async::multi_thread rt{{.workers = 1}};
  EXPECT_TRUE(async::block_on(goes_elsewhere(rt)));
}

TEST(has_drop, is_false_for_plain_types) {
  EXPECT_FALSE(async::has_drop<int>);
  EXPECT_FALSE(async::has_drop<std::string>);
  EXPECT_TRUE(async::has_drop<async::task_group>);
  EXPECT_TRUE(async::has_drop<async::task_group const>);
  EXPECT_FALSE(async::has_drop<async::task_group&>);
  EXPECT_FALSE(async::has_drop<async::task_group*>);
}

}  // namespace

namespace humboldt {
class runtime : public async::multi_thread {};
class named : public async::current_thread {
 public:
  using current_thread::current_thread;
  std::string_view name() const override { return "alexander"; }
};
}  // namespace humboldt

namespace {
TEST(runtime, names) {
  humboldt::runtime a;
  EXPECT_EQ(a.block_on(name_here()), "humboldt::runtime");
  EXPECT_EQ(async::runtime_ref(a).block_on(name_here()), "humboldt::runtime");
  humboldt::named b{{.handle_signals = false}};
  EXPECT_EQ(b.block_on(name_here()), "alexander");
  EXPECT_FALSE(b.handle_signals());
}
}  // namespace
