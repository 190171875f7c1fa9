#pragma once

// The modes of both programs.

#include <string_view>

namespace http {

enum class mode { suspending, blocking, asio };

/// Takes "--blocking" or "--asio"; false for anything else.
inline bool takes_mode(std::string_view word, mode& m) noexcept {
  if (word == "--blocking")
    m = mode::blocking;
  else if (word == "--asio")
    m = mode::asio;
  else
    return false;
  return true;
}

}  // namespace http
