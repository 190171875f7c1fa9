#pragma once

#include <bit>
#include <cstddef>
#include <initializer_list>

namespace async {

/// The elements of a `std::initializer_list<T>`, which live as long as this object. g++ 12 does not
/// compile such a list in a statement that awaits; so lowered code makes this one, by a function, and the
/// list is a view of it. Nothing but a braced list makes one, but all libraries keep the same two words.
template <class T, std::size_t N>
struct list_of {
  T elements[N];

  std::initializer_list<T> get() const noexcept {
    struct view {
      T const* begin;
      std::size_t size;
    };
    return std::bit_cast<std::initializer_list<T>>(view{elements, N});
  }
};

}  // namespace async
