// What a body in asio_mode holds is known from its instances: the nested class of a class template, behind a pointer.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <async/runtimes/asio_mode.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <memory>
#include <cstdio>
template <async::mode M>
struct [[async::maybe]] transport {
  using async_mode = M;
  virtual ~transport() = default;
  [[async::drop(open)]] virtual async::maybe<M, void> close() { open = false; std::puts("closed"); co_return; }
  bool open = true;
};
template <async::mode M>
class [[async::maybe]] client {
  struct core;
 public:
  using async_mode = M;
  static async::maybe<M, client> connect(std::unique_ptr<transport<M>> t);
 private:
  struct core { std::unique_ptr<transport<M>> over; };
  explicit client(std::unique_ptr<core> c) : core_(std::move(c)) {}
  std::unique_ptr<core> core_;
};
template <async::mode M>
async::maybe<M, client<M>> client<M>::connect(std::unique_ptr<transport<M>> t) {
  auto c = std::make_unique<core>(std::move(t));
  co_return client(std::move(c));
}
boost::asio::awaitable<int> use() {
  auto c = co_await client<async::asio_mode>::connect(std::make_unique<transport<async::asio_mode>>());
  co_return 0;
}
int main() {
  boost::asio::io_context io;
  auto f = boost::asio::co_spawn(io, use(), boost::asio::use_future);
  io.run();
  return f.get();
}
// OUT: {{^}}closed{{$}}
