#include <counting/source.hpp>
#include <counting/sum.hpp>

#include <async/block_on.hpp>
#include <cstdio>

int main() {
  counting::source<async::blocking> b;
  counting::source<async::suspending> s;
  std::printf("%d %d\n", counting::sum_of(b, 3), async::block_on(counting::sum_of(s, 4)));
}
