#pragma once

// The characters of HTTP (RFC 9110, section 5.6) and numbers.

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace http {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Names of headers and methods consist of these.
constexpr bool is_token_character(char c) noexcept {
  if (is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z')) return true;
  return c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}
constexpr bool is_token(std::string_view text) noexcept {
  for (char const c : text)
    if (!is_token_character(c)) return false;
  return !text.empty();
}

/// No control characters but tabs: in particular no CR and NUL, which others may take for an end.
constexpr bool is_field_value(std::string_view text) noexcept {
  for (char const c : text) {
    auto const code = static_cast<unsigned char>(c);
    if ((code < 0x20 && c != '\t') || code == 0x7f) return false;
  }
  return true;
}
/// Printable ASCII without spaces.
constexpr bool is_target(std::string_view text) noexcept {
  for (char const c : text)
    if (c <= 0x20 || c >= 0x7f) return false;
  return !text.empty();
}

constexpr bool same_word(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

constexpr std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// The elements between commas, without those that are empty.
inline std::vector<std::string_view> list_elements(std::string_view text) {
  std::vector<std::string_view> elements;
  while (!text.empty()) {
    auto const comma = text.find(',');
    if (auto const part = trimmed(text.substr(0, comma)); !part.empty()) elements.push_back(part);
    text.remove_prefix(comma == text.npos ? text.size() : comma + 1);
  }
  return elements;
}

/// Digits and nothing else (no sign, no space), and no more than fit.
template <class N = std::uint64_t>
std::optional<N> to_number(std::string_view text, int base = 10) noexcept {
  if (text.empty() || text.front() == '-') return std::nullopt;
  N n{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), n, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return n;
}

}  // namespace http
