// Opens and closes connections of the example by the thousand, with stops and errors at random: each
// is dropped exactly once and none is left. `connections ROUNDS SEED`.
#include "connection.hpp"

#include <async/async.hpp>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using listener = async::net::tcp_listener<async::suspending>;
using stream = async::net::tcp_stream<async::suspending>;

namespace {

struct injected : std::runtime_error {
  injected() : std::runtime_error("injected") {}
};

struct ledger {
  std::atomic<long> opened{0}, dropped{0}, twice{0}, destroyed{0}, undropped{0}, suppressed{0};
};
ledger book;

/// Beside each connection: notes what becomes of it, and fails at times while it is dropped.
class witness {
 public:
  explicit witness(unsigned luck) : luck_(luck) { ++book.opened; }
  witness(witness const&) = delete;
  witness& operator=(witness const&) = delete;
  ~witness() {
    ++book.destroyed;
    if (drops_ == 0) ++book.undropped;
  }
  [[async::drop]] async::task<void> close() {
    if (++drops_ > 1) ++book.twice;
    ++book.dropped;
    if (luck_ % 3 == 0) co_await async::this_task::yield();
    if (luck_ % 7 == 0) throw injected();
  }

 private:
  unsigned luck_;
  int drops_ = 0;
};

async::task<void> serve(stream socket, kv::server_state& server, unsigned luck) {
  try {
    witness first(luck);
    kv::connection client(socket, server);
    witness second(luck / 7);
    if (luck % 11 == 0) throw injected();
    co_await client.serve();
    if (luck % 13 == 0) throw injected();
  } catch (std::exception const&) {
    // An injected error, or the client has gone.
  }
}

async::task<void> visit(std::uint16_t port, unsigned luck) {
  // One of several addresses, so that the ports do not run out.
  std::string const host = "127.0.0." + std::to_string(1 + luck % 200);
  try {
    stream s = co_await stream::connect(host, port);
    witness here(luck / 2);
    if (luck % 5 == 0) co_return;
    co_await s.write_all(luck % 2 ? "PING\r\n" : "PING\r\nPI");
    char reply[64];
    if (luck % 4 != 0) static_cast<void>(co_await s.read_some(reply));
    if (luck % 17 == 0) throw injected();
  } catch (std::exception const&) {
  }
}

async::task<void> accept_all(listener& l, kv::server_state& server, unsigned seed) {
  std::minstd_rand luck(seed);
  async::task_group tasks;
  for (;;) tasks.spawn(serve(co_await l.accept(), server, static_cast<unsigned>(luck())));
}

async::task<void> waves(std::uint16_t port, long rounds, unsigned seed) {
  std::minstd_rand luck(seed + 1);
  constexpr long at_once = 50;
  for (long done = 0; done < rounds; done += at_once) {
    std::vector<async::join_handle<void>> visits;
    for (long i = 0; i < at_once; ++i)
      visits.push_back(async::spawn(visit(port, static_cast<unsigned>(luck()))));
    for (auto& each : visits)
      if (luck() % 6 == 0) each.request_stop();
    for (auto& each : visits) {
      try {
        co_await each;
      } catch (async::cancelled const&) {
      }
    }
  }
}

long open_files() {
  long n = 0;
  DIR* const d = opendir("/proc/self/fd");
  while (readdir(d)) ++n;
  closedir(d);
  return n;
}

}  // namespace

[[async::main(async::multi_thread{{.workers = 2}})]]
async::task<int> main(int argc, char** argv) {
  long const rounds = argc > 1 ? std::atol(argv[1]) : 1000;
  unsigned const seed = argc > 2 ? static_cast<unsigned>(std::atol(argv[2])) : 1;
  async::set_suppressed_exception_handler([](std::exception_ptr) { ++book.suppressed; });
  long const files = open_files();
  kv::server_state server;
  {
    auto l = listener::bind("0.0.0.0", 0);
    auto accepting = async::spawn(accept_all(l, server, seed));
    co_await waves(l.local_port(), rounds, seed);
    accepting.request_stop();
    try {
      co_await accepting;
    } catch (async::cancelled const&) {
    }
  }
  std::printf("opened %ld, dropped %ld, twice %ld, without a drop %ld, living %ld, files %ld\n",
              book.opened.load(), book.dropped.load(), book.twice.load(), book.undropped.load(),
              book.opened - book.destroyed, open_files() - files);
  bool const good = book.opened == book.dropped && book.opened == book.destroyed &&
                    book.twice == 0 && book.opened >= rounds && open_files() == files &&
                    server.connections == 0;
  co_return good ? 0 : 1;
}
