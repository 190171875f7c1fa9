// The list of an initialiser keeps its objects where no code can await their drops.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <vector>
struct copied {
  explicit copied(int) {}
  copied(copied const&) {}
  [[async::drop]] async::task<void> close() { co_return; }
};
async::task<void> f() {
  // CHECK: errors/initializer_list.cpp:[[@LINE+1]]:{{[0-9]+}}: error: a temporary of type {{.*}} has an async drop that cannot be awaited at the end of this expression; give it a name in a declaration of its own, and std::move it from there [async-drop-temporary]
  std::vector<copied> v{copied{1}, copied{2}};
  co_return;
}
