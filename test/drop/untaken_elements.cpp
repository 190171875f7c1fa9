// Elements that nobody takes are dropped: in channels whose receivers are gone, of loops over receivers, of adaptors of
// streams that are left half-way.
// RUN: %run %s
#include "Inputs/untaken.hpp"

using namespace std::chrono_literals;

async::stream<resource> resources(int n) {
  for (int i = 0; i < n; ++i) co_yield resource();
}
async::task<resource> gives() { co_return resource(); }
async::stream<async::task<resource>> tasks(int n) {
  for (int i = 0; i < n; ++i) co_yield gives();
}

async::task<void> channels() {
  {
    auto [tx, rx] = async::channel<resource>(3);
    for (int i = 0; i < 3; ++i) co_await tx.send(resource());
    auto first = co_await rx.receive();
    tx.try_send(resource());
  }
  co_await all_are_dropped("left in a channel", 4);
  {
    auto [tx, rx] = async::channel<resource>(0);
    rx.close();
    if (co_await tx.send(resource())) ++failures;
    tx.close();
    if (co_await tx.send(resource())) ++failures;
  }
  co_await all_are_dropped("refused", 2);
  {
    auto [tx, rx] = async::channel<resource>(0);
    try {
      co_await async::timeout(1ms, tx.send(resource()));
    } catch (async::timed_out const&) {
    }
  }
  co_await all_are_dropped("cancelled", 1);
  {
    auto [tx, rx] = async::oneshot<resource>();
    tx.send(resource());
  }
  co_await all_are_dropped("oneshot", 1);
}

async::task<void> loops() {
  for (int taken = 0; taken < 3; ++taken) {
    auto [tx, rx] = async::channel<resource>(8);
    for (int i = 0; i < 4; ++i) co_await tx.send(resource());
    tx.close();
    int seen = 0;
    for co_await (auto& each : rx) {
      if (seen < taken) resource mine = std::move(each);
      if (++seen == 3) break;
    }
    rx.close();
    co_await all_are_dropped("loop", 4);
  }
}

async::task<void> streams() {
  {
    auto chunked = async::chunks(resources(5), 2);
    auto one = co_await chunked.next();
  }
  co_await all_are_dropped("chunks", 2);
  for co_await (auto&& chunk : async::chunks(resources(5), 2))
    if (chunk.empty()) ++failures;
  co_await all_are_dropped("all chunks", 5);
  for co_await (auto&& each : tasks(6) | async::buffered(3)) {
    if (!each.open) ++failures;
    break;
  }
  co_await async::sleep_for(5ms);
  co_await all_are_dropped("buffered", made);
  for co_await (auto&& each : resources(3) | async::map([](resource&& r) { return std::move(r); }))
    if (!each.open) ++failures;
  co_await all_are_dropped("mapped", 3);
  co_await async::for_each_concurrent(resources(3), 2, [](resource&&) {});
  co_await all_are_dropped("for each", 3);
  co_await async::for_each_concurrent(resources(3), 2, [](resource r) -> async::task<void> {
    if (!r.open) ++failures;
    co_await async::this_task::yield();
  });
  co_await all_are_dropped("for each by value", 3);
}

[[async::main(async::multi_thread{{.workers = 2}})]] async::task<int> main() {
  co_await channels();
  co_await loops();
  co_await streams();
  co_return failures;
}
