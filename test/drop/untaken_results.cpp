// A result that nobody takes is dropped: of tasks that were let go, of children of a group, beside one that fails in a
// join, of those that come too late in a race.
// RUN: %run %s

#include "Inputs/untaken.hpp"

async::task<resource> gives() { co_return resource(); }
async::task<resource> gives_late() {
  co_await async::sleep_for(std::chrono::milliseconds(2));
  co_return resource();
}
async::task<resource> gives_whatever_happens() {
  try {
    co_await async::sleep_for(std::chrono::hours(1));
  } catch (...) {
  }
  co_return resource();
}
async::task<resource> fails() {
  co_await async::this_task::yield();
  throw std::runtime_error("failed");
}

[[async::main(async::multi_thread{{.workers = 2}})]] async::task<int> main() {
  async::spawn(gives()).detach();
  async::spawn(gives_late()).detach();
  {
    auto ended = async::spawn(gives());
    while (!ended.done()) co_await async::this_task::yield();
  }
  async::spawn_blocking([] { return resource(); }).detach();
  co_await all_are_dropped("let go", 4);

  {
    auto taken = async::spawn(gives());
    resource mine = co_await taken;
  }
  co_await all_are_dropped("taken", 1);

  {
    async::task_group group;
    group.spawn(gives());
    group.spawn(gives_late());
  }
  co_await all_are_dropped("children", 2);

  try {
    co_await async::join(gives(), fails(), gives_whatever_happens());
  } catch (std::runtime_error const&) {
  }
  co_await all_are_dropped("join", 2);

  try {
    std::vector<async::task<resource>> tasks;
    tasks.push_back(gives());
    tasks.push_back(fails());
    tasks.push_back(gives_whatever_happens());
    co_await async::join_all(std::move(tasks));
  } catch (std::runtime_error const&) {
  }
  co_await all_are_dropped("join_all", 2);

  { auto [one, other] = co_await async::join(gives(), gives_late()); }
  co_await all_are_dropped("joined", 2);

  { auto winner = co_await async::race(gives(), gives_whatever_happens()); }
  co_await all_are_dropped("race", 2);

  co_return failures;
}
