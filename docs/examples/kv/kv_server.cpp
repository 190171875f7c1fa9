// DistriData: a key-value server that speaks RESP. Try it with redis-cli.
#include "connection.hpp"
#include "humboldt.hpp"

#include <async/async.hpp>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <exception>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

using namespace std::chrono_literals;
using listener = async::net::tcp_listener<async::suspending>;
using stream = async::net::tcp_stream<async::suspending>;

async::task<void> serve(stream socket, kv::server_state& server) {
  humboldt::counted here;
  try {
    kv::connection client(socket, server);
    co_await client.serve();
  } catch (std::exception const&) {
    // A reset connection concerns only the client at its other end.
  }
}

async::task<void> evict(kv::store& data) {
  for (;;) {
    co_await async::sleep_for(100ms);
    data.evict_some();
  }
}

bool out_of_descriptors(std::system_error const& e) {
  return e.code().value() == EMFILE || e.code().value() == ENFILE;
}

async::task<void> accept_clients(listener& l, kv::server_state& server) {
  async::task_group tasks;
  tasks.spawn(evict(server.data));
  for (;;) {
    bool full = false;
    try {
      auto socket = co_await l.accept();
      tasks.spawn(serve(std::move(socket), server));
    } catch (std::system_error const& e) {
      if (!out_of_descriptors(e)) throw;
      full = true;
    }
    if (full) co_await async::sleep_for(20ms);
  }
}  // a stop ends the accept; the group then stops the clients and waits until each has closed

std::string info() {
  humboldt::runtime* const r = humboldt::here();
  if (!r) return {};
  return "humboldt_living:" + std::to_string(r->living()) +
         "\r\nhumboldt_most_at_once:" + std::to_string(r->most_at_once()) + "\r\n";
}

std::optional<std::uint16_t> port_of(int argc, char** argv) {
  if (argc == 1) return std::uint16_t{7379};
  if (argc == 3 && std::strcmp(argv[1], "--port") == 0)
    return kv::to_number<std::uint16_t>(argv[2]);
  return std::nullopt;
}

[[async::main(humboldt)]]
async::task<int> main(int argc, char** argv) {
  auto const port = port_of(argc, argv);
  if (!port) {
    std::fprintf(stderr, "usage: %s [--port N]\n", argv[0]);
    co_return 2;
  }
  kv::server_state server;
  server.runtime_name = async::this_task::runtime().name();
  server.more_info = &info;
  auto l = listener::bind("127.0.0.1", *port);
  std::printf("listening on 127.0.0.1:%u\n", static_cast<unsigned>(l.local_port()));
  std::printf("runtime: %s\n", server.runtime_name.c_str());
  std::fflush(stdout);
  try {
    co_await accept_clients(l, server);
  } catch (async::cancelled const&) {
    std::printf("answered: %llu\n", static_cast<unsigned long long>(server.answered.load()));
    throw;
  }
  co_return 0;
}
