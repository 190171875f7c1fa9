// Assigning a part of the old value: it is moved out before the old value is dropped, which would take it along.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <async/drop.hpp>
#include <cstdio>
#include <memory>
#include <utility>

struct res {
  explicit res(int n) : number(n) {}
  res(res const&) = delete;
  [[async::drop]] async::task<void> close() {
    co_await async::this_task::yield();
    std::printf("drop %d\n", number);
  }
  int number;
};
struct node {
  res value;
  std::unique_ptr<node> next;
};
std::unique_ptr<node> list(int n, int last) {
  return n > last ? nullptr : std::unique_ptr<node>(new node{res(n), list(n + 1, last)});
}

class stack {
 public:
  async::task<void> pop() {
    // CHECK: = std::unique_ptr<node>(std::move(head_->next))
    head_ = std::move(head_->next);
    co_return;
  }
  std::unique_ptr<node> head_ = list(1, 3);
};

[[async::main]] async::task<void> main() {
  stack s;
  co_await s.pop();
  std::printf("head is %d\n", s.head_->value.number);
  auto head = list(11, 12);
  head = std::move(head->next);
  std::printf("head is %d\n", head->value.number);
}
// OUT: drop 1
// OUT-NEXT: head is 2
// OUT-NEXT: drop 11
// OUT-NEXT: head is 12
// OUT-NEXT: drop 12
// OUT-NEXT: drop 3
// OUT-NEXT: drop 2
