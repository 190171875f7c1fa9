#pragma once

// Typed commands, for every class that has `call(command)`.

#include "command.hpp"
#include "convert.hpp"

#include <async/async.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redis {

struct set_options {
  enum class condition { always, if_absent, if_present };

  std::int64_t expire_seconds = 0;  // 0: never
  condition when = condition::always;
};

inline command set_command(std::string_view key, std::string_view text, set_options const& o) {
  command c("SET", key, text);
  if (o.expire_seconds != 0) c.add("EX").add(o.expire_seconds);
  if (o.when != set_options::condition::always)
    c.add(o.when == set_options::condition::if_absent ? "NX" : "XX");
  return c;
}

/// A base of `Self`, whose `call()` it uses.
template <class Self, async::mode M>
class [[async::maybe]] commands {
 public:
  using words = std::vector<std::string>;

  async::maybe<M, void> ping() {
    to_text(co_await self().call(command("PING").repeatable()));
    co_return;
  }
  async::maybe<M, std::string> echo(std::string_view text) {
    co_return to_text(co_await self().call(command("ECHO", text).repeatable()));
  }

  async::maybe<M, std::optional<std::string>> get(std::string_view key) {
    co_return to_optional_text(co_await self().call(command("GET", key).repeatable()));
  }
  /// False if the condition did not hold.
  async::maybe<M, bool> set(std::string_view key, std::string_view text, set_options o = {}) {
    value const v = co_await self().call(set_command(key, text, o));
    co_return !v.checked().is_null();
  }
  async::maybe<M, std::vector<std::optional<std::string>>> mget(words const& keys) {
    command c("MGET");
    c.add_all(keys);
    co_return to_optional_texts(co_await self().call(std::move(c).repeatable()));
  }
  async::maybe<M, std::int64_t> del(std::string_view key) {
    co_return to_integer(co_await self().call(command("DEL", key)));
  }
  async::maybe<M, bool> exists(std::string_view key) {
    co_return to_boolean(co_await self().call(command("EXISTS", key).repeatable()));
  }
  async::maybe<M, std::int64_t> incr(std::string_view key, std::int64_t by = 1) {
    co_return to_integer(co_await self().call(command("INCRBY", key, by)));
  }
  async::maybe<M, bool> expire(std::string_view key, std::int64_t seconds) {
    co_return to_boolean(co_await self().call(command("EXPIRE", key, seconds)));
  }
  /// In seconds; -1 for a key that does not expire, -2 without a key.
  async::maybe<M, std::int64_t> ttl(std::string_view key) {
    co_return to_integer(co_await self().call(command("TTL", key).repeatable()));
  }

  async::maybe<M, bool> hset(std::string_view key, std::string_view field, std::string_view text) {
    co_return to_boolean(co_await self().call(command("HSET", key, field, text)));
  }
  async::maybe<M, std::optional<std::string>> hget(std::string_view key, std::string_view field) {
    co_return to_optional_text(co_await self().call(command("HGET", key, field).repeatable()));
  }
  async::maybe<M, std::map<std::string, std::string>> hgetall(std::string_view key) {
    co_return to_map(co_await self().call(command("HGETALL", key).repeatable()));
  }

  async::maybe<M, std::int64_t> rpush(std::string_view key, words const& texts) {
    command c("RPUSH", key);
    c.add_all(texts);
    co_return to_integer(co_await self().call(std::move(c)));
  }
  async::maybe<M, words> lrange(std::string_view key, std::int64_t first, std::int64_t last) {
    co_return to_texts(co_await self().call(command("LRANGE", key, first, last).repeatable()));
  }
  async::maybe<M, std::int64_t> sadd(std::string_view key, words const& texts) {
    command c("SADD", key);
    c.add_all(texts);
    co_return to_integer(co_await self().call(std::move(c)));
  }
  async::maybe<M, words> smembers(std::string_view key) {
    co_return to_texts(co_await self().call(command("SMEMBERS", key).repeatable()));
  }
  async::maybe<M, bool> zadd(std::string_view key, std::string_view score, std::string_view text) {
    co_return to_boolean(co_await self().call(command("ZADD", key, score, text)));
  }
  async::maybe<M, std::optional<double>> zscore(std::string_view key, std::string_view text) {
    co_return to_optional_real(co_await self().call(command("ZSCORE", key, text).repeatable()));
  }

  async::maybe<M, value> eval(std::string_view script) {
    co_return (co_await self().call(command("EVAL", script, 0))).checked();
  }
  /// How many clients got it.
  async::maybe<M, std::int64_t> publish(std::string_view channel, std::string_view text) {
    co_return to_integer(co_await self().call(command("PUBLISH", channel, text)));
  }

 private:
  Self& self() noexcept { return static_cast<Self&>(*this); }
};

}  // namespace redis
