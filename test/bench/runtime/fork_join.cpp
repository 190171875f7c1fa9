#include "fork_join.hpp"

#include <async/join.hpp>
#include <async/runtimes/multi_thread.hpp>

#include <array>
#include <ranges>
#include <span>

namespace {

async::task<long> fib(int n) {
  if (n < 2) co_return n;
  auto [a, b] = co_await async::join(fib(n - 1), fib(n - 2));
  co_return a + b;
}

async::task<long> skynet(long first, int depth) {
  if (depth == 0) co_return first;
  long size = 1;
  for (int i = 1; i < depth; ++i) size *= 10;
  auto const at = [&](int i) { return skynet(first + i * size, depth - 1); };
  auto const sums = co_await async::join(at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7),
                                         at(8), at(9));
  co_return std::apply([](auto... each) { return (each + ...); }, sums);
}

using board = std::array<char, bench::queens_n>;
async::task<long> queens(board columns, int n) {
  if (n == bench::queens_n) co_return 1;
  std::array<char, bench::queens_n> safe;
  std::size_t found = 0;
  for (char c = 0; c < bench::queens_n; ++c)
    if (bench::is_safe(columns.data(), n, c)) safe[found++] = c;
  auto const counts = co_await async::join_all(
      std::span(safe).first(found) | std::views::transform([&](char c) {
        columns[static_cast<std::size_t>(n)] = c;
        return queens(columns, n + 1);
      }));
  long sum = 0;
  for (long each : counts) sum += each;
  co_return sum;
}

}  // namespace

int main(int argc, char** argv) {
  async::multi_thread rt{{.workers = 2}};
  return bench::report(argc, argv, [&](std::string_view name) {
    if (name == "fib") return rt.block_on(fib(bench::fib_n));
    if (name == "skynet") return rt.block_on(skynet(0, bench::skynet_depth));
    return rt.block_on(queens({}, 0));
  });
}
