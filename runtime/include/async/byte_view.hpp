#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <string_view>

namespace async {

/// Characters to write: what a `span<char const>` or a `string_view` can be made of. An array of constant
/// characters, as a literal is, goes without a zero at its end, if it ends in one; any other array is written whole.
class byte_view : public std::span<char const> {
 public:
  constexpr byte_view(std::span<char const> bytes) noexcept : std::span<char const>(bytes) {}
  constexpr byte_view(char const* data, std::size_t size) noexcept
      : std::span<char const>(data, size) {}
  template <std::convertible_to<std::string_view> Text>
  constexpr byte_view(Text const& text) noexcept : byte_view(std::string_view(text)) {}
  constexpr byte_view(std::string_view text) noexcept
      : std::span<char const>(text.data(), text.size()) {}
  template <std::size_t N>
  constexpr byte_view(char const (&text)[N]) noexcept
      : std::span<char const>(text, text[N - 1] == '\0' ? N - 1 : N) {}
  template <std::size_t N>
  constexpr byte_view(char (&buffer)[N]) noexcept : std::span<char const>(buffer) {}
  template <class Range>
    requires(!std::convertible_to<Range const&, std::string_view> &&
             std::convertible_to<Range const&, std::span<char const>>)
  constexpr byte_view(Range const& bytes) noexcept : std::span<char const>(bytes) {}
};

}  // namespace async
