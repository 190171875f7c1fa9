#pragma once

// Calls every function of the client once: in kv-cli blocking, in kv-load suspending.

#include "kv_client.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace kv {

inline void expect(bool ok, char const* what) {
  if (!ok) throw std::runtime_error(std::string("check failed: ") + what);
}

/// The client's mode, blocking or not, is that of the check.
template <class Client>
[[async::maybe]] async::maybe<async::mode_of<Client>, int> check(Client& c, std::string_view key) {
  using when = set_options::condition;
  std::string const text("a\r\nb\0c", 6);
  co_await c.ping();
  expect(co_await c.echo(text) == text, "echo");
  co_await c.del(key);
  expect(!co_await c.get(key), "get of nothing");
  expect(!co_await c.set(key, "1", {.when = when::if_present}), "set if present");
  expect(co_await c.set(key, "7", {.when = when::if_absent}), "set if absent");
  expect(co_await c.exists(key), "exists");
  expect(co_await c.incr(key) == 8, "incr");
  expect(co_await c.get(key) == "8", "get");
  expect(co_await c.ttl(key) == -1, "ttl of a key that stays");
  expect(co_await c.expire(key, 100), "expire");
  expect(co_await c.ttl(key) > 98, "ttl");
  expect(co_await c.set(key, text, {.expire_seconds = 50}), "set with expiry");
  expect(co_await c.ttl(key) <= 50, "ttl after set");
  bool refused = false;
  try {
    co_await c.incr(key);
  } catch (server_error const&) {
    refused = true;
  }
  expect(refused, "incr of a text");
  for (int i = 0; i < 100; ++i) c.queue({"ECHO", std::to_string(i)});
  for (int i = 0; i < 100; ++i) {
    reply const r = co_await c.receive();
    expect(r.text == std::to_string(i), "pipelined echo");
  }
  expect(co_await c.del(key), "del");
  co_return 0;
}

}  // namespace kv
