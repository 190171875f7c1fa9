#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace redis {

/// The server answered with an error.
class server_error : public std::runtime_error {
 public:
  using runtime_error::runtime_error;

  /// The first word: "ERR", "WRONGTYPE", "NOAUTH", ...
  std::string_view code() const noexcept {
    std::string_view const all = what();
    return all.substr(0, all.find(' '));
  }
};

/// What the server sent is no RESP, or exceeds the limits. The connection is of no more use.
class protocol_error : public std::runtime_error {
 public:
  using runtime_error::runtime_error;
};

/// The reply is well-formed, but of another type than the function returns.
class type_error : public std::runtime_error {
 public:
  using runtime_error::runtime_error;
};

/// The connection ended or failed.
class connection_lost : public std::runtime_error {
 public:
  using runtime_error::runtime_error;
};

/// The connection was lost after the command was sent: it may have run or not.
class outcome_unknown : public connection_lost {
 public:
  using connection_lost::connection_lost;
};

}  // namespace redis
