#pragma once

// A client for RESP servers, written once: client<async::blocking> makes plain calls,
// client<async::suspending> is for coroutines.

#include "input_buffer.hpp"
#include "reply.hpp"

#include <async/async.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace kv {

struct set_options {
  enum class condition { always, if_absent, if_present };

  std::int64_t expire_seconds = 0;  // 0: never
  condition when = condition::always;
};

/// Speaks over a connection that it borrows. Failures are `std::system_error`, `disconnected`,
/// `server_error` and `protocol_error`.
template <async::mode M>
class [[async::maybe]] client {
 public:
  using async_mode = M;
  using stream = async::net::tcp_stream<M>;

  explicit client(stream& s) : socket_(s) { socket_.set_no_delay(true); }
  client(client const&) = delete;
  client& operator=(client const&) = delete;
  ~client() = default;

  async::maybe<M, std::optional<std::string>> get(std::string_view key) {
    queue({"GET", key});
    co_return text_or_null(co_await single());
  }

  /// False if the condition did not hold.
  async::maybe<M, bool> set(std::string_view key, std::string_view value, set_options o = {}) {
    queue_set(key, value, o);
    reply const r = co_await single();
    co_return checked(r).type != reply::kind::null;
  }

  async::maybe<M, bool> del(std::string_view key) {
    queue({"DEL", key});
    co_return number(co_await single()) == 1;
  }

  async::maybe<M, bool> exists(std::string_view key) {
    queue({"EXISTS", key});
    co_return number(co_await single()) == 1;
  }

  async::maybe<M, std::int64_t> incr(std::string_view key) {
    queue({"INCR", key});
    co_return number(co_await single());
  }

  /// False if there is no such key.
  async::maybe<M, bool> expire(std::string_view key, std::int64_t seconds) {
    queue({"EXPIRE", key, std::to_string(seconds)});
    co_return number(co_await single()) == 1;
  }

  /// In seconds; -1 for a key that does not expire, -2 without a key.
  async::maybe<M, std::int64_t> ttl(std::string_view key) {
    queue({"TTL", key});
    co_return number(co_await single());
  }

  async::maybe<M, void> ping() {
    queue({"PING"});
    reply const r = co_await single();
    if (checked(r).text != "PONG") throw protocol_error("PING was not answered with PONG");
    co_return;
  }

  async::maybe<M, std::string> echo(std::string_view text) {
    queue({"ECHO", text});
    co_return text_or_null(co_await single()).value_or("");
  }

  /// Any command; an error is a reply like others here.
  async::maybe<M, reply> call(std::span<std::string_view const> words) {
    queue(words);
    co_return co_await single();
  }

  // Pipelining: queue commands, then receive as many replies. The first receive sends them all.

  void queue(std::span<std::string_view const> words) {
    reply_writer command(out_);
    command.array(words.size());
    for (auto const w : words) command.bulk(w);
    ++outstanding_;
  }
  void queue(std::initializer_list<std::string_view> words) {
    queue(std::span<std::string_view const>(words.begin(), words.size()));
  }

  /// Replies that are still to come.
  std::size_t outstanding() const noexcept { return outstanding_; }

  /// All replies so far.
  std::uint64_t received() const noexcept { return received_; }

  async::maybe<M, void> send() {
    while (has_queued()) {
      auto const rest = std::string_view(out_).substr(sent_);
      sent_ += co_await socket_.write_some(rest);
    }
    out_.clear();
    sent_ = 0;
    co_return;
  }

  async::maybe<M, reply> receive() {
    if (outstanding_ == 0) throw std::logic_error("kv::client: no reply is outstanding");
    co_await send();
    for (;;) {
      auto rest = in_.unread();
      auto found = reply_parser::next(rest);
      if (found) {
        in_.consume(in_.unread().size() - rest.size());
        --outstanding_;
        ++received_;
        co_return std::move(*found);
      }
      std::size_t const n = co_await socket_.read_some(in_.space(in_.unread().size()));
      if (n == 0) throw disconnected(!in_.unread().empty());
      in_.filled(n);
    }
  }

  bool has_queued() const noexcept { return sent_ < out_.size(); }

  /// What was queued and never asked about is still sent.
  [[async::drop(has_queued)]] async::maybe<M, void> finish() noexcept {
    try {
      co_await send();
    } catch (std::exception const&) {
      // The server has gone; whoever wants to know awaits the replies.
    }
    co_return;
  }

 private:
  async::maybe<M, reply> single() {
    if (outstanding_ != 1)
      throw std::logic_error("kv::client: receive the pipelined replies first");
    return receive();
  }

  void queue_set(std::string_view key, std::string_view value, set_options const& o) {
    auto const seconds = std::to_string(o.expire_seconds);
    std::string_view words[6] = {"SET", key, value};
    std::size_t n = 3;
    if (o.expire_seconds != 0) {
      words[n++] = "EX";
      words[n++] = seconds;
    }
    if (o.when != set_options::condition::always)
      words[n++] = o.when == set_options::condition::if_absent ? "NX" : "XX";
    queue(std::span<std::string_view const>(words, n));
  }

  static reply const& checked(reply const& r) {
    if (r.type == reply::kind::error) throw server_error(r.text);
    return r;
  }
  static std::int64_t number(reply const& r) {
    if (checked(r).type != reply::kind::integer) throw protocol_error("expected a number");
    return r.number;
  }
  static std::optional<std::string> text_or_null(reply const& r) {
    if (checked(r).type == reply::kind::null) return std::nullopt;
    if (r.type != reply::kind::bulk) throw protocol_error("expected a string");
    return r.text;
  }

  stream& socket_;
  std::string out_;
  std::size_t sent_ = 0;
  input_buffer in_;
  std::size_t outstanding_ = 0;
  std::uint64_t received_ = 0;
};

}  // namespace kv
