#include <async/async.hpp>
#include <cstdio>
async::task<int> main() {
  auto name = async::this_task::runtime().name();
  std::printf("%.*s\n", static_cast<int>(name.size()), name.data());
  co_return 0;
}
