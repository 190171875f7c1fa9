// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct suite {
  // CHECK: errors/member.cpp:[[@LINE+1]]:12: error: {{\[\[}}async::test]] marks 'reads', a member of 'suite'{{.*}}[async-test-member]
  [[async::test]] async::task<void> reads() { co_return; }
  // CHECK: errors/member.cpp:[[@LINE+1]]:12: error: {{\[\[}}async::test]] marks 'writes', a member of 'suite'
  [[async::test]] static async::task<void> writes() { co_return; }
};
