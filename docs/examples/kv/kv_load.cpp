// kv-load: many connections at once, every reply is compared with what it has to be.
#include "check.hpp"
#include "kv_client.hpp"
#include "load_options.hpp"

#include <async/async.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

using client = kv::client<async::suspending>;
using stream = async::net::tcp_stream<async::suspending>;

struct write_done {
  std::string key;
  std::string value;
};

/// What one connection has seen.
struct tally {
  std::uint64_t compared = 0;
  std::uint64_t received = 0;
  std::vector<write_done> acknowledged;
  bool closed_early = false;
};

std::string value_for(std::size_t connection, std::uint64_t n, std::size_t size) {
  std::string v = std::to_string(connection) + ":" + std::to_string(n) + ":";
  v.resize(std::max(size, v.size()), 'x');
  return v;
}

/// Each round sets a key, reads it back and counts: the three replies tell whether commands ran in
/// order and exactly once.
class script {
 public:
  script(kv::load_options const& o, std::size_t connection)
      : options_(o), connection_(connection), base_("kv-load:" + std::to_string(connection)) {}

  void ask(client& c) {
    auto const n = asked_++;
    if (n % 3 == 0)
      c.queue({"SET", key(n / 3), value(n / 3)});
    else if (n % 3 == 1)
      c.queue({"GET", key(n / 3)});
    else
      c.queue({"INCR", base_});
  }

  void compare(kv::reply const& r, tally& t) {
    auto const n = t.compared;
    bool right = false;
    if (n % 3 == 0)
      right = r.is_ok();
    else if (n % 3 == 1)
      right = r.type == kv::reply::kind::bulk && r.text == value(n / 3);
    else
      right = r.number == static_cast<std::int64_t>(n / 3 + 1);
    if (!right)
      throw std::runtime_error("wrong reply to command " + std::to_string(n) + " of " + base_);
    ++t.compared;
    if (n % 3 == 0 && !options_.record.empty()) remember(n / 3, t);
  }

  std::string const& counter() const noexcept { return base_; }

 private:
  static constexpr std::uint64_t keys = 1000;

  std::string key(std::uint64_t n) const { return base_ + ":" + std::to_string(n % keys); }
  std::string value(std::uint64_t n) const {
    return value_for(connection_, n, options_.value_size);
  }
  void remember(std::uint64_t n, tally& t) const {
    if (t.acknowledged.size() < keys) t.acknowledged.resize(keys);
    t.acknowledged[n % keys] = {key(n), value(n)};
  }

  kv::load_options const& options_;
  std::size_t connection_;
  std::string base_;
  std::uint64_t asked_ = 0;
};

async::task<void> talk(client& c, script& s, kv::load_options const& o, tally& t) {
  std::uint64_t const requests = o.requests / o.connections + 1;
  co_await c.del(s.counter());
  while (t.compared < requests || o.until_closed) {
    for (std::size_t i = 0; i < o.pipeline; ++i) s.ask(c);
    while (c.outstanding() > 0) s.compare(co_await c.receive(), t);
  }
}

async::task<void> connection(kv::load_options const& o, std::size_t index, tally& t) {
  auto socket = co_await stream::connect(o.host, o.port);
  client c(socket);
  script s(o, index);
  try {
    co_await talk(c, s, o, t);
  } catch (kv::disconnected const& e) {
    if (!o.until_closed || e.within_reply()) throw;
    t.closed_early = true;
  } catch (std::system_error const& e) {
    bool const reset = e.code().value() == ECONNRESET || e.code().value() == EPIPE;
    if (!o.until_closed || !reset) throw;
    t.closed_early = true;
  }
  t.received = c.received();
}

async::task<int> load(kv::load_options const& o, std::uint64_t replies) {
  std::deque<tally> tallies(o.connections);
  auto const start = std::chrono::steady_clock::now();
  {
    async::task_group all;
    for (std::size_t i = 0; i < o.connections; ++i) all.spawn(connection(o, i, tallies[i]));
    co_await all.join();
  }
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - start;
  std::uint64_t const before = replies;
  std::size_t closed = 0;
  for (auto const& t : tallies) {
    replies += t.received;
    closed += t.closed_early ? 1 : 0;
  }
  std::printf("replies: %llu, all right\n", static_cast<unsigned long long>(replies));
  std::printf("closed by the server: %zu of %zu connections\n", closed, o.connections);
  std::printf("throughput: %.0f per second\n",
              static_cast<double>(replies - before) / took.count());
  if (o.record.empty()) co_return 0;
  std::ofstream file(o.record);
  for (auto const& t : tallies)
    for (auto const& w : t.acknowledged)
      if (!w.key.empty()) file << w.key << ' ' << w.value << '\n';
  file.close();
  co_return file ? 0 : 1;
}

async::task<int> verify(kv::load_options const& o) {
  std::ifstream file(o.verify);
  if (!file) throw std::runtime_error("cannot read " + o.verify);
  auto socket = co_await stream::connect(o.host, o.port);
  client c(socket);
  write_done w;
  std::size_t right = 0;
  std::size_t wrong = 0;
  while (file >> w.key >> w.value) {
    auto const found = co_await c.get(w.key);
    ++(found == w.value ? right : wrong);
  }
  std::printf("verified: %zu right, %zu wrong\n", right, wrong);
  co_return wrong == 0 ? 0 : 1;
}

async::task<std::uint64_t> check_commands(kv::load_options const& o) {
  auto socket = co_await stream::connect(o.host, o.port);
  client c(socket);
  co_await kv::check(c, "kv-load:check");
  co_return c.received();
}

[[async::main]]
async::task<int> main(int argc, char** argv) {
  auto const options = kv::parse_load_options(argc, argv);
  if (!options) {
    std::fputs(kv::load_usage, stderr);
    co_return 2;
  }
  if (!options->verify.empty()) co_return co_await verify(*options);
  auto const checked = co_await check_commands(*options);
  co_return co_await load(*options, checked);
}
