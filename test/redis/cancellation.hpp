#pragma once

// Stop requests, which only suspending code can get.

#include "client.hpp"
#include "dial.hpp"

#include <async/async.hpp>

#include <chrono>
#include <cstdio>
#include <string>

using suspending_dialer = redis::tcp_dialer<async::suspending>;
using suspending_client = redis::client<suspending_dialer::transport>;

inline bool expect(bool ok, char const* what) {
  std::printf("%s: %s\n", ok ? "cancellation" : "FAIL: cancellation", what);
  return ok;
}

inline async::task<void> wait_for_ever(suspending_dialer dial) {
  suspending_client c = co_await suspending_client::connect(dial);
  co_await c.call(redis::command("BLPOP", "never", 0));
}

inline async::task<bool> cancellation_works(suspending_dialer dial) {
  using namespace std::chrono_literals;
  suspending_client c = co_await suspending_client::connect(dial);
  suspending_client other = co_await suspending_client::connect(dial);
  bool timed_out = false;
  try {
    co_await async::timeout(50ms, c.call(redis::command("BLPOP", "queue", 0)));
  } catch (async::timed_out const&) {
    timed_out = true;
  }
  bool ok = expect(timed_out, "a wait is given up");
  redis::command push("RPUSH", "queue", "x");
  co_await other.call(push);
  ok = expect(co_await c.echo("mine") == "mine", "its reply is skipped") && ok;

  std::string const big(64 * 1024 * 1024, 'b');
  timed_out = false;
  try {
    co_await async::timeout(1ms, c.set("big", big));
  } catch (async::timed_out const&) {
    timed_out = true;
  }
  ok = expect(co_await c.echo("next") == "next", "the rest of a command is sent later") && ok;
  ok = expect(!timed_out || (co_await c.get("big")) == big, "and arrives whole") && ok;

  auto waiting = async::spawn(wait_for_ever(dial));
  co_await async::sleep_for(100ms);
  waiting.request_stop();
  bool cancelled = false;
  try {
    co_await waiting;
  } catch (async::cancelled const&) {
    cancelled = true;
  }
  ok = expect(cancelled, "a task that waits ends") && ok;
  co_return ok;
}
