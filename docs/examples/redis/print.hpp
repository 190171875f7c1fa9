#pragma once

#include "value.hpp"

#include <cstdio>
#include <string>
#include <string_view>

namespace redis {

/// As redis-cli prints for a program that reads the output: a line for each value.
inline void print(value const& v) {
  if (v.is_list()) {
    for (value const& item : v.items()) print(item);
    return;
  }
  std::string line;
  if (v.is_text())
    line = v.text();
  else if (v.type() == kind::integer)
    line = std::to_string(v.integer());
  else if (v.type() == kind::boolean)
    line = v.boolean() ? "true" : "false";
  else if (v.type() == kind::real)
    line = std::to_string(v.real());
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stdout);
}

}  // namespace redis
