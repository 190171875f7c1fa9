// Annotated headers, reached twice and through another header, are inlined where they are first met.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/chain.hpp"
#include "Inputs/traced.hpp"
#include "Inputs/chain.hpp"
// CHECK-NOT: #include "Inputs
// CHECK: class traced
// CHECK: inline async::task<void> from_header()
// CHECK-NOT: class traced
// OUT: drop header
START { co_await from_header(); }
