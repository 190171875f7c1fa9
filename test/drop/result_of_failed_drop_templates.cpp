// A result that waits to be returned while a later drop fails is dropped, too: in templates, in maybe-async code and in
// coroutines of another library.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/lazy.hpp"
#include "Inputs/traced.hpp"
struct lazily {
  explicit lazily(const char* text) : name(text) {}
  lazily(lazily&& o) noexcept : name(std::exchange(o.name, nullptr)) {}
  [[async::drop(name)]] own::lazy<void> close() {
    const std::string was = std::exchange(name, nullptr);
    std::printf("close %s\n", was.c_str());
    if (was[0] == '!') throw std::runtime_error(was);
    co_return;
  }
  const char* name;
};
template <class R>
async::task<R> in_template() {
  R fails{"fails"};
  fails.failing();
  co_return R{"result"};
}
template <class T>
async::task<T> number() {
  traced fails{"fails"};
  fails.failing();
  co_return T{7};
}
template <async::mode M>
struct [[async::maybe]] lease {
  explicit lease(const char* text) : name(text) {}
  lease(lease&& o) noexcept : name(std::exchange(o.name, nullptr)) {}
  [[async::drop(name)]] async::maybe<M, void> close() {
    const std::string was = std::exchange(name, nullptr);
    std::printf("close %s\n", was.c_str());
    if (was[0] == '!') throw std::runtime_error(was);
    co_return;
  }
  const char* name;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, lease<M>> either() {
  lease<M> first{"!lease"};
  co_return lease<M>{"lease result"};
}
own::lazy<lazily> foreign() {
  lazily first{"!lazy"};
  co_return lazily{"lazy result"};
}
template <class F>
async::task<void> show(F f) {
  try {
    (void)co_await f();
  } catch (std::exception const& e) {
    std::printf("%s\n", e.what());
  }
}
START {
  co_await show([]() -> async::task<void> { traced t = co_await in_template<traced>(); });
  co_await show([]() -> async::task<void> { (void)co_await number<int>(); });
  co_await show([]() -> async::task<void> { auto l = co_await either<async::suspending>(); });
  try {
    lazily l = foreign().run();
    async::release(l);
  } catch (std::exception const& e) {
    std::printf("%s\n", e.what());
  }
}
// OUT: drop fails
// OUT-NEXT: drop result
// OUT: drop of fails
// OUT: drop fails
// OUT: drop of fails
// OUT: close !lease
// OUT-NEXT: close lease result
// OUT-NEXT: !lease
// OUT-NEXT: close !lazy
// OUT-NEXT: close lazy result
// OUT-NEXT: !lazy
