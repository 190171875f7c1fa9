#pragma once

#include "redis_server.hpp"

/// Where a story takes place. `Dial` leads to the server, `Tcp` to others, both in the same mode.
template <class Dial, class Tcp>
struct setting {
  Dial dial;
  Tcp dial_old;   // a server that does not know HELLO
  Tcp dial_fake;  // a server that sends what it likes
  redis_server& server;
};
