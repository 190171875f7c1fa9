#pragma once

#include <async/detail/foreign.hpp>
#include <async/mode.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <ranges>
#include <span>
#include <system_error>
#include <type_traits>
#include <utility>

namespace async {

/// Something to read bytes from, in its own mode: `read_some` gives how many it has read, at least one,
/// or 0 at the end.
template <class R>
concept reader = mode<mode_of<R>> && requires(std::remove_reference_t<R>& r, std::span<char> into) {
  { r.read_some(into) } -> std::same_as<maybe<mode_of<R>, std::size_t>>;
};

/// Something to write bytes to, in its own mode: `write_some` gives how many it has taken, at least one.
template <class W>
concept writer =
    mode<mode_of<W>> && requires(std::remove_reference_t<W>& w, std::span<char const> from) {
      { w.write_some(from) } -> std::same_as<maybe<mode_of<W>, std::size_t>>;
    };

/// Values of `T` one after the other: an asynchronous stream, whose `next()` is awaited for an
/// `optional<T>`, or a range.
template <class S, class T>
concept stream_of =
    requires(std::remove_reference_t<S>& s) {
      requires std::constructible_from<T, std::ranges::range_reference_t<decltype((s))>>;
    } || requires(std::remove_reference_t<S>& s) {
      requires std::constructible_from<
          T, decltype(*std::declval<detail::await_result_of<decltype(s.next())>>())>;
    };

/// What the library's own readers report besides the system's errors.
enum class io_errc {
  unexpected_end = 1,  ///< the input ended in the middle of what was asked for
  too_long             ///< a line or frame is longer than its limit
};
std::error_category const& io_category() noexcept;
inline std::error_code make_error_code(io_errc e) noexcept {
  return {static_cast<int>(e), io_category()};
}

}  // namespace async

template <>
struct std::is_error_code_enum<async::io_errc> : std::true_type {};
