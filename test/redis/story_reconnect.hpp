#pragma once

// The server goes away and comes back.

#include "faulty.hpp"
#include "reconnect.hpp"
#include "redis_server.hpp"
#include "trace.hpp"
#include "transaction.hpp"

#include <async/async.hpp>

#include <chrono>
#include <string_view>
#include <system_error>

template <class D>
[[async::maybe]] async::maybe<async::mode_of<D>, int> tell_losses(D& dial, redis_server& server,
                                                                  trace& t) {
  using namespace std::chrono_literals;
  faults f;
  redis::backoff const quick{.first = 1ms, .longest = 5ms, .attempts = 4};
  redis::reconnecting_client<faulty_dialer<D>> c(faulty_dialer<D>(dial, f), {}, quick);
  t.add("before", co_await c.incr("n"));
  server.kill();
  server.start();
  try {
    co_await c.incr("n");
  } catch (redis::outcome_unknown const&) {
    t.add("incr", "may have run");
  }
  t.add("a new server", co_await c.incr("n"));
  server.kill();
  server.start();
  t.add("get is repeated", (co_await c.get("n")).has_value());
  t.add("connections", c.connections());

  f.writes = 1;
  t.add("what was not sent is sent again", co_await c.incr("n"));
  t.add("connections", c.connections());
  redis::pipeline p;
  p.add("INCR", "n").add("INCR", "n");
  f.writes = 2;
  t.add("so are pipelines", describe((co_await redis::transact(c, p)).value()));
  t.add("connections", c.connections());

  server.kill();
  f.attempts = 0;
  try {
    co_await c.get("n");
  } catch (std::system_error const& e) {
    t.add("no server", std::string_view(e.code().message()));
  }
  t.add("attempts", f.attempts);
  server.start();
  f.dials = 3;
  t.add("the last attempt", co_await c.incr("n"));
  t.add("attempts", f.attempts);
  co_return 0;
}
