#include <counting/meter.ipp>
#include <counting/source.hpp>
#include <counting/sum.hpp>

#include <async/block_on.hpp>
#include <cstdio>

int main() {
  counting::source<async::blocking> b;
  counting::source<async::suspending> s;
  std::printf("%d %d\n", counting::sum_of(b, 3), async::block_on(counting::sum_of(s, 4)));
  counting::meter<async::blocking> mb;
  counting::meter<async::suspending> ms;
  std::printf("%d %d\n", counting::twice(mb, 5), async::block_on(counting::twice(ms, 6)));
}
