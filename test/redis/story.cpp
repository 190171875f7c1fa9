// One story, told blocking, suspending and with Boost.Asio; what it sees has to be the same.
#include "asio_transport.hpp"
#include "cancellation.hpp"
#include "client.hpp"
#include "dial.hpp"
#include "pubsub.hpp"
#include "setting.hpp"
#include "story_commands.hpp"
#include "story_garbage.hpp"
#include "story_pubsub.hpp"
#include "story_reconnect.hpp"
#include "story_values.hpp"
#include "trace.hpp"

#include <async/async.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

template <class D>
[[async::maybe]] async::maybe<async::mode_of<D>, int> try_to_open(D& dial, redis::options const& o,
                                                                  trace& t) {
  try {
    redis::client<typename D::transport> c =
        co_await redis::client<typename D::transport>::connect(dial, o);
    t.add("version", c.link().version());
    t.add("name", describe(co_await c.call(redis::command("CLIENT", "GETNAME"))));
    t.add("keys", describe(co_await c.call(redis::command("DBSIZE"))));
  } catch (redis::server_error const& e) {
    t.add("refused", e.what());
  }
  co_return 0;
}

template <class D, class C>
[[async::maybe]] async::maybe<async::mode_of<D>, int> tell_beginnings(D& dial, C& c, trace& t) {
  static_cast<void>((co_await c.call(redis::command("CONFIG", "SET", "requirepass", "secret"))));
  redis::options nobody;
  redis::options wrong{.password = "wrong"};
  redis::options right{.password = "secret", .client_name = "me", .database = 3};
  redis::options user{.user = "default", .password = "secret", .database = 16};
  for (int version : {3, 2}) {
    for (redis::options* o : {&nobody, &wrong, &right, &user}) {
      o->version = version;
      co_await try_to_open(dial, *o, t);
    }
  }
  static_cast<void>((co_await c.call(redis::command("CONFIG", "SET", "requirepass", ""))));
  co_return 0;
}

template <class D, class F>
[[async::maybe]] async::maybe<async::mode_of<D>, int> tell(setting<D, F> s, trace& t) {
  using client = redis::client<typename D::transport>;
  using subscriber = redis::subscriber<typename D::transport>;
  co_await tell_values(s.dial, 3, t);
  co_await tell_values(s.dial, 2, t);
  {
    redis::client<typename D::transport> c = co_await client::connect(s.dial);
    redis::client<typename D::transport> other = co_await client::connect(s.dial);
    static_cast<void>((co_await c.call(redis::command("FLUSHALL"))));
    co_await tell_commands(c, t);
    co_await tell_pipelines(c, t);
    co_await tell_transactions(c, other, t);
    co_await tell_beginnings(s.dial, c, t);
    redis::subscriber<typename D::transport> modern = co_await subscriber::connect(s.dial);
    co_await tell_messages(c, modern, t);
  }
  {
    redis::options const plain{.version = 2, .client_name = "old"};
    redis::client<typename D::transport> c = co_await client::connect(s.dial, plain);
    static_cast<void>((co_await c.call(redis::command("FLUSHALL"))));
    co_await tell_commands(c, t);
    redis::subscriber<typename D::transport> old = co_await subscriber::connect(s.dial, plain);
    co_await tell_messages(c, old, t);
    // Those that said goodbye are gone: this one and the subscriber are left.
    auto const all = redis::to_text(co_await c.call(redis::command("CLIENT", "LIST")));
    t.add("clients", std::count(all.begin(), all.end(), '\n'));
  }
  redis::options const named{.client_name = "new"};
  co_await try_to_open(s.dial_old, named, t);
  co_await tell_garbage(s.dial_fake, t);
  co_await tell_losses(s.dial, s.server, t);
  co_return 0;
}

bool same(char const* name, trace const& found, trace const& expected) {
  std::size_t const n = std::max(found.lines().size(), expected.lines().size());
  for (std::size_t i = 0; i < n; ++i) {
    std::string const f = i < found.lines().size() ? found.lines()[i] : "nothing";
    std::string const e = i < expected.lines().size() ? expected.lines()[i] : "nothing";
    if (f == e) continue;
    std::printf("FAIL: %s, line %zu\n  expected %s\n  found    %s\n", name, i + 1, e.c_str(),
                f.c_str());
    return false;
  }
  std::printf("%s: %zu lines, all the same\n", name, n);
  std::fflush(stdout);
  return true;
}

/// In asio_mode coroutines are run by an io_context.
template <class S>
void tell_in_asio(S s, trace& t) {
  boost::asio::io_context context;
  std::exception_ptr error;
  boost::asio::co_spawn(context, tell(s, t), [&](std::exception_ptr e, int) { error = e; });
  context.run();
  if (error) std::rethrow_exception(error);
}

template <async::mode M>
setting<redis::tcp_dialer<M>, redis::tcp_dialer<M>> by_tcp(redis_server& s, redis_server& old,
                                                           std::uint16_t fake) {
  std::string const host = "127.0.0.1";
  return {{host, s.port()}, {host, old.port()}, {host, fake}, s};
}
template <async::mode M>
setting<redis::unix_dialer<M>, redis::tcp_dialer<M>> by_path(redis_server& s, redis_server& old,
                                                             std::uint16_t fake) {
  std::string const host = "127.0.0.1";
  return {redis::unix_dialer<M>(s.socket()), {host, old.port()}, {host, fake}, s};
}

[[async::main(async::multi_thread{{.workers = 2}})]]
async::task<int> start(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s FOLDER PORT_OF_FAKE\n", argv[0]);
    co_return 2;
  }
  auto const fake = static_cast<std::uint16_t>(std::atoi(argv[2]));
  redis_server server(argv[1]);
  redis_server old(argv[1], {"--rename-command", "HELLO", ""});
  trace expected;
  tell(by_tcp<async::blocking>(server, old, fake), expected);
  for (auto const& line : expected.lines()) std::printf("| %s\n", line.c_str());
  trace suspended;
  co_await tell(by_tcp<async::suspending>(server, old, fake), suspended);
  bool ok = same("suspending", suspended, expected);
  trace by_asio;
  redis::asio_dialer const dial("127.0.0.1", server.port());
  redis::asio_dialer const dial_old("127.0.0.1", old.port());
  redis::asio_dialer const dial_fake("127.0.0.1", fake);
  tell_in_asio(setting<redis::asio_dialer, redis::asio_dialer>{dial, dial_old, dial_fake, server},
               by_asio);
  ok = same("asio", by_asio, expected) && ok;

  // A local socket notices at once that the server has gone, so that commands are sent again.
  trace expected_local;
  tell(by_path<async::blocking>(server, old, fake), expected_local);
  trace suspended_local;
  co_await tell(by_path<async::suspending>(server, old, fake), suspended_local);
  ok = same("suspending, local socket", suspended_local, expected_local) && ok;

  redis::tcp_dialer<async::suspending> const by_port("127.0.0.1", server.port());
  ok = co_await cancellation_works(by_port) && ok;
  std::puts(ok ? "passed" : "failed");
  co_return ok ? 0 : 1;
}
