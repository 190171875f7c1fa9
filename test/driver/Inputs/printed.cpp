#include <async/task.hpp>
#include <async/mode.hpp>
int other(int n) { return n; } // start(int) { is no definition
async::task<int> start(int n) {
  if (n == 1) co_return other(n);
  co_return 2;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> twice(int n) {
  co_return 2 * n;
}
