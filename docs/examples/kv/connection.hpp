#pragma once

// One client's connection: reads commands, answers them, and leaves without losing a reply.

#include "commands.hpp"
#include "input_buffer.hpp"
#include "resp.hpp"
#include "within.hpp"

#include <async/async.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace kv {

class connection {
 public:
  using stream = async::net::tcp_stream<async::suspending>;

  connection(stream& socket, server_state& server)
      : socket_(socket),
        session_{server, reply_writer(out_), server.last_id.fetch_add(1) + 1} {
    socket_.set_no_delay(true);
    session_.server.connections.fetch_add(1);
  }
  connection(connection const&) = delete;
  connection& operator=(connection const&) = delete;
  ~connection() {
    session_.server.connections.fetch_sub(1);
    session_.server.answered.fetch_add(answered_);
  }

  /// Returns when the client has left, has said QUIT or does not speak RESP.
  async::task<void> serve() {
    while (!session_.quits) {
      std::size_t const n = co_await socket_.read_some(in_.space(parser_.missing(in_.unread())));
      at_end_ = n == 0;
      if (at_end_) break;
      in_.filled(n);
      co_await answer();
    }
  }

  /// A stop, or an error, may have come between a command and its reply. What was read is answered;
  /// the peer gets all of it before the connection goes away.
  [[async::drop(owes)]] async::task<void> finish() noexcept {
    using namespace std::chrono_literals;
    try {
      co_await within(5s, say_goodbye());
    } catch (std::exception const&) {
      // The client has gone, so there is nobody to tell.
    }
  }

 private:
  static constexpr std::size_t enough_to_send = 256 * 1024;

  bool unsent() const noexcept { return sent_ < out_.size(); }
  bool owes() const noexcept { return !at_end_ || unsent(); }

  /// Answers every command that has arrived whole, with one write if the replies are not large.
  async::task<void> answer() {
    while (!session_.quits) {
      auto const found = parser_.next(in_.unread());
      if (found == command_parser::outcome::incomplete) break;
      if (found == command_parser::outcome::error) {
        session_.reply.error(parser_.error());
        session_.quits = true;
        break;
      }
      if (!parser_.arguments().empty()) {
        execute(session_, parser_.arguments());
        ++answered_;
      }
      in_.consume(parser_.length());
      if (out_.size() >= enough_to_send) co_await flush();
    }
    co_await flush();
  }

  // Keeps count, so that a stop in the middle neither loses nor repeats a byte.
  async::task<void> flush() {
    while (unsent()) sent_ += co_await socket_.write_some(std::string_view(out_).substr(sent_));
    sent_ = 0;
    if (out_.capacity() > 4 * enough_to_send) std::string().swap(out_);
    out_.clear();
  }

  async::task<void> say_goodbye() {
    using namespace std::chrono_literals;
    co_await flush();
    co_await answer();
    socket_.shutdown_write();
    // Closing a socket that holds unread input resets it, which could destroy replies on their way.
    if (!at_end_) co_await within(200ms, read_to_end());
  }

  async::task<void> read_to_end() {
    char unwanted[4096];
    while (co_await socket_.read_some(unwanted) != 0) {
    }
  }

  stream& socket_;
  std::string out_;
  std::size_t sent_ = 0;
  input_buffer in_;
  command_parser parser_;
  session session_;
  std::uint64_t answered_ = 0;
  bool at_end_ = false;  // the peer sends no more
};

}  // namespace kv
