// A function without droppable objects is untouched; so is a file without any.
// RUN: %asyncc %s -- %flags | diff %s -
#include <async/async.hpp>
async::task<int> f() {
  int x = 1;
  co_return x;
}
