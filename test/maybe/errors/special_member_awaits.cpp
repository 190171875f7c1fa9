// Awaits in functions of a marked class that cannot be coroutines, which clang finds first.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <async::mode M>
struct [[async::maybe]] file {
  // CHECK: special_member_awaits.cpp:[[@LINE+1]]:12: error: 'co_await' stands in a constructor, which cannot await; use a static factory function, or a drop [async-maybe-special-member]
  file() { co_await go(); }
  // CHECK: special_member_awaits.cpp:[[@LINE+1]]:13: error: 'co_await' stands in a destructor{{.*}}[async-maybe-special-member]
  ~file() { co_await go(); }
  async::maybe<M, int> go() { co_return 1; }
  // CHECK: special_member_awaits.cpp:[[@LINE+1]]:34: error: 'early' is constexpr and maybe-async{{.*}}[async-maybe-constexpr]
  constexpr async::maybe<M, int> early() { co_return co_await go(); }
  // CHECK: special_member_awaits.cpp:[[@LINE+1]]:34: error: 'now' is consteval and maybe-async{{.*}}[async-maybe-constexpr]
  consteval async::maybe<M, int> now() { co_return 1; }
  // CHECK: special_member_awaits.cpp:[[@LINE+1]]:24: error: 'many' is maybe-async, but a coroutine cannot take C-style variable arguments{{.*}}[async-maybe-variadic]
  async::maybe<M, int> many(int n, ...) { co_return n + co_await go(); }
};
// Elsewhere the rules are C++'s own.
struct plain {
  // CHECK: special_member_awaits.cpp:[[@LINE+1]]:13: error: 'co_await' cannot be used in a constructor
  plain() { co_await async::this_task::yield(); }
};
