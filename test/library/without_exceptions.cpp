// The library without exceptions and RTTI, its frames in static memory, and what is lowered for that.
// RUN: %asyncc --no-line --cxx=g++ %s -- -std=c++20 -fno-exceptions -I%source/runtime/include -I%build/include | FileCheck %s
// RUN: PCH=no %run %s -fno-exceptions -fno-rtti | FileCheck %s --check-prefix=OUT
// RUN: %asyncc g++ -std=c++20 -fno-exceptions -fno-rtti -I%source/runtime/include -I%build/include %s -o %t %build/runtime/libasync.a -pthread
// RUN: not --crash %t fail 2>&1 | FileCheck %s --check-prefix=FAIL
#include <async/async.hpp>
#include <async/frame_resource.hpp>

#include <cstdio>

namespace {

/// Memory that is there from the start; what is given back is used again.
class pool : public std::pmr::memory_resource {
 public:
  std::size_t in_use() const { return blocks_; }

 private:
  void* do_allocate(std::size_t bytes, std::size_t alignment) override {
    ++blocks_;
    return inner_.allocate(bytes, alignment);
  }
  void do_deallocate(void* p, std::size_t bytes, std::size_t alignment) override {
    --blocks_;
    inner_.deallocate(p, bytes, alignment);
  }
  bool do_is_equal(memory_resource const& o) const noexcept override { return this == &o; }

  alignas(64) std::byte memory_[1 << 16];
  std::pmr::monotonic_buffer_resource outer_{memory_, sizeof memory_,
                                             std::pmr::null_memory_resource()};
  std::pmr::unsynchronized_pool_resource inner_{&outer_};
  std::size_t blocks_ = 0;
};

pool frames;

struct wheel : async::current_thread {};

struct sensor {
  explicit sensor(char const* n) : name(n) { std::printf("open %s\n", name); }
  sensor(sensor const&) = delete;
  [[async::drop]] async::task<void> close() {
    co_await async::this_task::yield();
    std::printf("close %s\n", name);
  }
  char const* name;
};

template <async::mode M>
[[async::maybe]] async::maybe<M, int> twice(int x) noexcept {
  co_return 2 * x;
}

// CHECK: {{^}}async::task<int> measure() {
// CHECK-NOT: {{(try|catch)}}
// CHECK: {{^ *}}co_await async::dropping(b)
// CHECK: {{^ *}}co_await async::dropping(a)
// CHECK-NOT: {{(try|catch)}}
// CHECK: numbers()
async::task<int> measure() {
  sensor a("a");
  if (a.name[0] == 'b') co_return 0;
  sensor b("b");
  co_return co_await twice<async::suspending>(20) + twice<async::blocking>(1);
}

async::generator<int> numbers() {
  for (int i = 1; i < 4; ++i) co_yield i;
}

async::stream<int> later() {
  for (int i : numbers()) {
    co_await async::this_task::yield();
    co_yield i;
  }
}

async::task<void> produce(async::sender<int> to, async::mutex<>& m, int& sent) {
  for (int i = 0; i < 5; ++i) {
    co_await to.send(i);
    auto guard = co_await m.lock();
    ++sent;
  }
}

async::task<int> all() {
  std::printf("on %s\n", std::string(async::this_task::runtime().name()).c_str());
  int sum = co_await measure();
  auto s = later();
  while (auto x = co_await s.next()) sum += *x;
  auto [to, from] = async::channel<int>(2);
  async::mutex<> m;
  int sent = 0;
  auto producer = async::spawn(produce(std::move(to), m, sent));
  while (auto x = co_await from.receive()) sum += *x;
  co_await producer;
  auto const both = co_await async::join(measure(), measure());
  std::printf("frames in use: %s\n", frames.in_use() > 0 ? "some" : "none");
  co_return sum + sent + std::get<0>(both);
}

async::task<int> asleep() {
  co_await async::sleep_for(std::chrono::hours(1));
  co_return 1;
}

async::task<int> stopped() {
  auto h = async::spawn(asleep());
  co_await async::this_task::yield();
  h.request_stop();
  co_return co_await h;
}

}  // namespace

int main(int argc, char**) {
  async::set_frame_resource(frames);
  {
    wheel loop;
    std::printf("%d\n", loop.block_on(all()));
  }
  std::printf("left: %zu\n", frames.in_use());
  std::fflush(stdout);
  // An error is the end of the program.
  if (argc > 1) async::block_on(stopped());
}
// OUT: on async::current_thread
// OUT-NEXT: open a
// OUT-NEXT: open b
// OUT-NEXT: close b
// OUT-NEXT: close a
// OUT: frames in use: some
// OUT-NEXT: 105
// OUT-NEXT: left: 0
// FAIL: left: 0
// FAIL: async::cancelled
