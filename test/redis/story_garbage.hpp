#pragma once

// What no server should send. The fake server answers CASE with the bytes of that case.

#include "handshake.hpp"
#include "trace.hpp"

#include <async/async.hpp>

#include <cstdint>
#include <string>

inline redis::limits small_limits() {
  return {.depth = 4, .line = 200, .bulk = 1000, .values = 100, .bytes = 5000};
}

template <class D>
[[async::maybe]] async::maybe<async::mode_of<D>, int> ask_fake(D& dial, std::int64_t number,
                                                               trace& t) {
  redis::connection<typename D::transport> c =
      co_await redis::reach(dial, small_limits());
  std::string const name = "case " + std::to_string(number);
  try {
    redis::value const v = co_await c.call(redis::command("CASE", number));
    t.add(name, describe(v));
  } catch (redis::protocol_error const& e) {
    t.add(name + " is an error", e.what());
  } catch (redis::connection_lost const& e) {
    t.add(name + " is lost", e.what());
  }
  for (auto const& v : c.pushes()) t.add("pushed", describe(v));
  co_return 0;
}

template <class D>
[[async::maybe]] async::maybe<async::mode_of<D>, std::int64_t> ask_fake_for(D& dial,
                                                                            char const* what) {
  redis::connection<typename D::transport> c = co_await redis::reach(dial);
  co_return (co_await c.call(redis::command(what))).integer();
}

template <class D>
[[async::maybe]] async::maybe<async::mode_of<D>, int> tell_garbage(D& dial, trace& t) {
  auto const before = co_await ask_fake_for(dial, "GOODBYES");
  auto const cases = co_await ask_fake_for(dial, "CASES");
  for (std::int64_t i = 0; i < cases; ++i) co_await ask_fake(dial, i, t);
  // Connections in which nothing went wrong said QUIT, as did the first two above.
  t.add("goodbyes", co_await ask_fake_for(dial, "GOODBYES") - before);
  co_return 0;
}
