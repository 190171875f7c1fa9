// A base without a drop, and one with a virtual one.
#pragma once
#include "res.hpp"

struct plain_base {
  virtual ~plain_base();
};
struct derived : plain_base {
  res r{1};
};
struct open_base {
  virtual ~open_base();
  [[async::drop]] virtual async::task<void> close();
};
struct shut : open_base {
  async::task<void> close() override;
};
