// Main in namespace: go
// RUN: env STATUS=0 PCH=no %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "../drop/Inputs/traced_type.hpp"
namespace x { [[async::main(async::current_thread)]] async::task<void> go(); }
async::task<void> x::go() { say("go"); co_return; }
// OUT: go
