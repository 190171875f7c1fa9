#include "fork_join.hpp"

#include <array>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

namespace {

namespace tbb = oneapi::tbb;

long fib(int n) {
  if (n < 2) return n;
  long a = 0, b = 0;
  tbb::task_group both;
  both.run([&] { a = fib(n - 1); });
  b = fib(n - 2);
  both.wait();
  return a + b;
}

long skynet(long first, int depth) {
  if (depth == 0) return first;
  long size = 1;
  for (int i = 1; i < depth; ++i) size *= 10;
  std::array<long, 10> sums{};
  tbb::task_group all;
  for (int i = 0; i < 10; ++i)
    all.run([&, i] { sums[static_cast<std::size_t>(i)] = skynet(first + i * size, depth - 1); });
  all.wait();
  long sum = 0;
  for (long each : sums) sum += each;
  return sum;
}

using board = std::array<char, bench::queens_n>;
long queens(board columns, int n) {
  if (n == bench::queens_n) return 1;
  std::array<long, bench::queens_n> counts{};
  tbb::task_group all;
  for (char c = 0; c < bench::queens_n; ++c) {
    if (!bench::is_safe(columns.data(), n, c)) continue;
    columns[static_cast<std::size_t>(n)] = c;
    all.run([&counts, columns, n, c] {
      counts[static_cast<std::size_t>(c)] = queens(columns, n + 1);
    });
  }
  all.wait();
  long sum = 0;
  for (long each : counts) sum += each;
  return sum;
}

}  // namespace

int main(int argc, char** argv) {
  tbb::global_control const two(tbb::global_control::max_allowed_parallelism, 2);
  tbb::task_arena arena(2);
  return bench::report(argc, argv, [&](std::string_view name) {
    return arena.execute([&] {
      if (name == "fib") return fib(bench::fib_n);
      if (name == "skynet") return skynet(0, bench::skynet_depth);
      return queens({}, 0);
    });
  });
}
