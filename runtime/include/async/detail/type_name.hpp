#pragma once

#include <string_view>

namespace async::detail {

/// The name of `T` as it is written in C++, with its namespaces.
template <class T>
constexpr std::string_view type_name() noexcept {
  std::string_view s = __PRETTY_FUNCTION__;
  s.remove_prefix(s.find("T = ") + 4);
  return s.substr(0, s.find_first_of(";]"));
}

}  // namespace async::detail
