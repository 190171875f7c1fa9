// redis-demo: the same client in three modes.
#include "asio_transport.hpp"
#include "demo.hpp"
#include "demo_options.hpp"
#include "dial.hpp"

#include <async/async.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdio>
#include <exception>

int run_blocking(demo_options const& o) {
  if (!o.path.empty()) return run(redis::unix_dialer<async::blocking>(o.path), o.words);
  return run(redis::tcp_dialer<async::blocking>(o.host, o.port), o.words);
}

int run_suspending(demo_options const& o) {
  if (!o.path.empty())
    return async::block_on(run(redis::unix_dialer<async::suspending>(o.path), o.words));
  return async::block_on(run(redis::tcp_dialer<async::suspending>(o.host, o.port), o.words));
}

int run_asio(demo_options const& o) {
  boost::asio::io_context context;
  int status = 1;
  std::exception_ptr error;
  boost::asio::co_spawn(context, run(redis::asio_dialer(o.host, o.port), o.words),
                        [&](std::exception_ptr e, int s) {
                          error = e;
                          status = s;
                        });
  context.run();
  if (error) std::rethrow_exception(error);
  return status;
}

int main(int argc, char** argv) {
  auto const options = parse_demo_options(argc, argv);
  if (!options) {
    std::fputs(demo_usage, stderr);
    return 2;
  }
  try {
    switch (options->how) {
      case demo_options::mode::blocking: return run_blocking(*options);
      case demo_options::mode::suspending: return run_suspending(*options);
      case demo_options::mode::asio: return run_asio(*options);
    }
  } catch (std::exception const& e) {
    std::fprintf(stderr, "%s\n", e.what());
  }
  return 1;
}
