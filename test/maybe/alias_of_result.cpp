// The mode reaches the result by way of an alias template, and is an alias itself; and of a class the member templates
// alone may have modes.
// RUN: %run %s
#include <async/async.hpp>

#include <string>

template <class M, class T>
using io = async::maybe<M, T>;

template <async::mode M>
struct [[async::maybe]] memory {
  using async_mode = M;
  async::maybe<M, std::string> exact(std::size_t n) { co_return std::string(n, '1'); }
};
template <class R>
struct [[async::maybe]] upper {
  using async_mode = async::mode_of<R>;
  R& below;
  io<async_mode, std::string> exact(std::size_t n) { co_return co_await below.exact(n) + "2"; }
};
template <async::mode M, class T>
struct [[async::maybe]] codec {
  template <class R>
  static async::maybe<async::mode_of<R>, T> read(R& r) {
    auto s = co_await r.exact(2);
    co_return static_cast<T>(std::stoi(s));
  }
};

int main() {
  memory<async::blocking> b;
  memory<async::suspending> s;
  upper<memory<async::blocking>> ub{b};
  upper<memory<async::suspending>> us{s};
  if (codec<async::blocking, int>::read(ub) != 112) return 1;
  return async::block_on(codec<async::suspending, int>::read(us)) - 112;
}
