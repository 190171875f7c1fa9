// A comment before the pragma.
#pragma once
#include <async/async.hpp>
#include <cstdio>
struct held {
  held() = default;
  held(held&&) = delete;
  [[async::drop]] async::task<void> close() {
    std::puts("held closed");
    co_return;
  }
};
