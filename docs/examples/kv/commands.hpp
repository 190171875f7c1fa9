#pragma once

// What each command does; errors are worded as Redis words them.

#include "resp.hpp"
#include "store.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace kv {

/// What all connections of a server share.
struct server_state {
  store data;
  std::string runtime_name;
  std::function<std::string()> more_info;
  std::atomic<std::uint64_t> connections{0};
  std::atomic<std::uint64_t> last_id{0};
  /// Commands answered by connections that have ended.
  std::atomic<std::uint64_t> answered{0};
};

/// One client, as its commands see it.
struct session {
  server_state& server;
  reply_writer reply;
  std::uint64_t id;
  std::string name{};
  bool quits = false;
};

using words = std::span<std::string_view const>;

/// Appends exactly one reply.
void execute(session& s, words command);

}  // namespace kv
