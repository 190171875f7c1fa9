#pragma once

// One connection: bytes out, values in. Written once for every transport.

#include "command.hpp"
#include "decode.hpp"
#include "errors.hpp"
#include "limits.hpp"
#include "pipeline.hpp"
#include "value.hpp"

#include <async/async.hpp>
#include <async/buffered.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace redis {

template <class T>
concept transport = async::reader<T> && async::writer<T> && std::movable<T>;

/// Owns its transport. An operation that ends with `async::cancelled` does no harm: what was not
/// sent is sent later, and a reply that nobody waits for any more is skipped.
template <transport T>
class [[async::maybe]] connection {
 public:
  using async_mode = async::mode_of<T>;

  explicit connection(T&& from, limits l = {}) : in_(std::move(from), 64 * 1024), decoder_(l) {}
  connection(connection&&) noexcept = default;
  connection& operator=(connection&&) noexcept = default;

  /// Which version of the protocol was agreed upon.
  int version() const noexcept { return version_; }
  void set_version(int v) noexcept { version_ = v; }

  /// The numbers of replies: the one that this command gets, and the next one that will be read.
  std::uint64_t queue(command const& c) {
    c.append_to(out_);
    return asked_++;
  }
  std::uint64_t queue(pipeline const& p) {
    out_ += p.bytes();
    return std::exchange(asked_, asked_ + p.size());
  }

  /// One that is answered by notices, as SUBSCRIBE is.
  void queue_unanswered(command const& c) { c.append_to(out_); }

  /// Of all bytes ever queued: how many, and how many the transport has taken.
  std::uint64_t queued() const noexcept { return written_ + out_.size() - sent_; }
  std::uint64_t written() const noexcept { return written_; }

  async::maybe<async_mode, void> send() {
    try {
      while (sent_ < out_.size()) {
        std::span<char const> const rest(out_.data() + sent_, out_.size() - sent_);
        std::size_t const n = co_await in_.next_layer().write_some(rest);
        sent_ += n;
        written_ += n;
      }
    } catch (std::system_error const& e) {
      lost(e.what());
    }
    sent_ = 0;
    if (out_.capacity() > largest_kept) std::string().swap(out_);
    out_.clear();
    co_return;
  }

  /// The reply of that number; those before it are skipped.
  async::maybe<async_mode, value> reply(std::uint64_t number) {
    for (;;) {
      value v = co_await receive();
      if (v.type() == kind::push)
        pushes_.push_back(std::move(v));
      else if (answered_++ == number)
        co_return v;
    }
  }
  async::maybe<async_mode, value> call(command const& c) {
    std::uint64_t const number = queue(c);
    co_await send();
    co_return co_await reply(number);
  }

  /// Whatever comes next, a push or a reply.
  async::maybe<async_mode, value> receive() {
    try {
      while (!decoder_.ready()) {
        if (in_.buffered().empty() && co_await in_.fill() == 0) lost("the server left");
        auto const data = in_.buffered();
        in_.consume(decoder_.feed(std::string_view(data.data(), data.size())));
      }
    } catch (std::system_error const& e) {
      lost(e.what());
    } catch (protocol_error const&) {
      open_.value = false;
      throw;
    }
    co_return decoder_.take();
  }

  /// What came besides replies, in RESP3.
  std::deque<value>& pushes() noexcept { return pushes_; }

  /// Whether it is worth while to say goodbye.
  bool is_open() const noexcept { return open_.value; }

  /// Says goodbye. Not if replies are missing: that may take longer than anybody wants to wait.
  [[async::drop(is_open)]] async::maybe<async_mode, void> quit() noexcept {
    open_.value = false;
    if (asked_ != answered_ || !decoder_.idle()) co_return;
    try {
      co_await call(command("QUIT"));
    } catch (std::exception const&) {
      // The server has gone before.
    }
    co_return;
  }

 private:
  static constexpr std::size_t largest_kept = 1024 * 1024;

  [[noreturn]] void lost(char const* why) {
    open_.value = false;
    throw connection_lost(why);
  }

  // False in an object that was moved from.
  struct flag {
    bool value = true;
    flag() = default;
    flag(flag&& o) noexcept : value(std::exchange(o.value, false)) {}
    flag& operator=(flag&& o) noexcept {
      value = std::exchange(o.value, false);
      return *this;
    }
  };

  async::buffered_reader<T> in_;
  decoder decoder_;
  std::string out_;
  std::size_t sent_ = 0;
  std::uint64_t written_ = 0;
  std::uint64_t asked_ = 0;
  std::uint64_t answered_ = 0;
  std::deque<value> pushes_;
  flag open_;
  int version_ = 2;
};

}  // namespace redis
