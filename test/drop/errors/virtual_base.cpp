// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
struct closable {
  [[async::drop]] virtual async::task<void> close();
  closable(const closable&) = delete;
};
struct reader : virtual closable {
  res in;
};
struct writer : virtual closable {
  res out;
};
// CHECK: errors/virtual_base.cpp:[[@LINE+1]]:8: error: 'duplex' has the bases 'reader' and 'writer', whose drops both include their virtual base 'closable', which would be dropped twice; hold what else they drop in 'duplex', or write async_drop(duplex&) by hand [async-drop-virtual-base]
struct duplex : reader, writer {};
// CHECK-NOT: error:
struct by_hand : reader, writer {
  friend async::task<void> async_drop(by_hand& self);
};
struct one : reader {};
