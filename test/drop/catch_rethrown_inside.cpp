// What is thrown again in a handler and caught in it is the same exception in two handlers, which await both.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <stdexcept>
#include <string>
struct res {
  [[async::drop]] async::task<void> close() {
    co_await async::this_task::yield();
    if (std::current_exception()) std::puts("handled while suspended?");
  }
  res() = default;
  res(res&&) = delete;
};
void rethrows() { throw; }
std::string current() {
  try {
    if (!std::current_exception()) return "none";
    throw;
  } catch (std::exception const& e) {
    return e.what();
  }
}
async::task<void> once(bool by_call) {
  try {
    throw std::runtime_error("a text that is long enough for the heap");
  } catch (std::exception const&) {
    try {
      by_call ? rethrows() : throw;
    } catch (std::exception const&) {
      {
        res r;
      }
      if (current() != "a text that is long enough for the heap") std::puts("wrong in the inner one");
    }
    if (current() != "a text that is long enough for the heap") std::puts("wrong in the outer one");
    res again;
  }
  if (current() != "none") std::puts("still handled");
  co_return;
}
async::task<void> other_inside() {
  try {
    throw std::runtime_error("first");
  } catch (std::exception const&) {
    try {
      throw;
    } catch (std::exception const&) {
      try {
        throw std::logic_error("second");
      } catch (std::exception const&) {
        try {
          throw;
        } catch (std::exception const&) {
          res r;
          std::puts(current().c_str());
        }
        std::puts(current().c_str());
      }
      res r;
      std::puts(current().c_str());
    }
    std::puts(current().c_str());
  }
  std::puts(current().c_str());
  co_return;
}
async::task<void> many() {
  for (int i = 0; i < 1000; ++i) {
    co_await once(i % 2);
    try {
      throw i;
    } catch (int k) {
      if (k != i) std::puts("another one");
    }
  }
}
int main() {
  async::current_thread here;
  here.block_on(other_inside());
  here.block_on(async::join(many(), many()));
  async::multi_thread pool{{.workers = 2}};
  pool.block_on(async::join(many(), many(), many()));
  std::puts(std::current_exception() ? "left over" : "done");
}
// OUT: second
// OUT-NEXT: second
// OUT-NEXT: first
// OUT-NEXT: first
// OUT-NEXT: none
// OUT-NEXT: done
