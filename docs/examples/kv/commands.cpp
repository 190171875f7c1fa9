#include "commands.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace kv {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr char const* not_an_integer = "ERR value is not an integer or out of range";
constexpr char const* syntax_error = "ERR syntax error";

bool same_word(std::string_view a, std::string_view upper) noexcept {
  return std::equal(a.begin(), a.end(), upper.begin(), upper.end(), [](char x, char y) {
    return (x >= 'a' && x <= 'z' ? static_cast<char>(x - 'a' + 'A') : x) == y;
  });
}

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Nothing if the clock cannot hold that time.
template <class Unit>
std::optional<store::deadline> deadline_in(std::int64_t n) {
  auto const now = store::clock::now();
  auto const room = std::chrono::duration_cast<Unit>(store::never - now).count();
  if (n >= room || n <= -room) return std::nullopt;
  return now + Unit(n);
}

void get(session& s, words w) {
  if (!s.server.data.get(w[1], [&s](std::string_view v) { s.reply.bulk(v); })) s.reply.null();
}

void set(session& s, words w) {
  auto until = store::never;
  auto when = store::condition::always;
  for (std::size_t i = 3; i < w.size(); ++i) {
    bool const in_seconds = same_word(w[i], "EX");
    if (when == store::condition::always && same_word(w[i], "NX")) {
      when = store::condition::if_absent;
    } else if (when == store::condition::always && same_word(w[i], "XX")) {
      when = store::condition::if_present;
    } else if (until == store::never && i + 1 < w.size() &&
               (in_seconds || same_word(w[i], "PX"))) {
      auto const n = to_number(w[++i]);
      if (!n) return s.reply.error(not_an_integer);
      auto const t = in_seconds ? deadline_in<seconds>(*n) : deadline_in<milliseconds>(*n);
      if (*n <= 0 || !t) return s.reply.error("ERR invalid expire time in 'set' command");
      until = *t;
    } else {
      return s.reply.error(syntax_error);
    }
  }
  if (s.server.data.set(w[1], w[2], until, when))
    s.reply.simple("OK");
  else
    s.reply.null();
}

void del(session& s, words w) {
  s.reply.integer(std::count_if(w.begin() + 1, w.end(),
                                [&s](std::string_view key) { return s.server.data.erase(key); }));
}

void exists(session& s, words w) {
  s.reply.integer(std::count_if(w.begin() + 1, w.end(), [&s](std::string_view key) {
    return s.server.data.contains(key);
  }));
}

struct incr_reply {
  session& s;
  void operator()(std::int64_t n) const { s.reply.integer(n); }
  void operator()(store::number_error e) const {
    s.reply.error(e == store::number_error::overflow ? "ERR increment or decrement would overflow"
                                                     : not_an_integer);
  }
};
void incr(session& s, words w) { s.server.data.increment(w[1], incr_reply{s}); }

void expire(session& s, words w) {
  auto const n = to_number(w[2]);
  if (!n) return s.reply.error(not_an_integer);
  if (w.size() > 3) return s.reply.error("ERR Unsupported option " + std::string(w[3]));
  auto const t = deadline_in<seconds>(*n);
  if (!t) return s.reply.error("ERR invalid expire time in 'expire' command");
  s.reply.integer(s.server.data.expire(w[1], *t) ? 1 : 0);
}

void ttl(session& s, words w) {
  auto const t = s.server.data.expiry(w[1]);
  if (!t) return s.reply.integer(-2);
  if (*t == store::never) return s.reply.integer(-1);
  s.reply.integer(std::chrono::round<seconds>(*t - store::clock::now()).count());
}

void ping(session& s, words w) {
  if (w.size() > 2) return s.reply.error("ERR wrong number of arguments for 'ping' command");
  if (w.size() == 2)
    s.reply.bulk(w[1]);
  else
    s.reply.simple("PONG");
}

void echo(session& s, words w) { s.reply.bulk(w[1]); }

void quit(session& s, words) {
  s.reply.simple("OK");
  s.quits = true;
}

void select(session& s, words w) {
  auto const n = to_number(w[1]);
  if (!n) return s.reply.error(not_an_integer);
  if (*n != 0) return s.reply.error("ERR DB index is out of range");
  s.reply.simple("OK");
}

void dbsize(session& s, words) {
  s.reply.integer(static_cast<std::int64_t>(s.server.data.size()));
}

void flushall(session& s, words w) {
  if (w.size() > 2 || (w.size() == 2 && !same_word(w[1], "SYNC") && !same_word(w[1], "ASYNC")))
    return s.reply.error(syntax_error);
  s.server.data.clear();
  s.reply.simple("OK");
}

// Tools ask for documentation at start and are content to get none.
void command(session& s, words w) {
  if (w.size() > 1 && same_word(w[1], "COUNT")) return s.reply.integer(0);
  if (w.size() > 1 && same_word(w[1], "DOCS")) return s.reply.map(0);
  s.reply.array(0);
}

void unknown_subcommand(session& s, words w) {
  s.reply.error("ERR unknown subcommand '" + std::string(w[1].substr(0, 128)) + "'.");
}

void config(session& s, words w) {
  if (!same_word(w[1], "GET")) return unknown_subcommand(s, w);
  auto const known = [](std::string_view name) {
    return same_word(name, "SAVE") || same_word(name, "APPENDONLY");
  };
  s.reply.map(static_cast<std::size_t>(std::count_if(w.begin() + 2, w.end(), known)));
  for (auto const name : w.subspan(2)) {
    if (!known(name)) continue;
    s.reply.bulk(lower(name));
    s.reply.bulk(same_word(name, "SAVE") ? "" : "no");
  }
}

void client(session& s, words w) {
  if (same_word(w[1], "ID")) return s.reply.integer(static_cast<std::int64_t>(s.id));
  if (same_word(w[1], "GETNAME"))
    return s.name.empty() && s.reply.version() == 2 ? s.reply.null() : s.reply.bulk(s.name);
  if (same_word(w[1], "SETNAME") && w.size() == 3)
    s.name = w[2];
  else if (!same_word(w[1], "SETINFO") || w.size() != 4)
    return unknown_subcommand(s, w);
  s.reply.simple("OK");
}

void hello(session& s, words w) {
  if (w.size() > 1) {
    auto const version = to_number(w[1]);
    if (!version)
      return s.reply.error("ERR Protocol version is not an integer or out of range");
    if (*version != 2 && *version != 3)
      return s.reply.error("NOPROTO unsupported protocol version");
    if (w.size() == 4 && same_word(w[2], "SETNAME"))
      s.name = w[3];
    else if (w.size() != 2)
      return s.reply.error("ERR Syntax error in HELLO option '" + std::string(w[2]) + "'");
    s.reply.use_version(static_cast<int>(*version));
  }
  auto const text = [&s](std::string_view key, std::string_view value) {
    s.reply.bulk(key);
    s.reply.bulk(value);
  };
  s.reply.map(7);
  text("server", "redis");
  text("version", "7.0.0");
  s.reply.bulk("proto");
  s.reply.integer(s.reply.version());
  s.reply.bulk("id");
  s.reply.integer(static_cast<std::int64_t>(s.id));
  text("mode", "standalone");
  text("role", "master");
  s.reply.bulk("modules");
  s.reply.array(0);
}

void info(session& s, words) {
  std::string text = "# Server\r\nredis_version:7.0.0\r\nserver_name:DistriData\r\nruntime:";
  text += s.server.runtime_name + "\r\n\r\n# Clients\r\nconnected_clients:";
  text += std::to_string(s.server.connections.load()) + "\r\n";
  if (s.server.more_info) text += s.server.more_info();
  text += "\r\n# Keyspace\r\n";
  if (std::size_t const n = s.server.data.size())
    text += "db0:keys=" + std::to_string(n) + "\r\n";
  s.reply.bulk(text);
}

struct entry {
  std::string_view name;
  std::size_t least;  // words, the command's name among them
  std::size_t most;
  void (*run)(session&, words);
};

constexpr std::size_t any = static_cast<std::size_t>(-1);
constexpr std::array<entry, 19> table{{
    {"GET", 2, 2, &get},           {"SET", 3, any, &set},       {"DEL", 2, any, &del},
    {"EXISTS", 2, any, &exists},   {"INCR", 2, 2, &incr},       {"EXPIRE", 3, any, &expire},
    {"TTL", 2, 2, &ttl},           {"PING", 1, any, &ping},     {"ECHO", 2, 2, &echo},
    {"QUIT", 1, any, &quit},       {"SELECT", 2, 2, &select},   {"DBSIZE", 1, 1, &dbsize},
    {"FLUSHALL", 1, any, &flushall}, {"COMMAND", 1, any, &command},
    {"CONFIG", 3, any, &config},   {"CLIENT", 2, any, &client}, {"HELLO", 1, any, &hello},
    {"INFO", 1, any, &info},       {"FLUSHDB", 1, any, &flushall},
}};

void unknown(session& s, words w) {
  std::string text = "ERR unknown command '" + std::string(w[0].substr(0, 128)) +
                     "', with args beginning with: ";
  for (auto const argument : w.subspan(1)) {
    if (text.size() > 256) break;
    text.append("'").append(argument.substr(0, 128)).append("' ");
  }
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
  s.reply.error(text);
}

}  // namespace

void execute(session& s, words command) {
  for (entry const& e : table) {
    if (e.name.size() != command[0].size() || !same_word(command[0], e.name)) continue;
    if (command.size() >= e.least && command.size() <= e.most) return e.run(s, command);
    return s.reply.error("ERR wrong number of arguments for '" + lower(e.name) + "' command");
  }
  unknown(s, command);
}

}  // namespace kv
