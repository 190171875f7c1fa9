#include "temporary_path.hpp"

#include <async/async.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <linux/io_uring.h>
#include <string>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;
using async::blocking;
using async::suspending;

std::span<char const> bytes(std::string_view text) { return {text.data(), text.size()}; }

template <async::mode M>
[[async::maybe]] async::maybe<M, void> file_story(std::string path) {
  auto f = co_await async::fs::file<M>::create(path);
  co_await f.write_all("hello world");
  co_await f.sync();
  EXPECT_EQ(f.size(), 11u);
  char five[5];
  EXPECT_EQ(co_await f.read_some_at(6, five), 5u);
  EXPECT_EQ(std::string(five, 5), "world");
  EXPECT_EQ(co_await f.write_some_at(0, bytes("J")), 1u);
  EXPECT_EQ(co_await f.read_some(five), 0u);  // at the end
  co_await f.resize(5);
  co_await f.close();
  auto again = co_await async::fs::file<M>::open(path);
  EXPECT_EQ(co_await again.read_all(), "Jello");
  EXPECT_EQ(co_await again.read_all(), "");
  co_await again.close();
  using async::fs::open_flags;
  auto end = co_await async::fs::file<M>::open(path, open_flags::append);
  co_await end.write_all(" there");
  co_await end.close();
  co_return;
}

/// How many rings of io_uring the process has.
int rings() {
  int n = 0;
  for (auto const& each : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code gone;
    n += std::filesystem::read_symlink(each.path(), gone) == "anon_inode:[io_uring]";
  }
  return n;
}
bool kernel_has_io_uring() {
  io_uring_params p{};
  long const fd = ::syscall(SYS_io_uring_setup, 1, &p);
  if (fd >= 0) ::close(static_cast<int>(fd));
  return fd >= 0;
}

// Each with io_uring, where the kernel has it, and without.
class File : public testing::TestWithParam<bool> {
 protected:
  File() {
    if (!GetParam()) ::setenv("ASYNC_IO_URING", "0", 1);
  }
  ~File() override { ::unsetenv("ASYNC_IO_URING"); }
};
INSTANTIATE_TEST_SUITE_P(, File, testing::Bool(), [](auto const& info) {
  return info.param ? std::string("IoUring") : std::string("Threads");
});

TEST_P(File, IsReadByTheKernelOrByThreads) {
  std::string const path = temporary_path("ring");
  int const before = rings();
  auto work = [](std::string name) -> async::task<int> {
    auto f = co_await async::fs::file<suspending>::create(name);
    int const now = rings();
    co_await f.close();
    co_return now;
  };
  async::current_thread rt;
  int const expected = GetParam() && kernel_has_io_uring() && ASYNC_TEST_HAS_LIBURING ? 1 : 0;
  EXPECT_EQ(rt.block_on(work(path)) - before, expected);
  std::filesystem::remove(path);
}

TEST_P(File, ManyOperationsAtOnce) {
  std::string const path = temporary_path("many");
  auto part = [](async::fs::file<suspending>& f, int i) -> async::task<void> {
    std::string const text(100, static_cast<char>('a' + i % 26));
    co_await f.write_some_at(static_cast<std::uint64_t>(i) * 100, bytes(text));
    char back[100];
    EXPECT_EQ(co_await f.read_some_at(static_cast<std::uint64_t>(i) * 100, back), 100u);
    EXPECT_EQ(std::string(back, 100), text);
  };
  auto work = [&]() -> async::task<void> {
    auto f = co_await async::fs::file<suspending>::create(path);
    async::task_group g;
    for (int i = 0; i < 1000; ++i) g.spawn(part(f, i));
    co_await g.join();
    EXPECT_EQ(f.size(), 100'000u);
    co_await f.close();
  };
  async::block_on(work());
  async::multi_thread rt{{.workers = 3}};
  rt.block_on(work());
  std::filesystem::remove(path);
}

// A pipe has nothing to read for as long as nobody writes. What a thread has begun cannot be ended; the kernel can.
TEST_P(File, ARequestIsEndedEarlyByAStop) {
  if (!GetParam() || !kernel_has_io_uring() || !ASYNC_TEST_HAS_LIBURING) return;
  std::string const path = temporary_path("fifo");
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  auto work = [&]() -> async::task<void> {
    using async::fs::open_flags;
    auto f = co_await async::fs::file<suspending>::open(path, open_flags::read | open_flags::write);
    for (int round = 0; round < 100; ++round) {
      char buffer[8];
      std::optional<std::size_t> got;
      auto read = [&]() -> async::task<void> { got = co_await f.read_some(buffer); };
      auto h = async::spawn(read());
      if (round % 3 != 0) co_await async::sleep_for(100us);
      bool const write = round % 2 == 0;
      if (write) co_await f.write_all("x");
      h.request_stop();
      bool cancelled = false;
      try {
        co_await h;
      } catch (async::cancelled) {
        cancelled = true;
      }
      EXPECT_NE(cancelled, got.has_value());
      if (write && cancelled) {
        EXPECT_EQ(co_await f.read_some(buffer), 1u);  // nothing is lost
      }
      EXPECT_TRUE(write || cancelled);
    }
    co_await f.close();
  };
  async::block_on(work());
  async::multi_thread rt{{.workers = 2}};
  rt.block_on(work());
  std::filesystem::remove(path);
}

TEST_P(File, AnOffsetIsAnOffset) {
  std::string const path = temporary_path("file"), pipe = temporary_path("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  auto error = [](auto work) {
    try {
      work();
    } catch (std::system_error const& e) {
      return e.code();
    }
    return std::error_code();
  };
  auto both = [&](auto work) {
    std::error_code const of_a_task = error([&] { async::block_on(work(suspending())); });
    EXPECT_EQ(of_a_task, error([&] { work(blocking()); }));
    return of_a_task;
  };
  async::fs::file<blocking>::create(path).write_all("0123456789");
  using async::fs::open_flags;
  char one[1] = {'x'};
  auto f = async::fs::file<blocking>::open(path, open_flags::read | open_flags::write);
  for (std::uint64_t const far : {~std::uint64_t(0), ~std::uint64_t(0) - 1, ~std::uint64_t(0) >> 1 << 1}) {
    auto write = [&]<async::mode M>(M) {
      return async::fs::detail::write_in<M>(f.native_handle(), one, async::fs::detail::position(far));
    };
    EXPECT_EQ(both(write), std::errc::invalid_argument);
  }
  EXPECT_EQ(std::filesystem::file_size(path), 10U);
  auto stream = async::fs::file<blocking>::open(pipe, open_flags::read | open_flags::write);
  auto read = [&]<async::mode M>(M) {
    return async::fs::detail::read_in<M>(stream.native_handle(), one, 0);
  };
  EXPECT_EQ(both(read), std::errc::invalid_seek);
  auto open = [&]<async::mode M>(M) {
    return async::fs::detail::open_in<M>(path + std::string(1, '\0'), open_flags::read);
  };
  EXPECT_EQ(both(open), std::errc::invalid_argument);
  std::filesystem::remove(path);
  std::filesystem::remove(pipe);
}

TEST_P(File, BothModes) {
  std::string const path = temporary_path("file");
  async::block_on(file_story<suspending>(path));
  std::ifstream in(path);
  std::string all((std::istreambuf_iterator<char>(in)), {});
  EXPECT_EQ(all, "Jello there");
  using async::fs::open_flags;
  auto f = async::fs::file<blocking>::open(path);
  EXPECT_EQ(f.read_all(), "Jello there");
  EXPECT_THROW(f.write_all("x"), std::system_error);
  EXPECT_THROW(async::fs::file<blocking>::open(
                   path, open_flags::write | open_flags::create | open_flags::exclusive),
               std::system_error);
  std::filesystem::remove(path);
  try {
    async::block_on(async::fs::file<suspending>::open(path));
    FAIL();
  } catch (std::system_error const& e) {
    EXPECT_EQ(e.code(), std::errc::no_such_file_or_directory);
    EXPECT_NE(std::string(e.what()).find(path), std::string::npos);
  }
}

TEST_P(File, AStopIsSeenBeforeAnOperationOrByTheNext) {
  std::string const path = temporary_path("stop");
  async::block_on([](std::string path) -> async::task<void> {
    auto f = co_await async::fs::file<suspending>::create(path);
    auto work = [](async::fs::file<suspending>& f) -> async::task<int> {
      std::string const block(1 << 20, 'x');
      int written = 0;
      try {
        for (;;) {
          co_await f.write_all(std::string_view(block));
          ++written;
        }
      } catch (async::cancelled) {
      }
      co_return written;
    };
    auto running = async::spawn(work(f));
    co_await async::sleep_for(20ms);
    running.request_stop();
    int const written = co_await running;
    EXPECT_EQ(f.size(), std::uint64_t(written) << 20);
    co_await f.close();
  }(path));
  std::filesystem::remove(path);
}

}  // namespace
