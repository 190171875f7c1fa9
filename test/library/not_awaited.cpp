// An operation that would wait does nothing unless it is awaited: compilers warn of each.
// RUN: g++ %flags -fsyntax-only %s 2>&1 | grep -c 'warning: ignoring return' | FileCheck %s
// RUN: clang++-19 %flags -fsyntax-only %s 2>&1 | grep -c 'warning: ignoring return' | FileCheck %s
// CHECK: {{^}}24{{$}}
#include <async/async.hpp>

using namespace std::chrono_literals;
async::task<int> one() { co_return 1; }
async::stream<int> ones() { co_yield 1; }

async::task<void> forgets_to_wait() {
  async::sleep_for(1s);
  async::sleep_for<async::suspending>(1s);
  async::sleep_until(std::chrono::steady_clock::now());
  async::this_task::yield();

  auto [tx, rx] = async::channel<int>(1);
  tx.send(1);
  rx.receive();
  auto [all, each] = async::broadcast<int>(1);
  all.send(1);
  auto [set, get] = async::watch<int>(1);
  get.changed();

  async::mutex alone;
  alone.lock();
  async::shared_mutex shared;
  shared.lock();
  shared.lock_shared();
  async::semaphore permits(1);
  permits.acquire();
  async::event set_later;
  set_later.wait();
  async::latch opens(1);
  opens.wait();
  opens.arrive_and_wait();
  async::barrier meets(1);
  meets.arrive_and_wait();

  async::task_group children;
  children.join();
  async::join(one());
  async::race(one(), one());
  async::timeout(1s, one());
  async::with_stop(async::stop_token(), one());
  async::uncancellable(one());
  auto s = ones();
  s.next();
  s.begin();
  co_return;
}
