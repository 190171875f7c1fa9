#pragma once
#include <async/async.hpp>
struct closing {
  closing(closing&&) = delete;
  [[async::drop]] async::task<void> close() { co_return; }
};
