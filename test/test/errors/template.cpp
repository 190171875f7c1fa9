// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/template.cpp:[[@LINE+1]]:29: error: {{\[\[}}async::test]] marks 'reads', a template{{.*}}[async-test-template]
template <class T> [[async::test]] async::task<void> reads() { co_return; }
template <> async::task<void> reads<int>() { co_return; }
async::task<void> both() { co_await reads<int>(); co_await reads<long>(); }
