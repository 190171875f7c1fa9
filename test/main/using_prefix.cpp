// [[using async: main]], spaces, digraphs and foreign neighbours.
// RUN: %lower | FileCheck %s
// RUN: %run %s
#include <async/async.hpp>
// CHECK: {{\[\[maybe_unused\]\]}} async::task<int> start()
<: [ async :: main(async::current_thread) , maybe_unused ] :> async::task<int> start() { co_return 0; }
