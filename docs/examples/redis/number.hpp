#pragma once

// Numbers as RESP spells them. Nothing if that is not the whole of the text.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <system_error>

namespace redis {

template <class Number>
std::optional<Number> to_number(std::string_view text) noexcept {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number n{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return n;
}

inline std::optional<double> to_real(std::string_view text) noexcept {
  using is = std::numeric_limits<double>;
  if (text == "inf" || text == "+inf") return is::infinity();
  if (text == "-inf") return -is::infinity();
  if (text == "nan" || text == "-nan") return is::quiet_NaN();
  return to_number<double>(text);
}

inline bool is_big_number(std::string_view text) noexcept {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  auto const digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && std::ranges::all_of(text, digit);
}

}  // namespace redis
