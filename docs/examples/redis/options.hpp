#pragma once

#include "limits.hpp"

#include <string>

namespace redis {

/// How a connection begins.
struct options {
  int version = 3;  // the highest to ask for
  std::string user = {};
  std::string password = {};
  std::string client_name = {};
  int database = 0;
  redis::limits limits = {};
};

}  // namespace redis
