// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/no_mode.cpp:[[@LINE+1]]:10: error: {{\[\[}}async::maybe]] marks 'f', which has no mode parameter to choose by; make it a template over async::mode, or over the object whose mode it shares [async-maybe-no-mode]
[[async::maybe]] async::maybe<async::suspending, int> f() { co_return 1; }
