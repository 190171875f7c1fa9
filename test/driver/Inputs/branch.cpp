#include "small.hpp"
#include <async/block_on.hpp>
async::task<int> branch(int n) {
  small s;
  if (n > 1)
    co_return 5;
  co_return 0;
}
int main() {
  return async::block_on(branch(2)) - 5;
}
