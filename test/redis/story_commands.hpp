#pragma once

// Typed commands, errors, pipelines, transactions, big values.

#include "client.hpp"
#include "trace.hpp"
#include "transaction.hpp"

#include <async/async.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

inline std::string joined(std::vector<std::string> const& all) {
  std::string text;
  for (auto const& one : all) text += one + ",";
  return text;
}

template <class C>
[[async::maybe]] async::maybe<async::mode_of<C>, int> tell_commands(C& c, trace& t) {
  using when = redis::set_options::condition;
  std::string const binary("a\r\nb\0c", 6);
  co_await c.ping();
  t.add("echo", co_await c.echo(binary) == binary);
  t.add("set", co_await c.set("k", "7"));
  t.add("set if absent", co_await c.set("k", "8", {.when = when::if_absent}));
  t.add("incr", co_await c.incr("k"));
  t.add("incr by", co_await c.incr("k", -3));
  t.add("get", (co_await c.get("k")).value_or("none"));
  t.add("get of nothing", (co_await c.get("none")).has_value());
  t.add("expire", co_await c.expire("k", 100));
  t.add("ttl", co_await c.ttl("k") > 90);
  t.add("exists", co_await c.exists("k"));
  t.add("del", co_await c.del("k"));
  t.add("hset", co_await c.hset("h", "one", "1"));
  t.add("hset", co_await c.hset("h", "two", "2"));
  for (auto const& [field, text] : co_await c.hgetall("h")) t.add(field, text);
  std::vector<std::string> const words = {"x", "y", "z"};
  t.add("rpush", co_await c.rpush("l", words));
  t.add("lrange", joined(co_await c.lrange("l", 0, -1)));
  t.add("sadd", co_await c.sadd("s", words));
  t.add("smembers", (co_await c.smembers("s")).size());
  t.add("zadd", co_await c.zadd("z", "2.5", "m"));
  t.add("zscore", (co_await c.zscore("z", "m")) == 2.5);
  t.add("zscore of nothing", (co_await c.zscore("z", "n")).has_value());
  for (auto const& text : co_await c.mget(words)) t.add("mget", text.has_value());
  try {
    co_await c.incr("h");
  } catch (redis::server_error const& e) {
    t.add(e.code(), e.what());
  }
  try {
    co_await c.get("h");
  } catch (redis::server_error const& e) {
    t.add(e.code(), e.what());
  }
  t.add("still there", co_await c.hget("h", "two") == "2");
  co_return 0;
}

template <class C>
[[async::maybe]] async::maybe<async::mode_of<C>, int> tell_pipelines(C& c, trace& t) {
  redis::pipeline many;
  for (int i = 0; i < 10000; ++i) {
    if (i == 5000)
      many.add("INCR", "l");  // of another type
    else
      many.add("INCR", "counter");
  }
  redis::replies const all = co_await c.run(many);
  t.add("replies", all.size());
  std::int64_t expected = 0;
  std::size_t right = 0;
  for (auto const& v : all) {
    if (v.is_error())
      t.add("in the middle", describe(v));
    else
      right += v.integer() == ++expected ? 1 : 0;
  }
  t.add("right", right);
  redis::pipeline const empty;
  t.add("empty", (co_await c.run(empty)).size());

  std::string big(10 * 1024 * 1024, 'x');
  for (std::size_t i = 0; i < big.size(); i += 1000) big[i] = static_cast<char>(i / 1000);
  co_await c.set("big", big);
  t.add("big", co_await c.get("big") == big);
  redis::pipeline twice;
  twice.add("GET", "big").add("GET", "big").add("DEL", "big");
  redis::replies const copies = co_await c.run(twice);
  t.add("big in a pipeline", copies[0].text() == big && copies[1] == copies[0]);
  co_return 0;
}

template <class C>
[[async::maybe]] async::maybe<async::mode_of<C>, int> tell_transactions(C& c, C& other, trace& t) {
  redis::pipeline p;
  p.add("SET", "t", 1).add("INCR", "t").add("INCR", "h").add("GET", "t");
  auto const done = co_await redis::transact(c, p);
  t.add("exec", describe(done.value()));
  redis::pipeline wrong;
  wrong.add("SET", "t", 5).add("NOSUCH");
  try {
    co_await redis::transact(c, wrong);
  } catch (redis::server_error const& e) {
    t.add("refused", e.what());
  }
  t.add("nothing has run", co_await c.get("t") == "2");
  co_await redis::watch(c, "t");
  co_await other.set("t", "9");
  t.add("changed meanwhile", (co_await redis::transact(c, p)).has_value());
  co_await redis::watch(c, "t");
  co_await redis::unwatch(c);
  co_await other.set("t", "9");
  t.add("not watched", (co_await redis::transact(c, p)).has_value());
  co_return 0;
}
