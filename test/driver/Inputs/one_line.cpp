#include <async/async.hpp>
#include <cassert>
#include <cstdio>
struct r { r() {} r(r&&) = delete; [[async::drop]] async::task<void> bye() noexcept { co_return; } };
#define L std::printf("%d ", __LINE__)
async::task<int> f(int k) {
  r x; L;
  L;
  if (k == 1) { L; r y; L; co_return 1; }
  L; { r z; L; } L;
  for (r w; k < 2; ++k) { L; if (k == 1) break; L; }
  L;
  if (k == 5) co_return (L, 1);
  r q;
  L;
  co_return (L, 2);
}
async::task<int> main() { r x; L; co_await f(0); L; co_await f(1);
  L; std::puts(""); co_return 0; }
