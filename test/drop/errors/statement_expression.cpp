// A place that no lowering knows is an error, too.
// RUN: not %check 2>&1 | FileCheck %s
#include "../Inputs/traced.hpp"
START {
  // CHECK: errors/statement_expression.cpp:[[@LINE+1]]:21: error: 't' of type 'traced' has an async drop that cannot be awaited at the end of this place{{.*}}[async-drop-place]
  int n = ({ traced t{"t"}; 1; });
  co_await async::this_task::yield();
  (void)n;
}
