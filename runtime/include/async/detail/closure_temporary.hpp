#pragma once

#include <async/detail/drop_glue.hpp>

#include <cstddef>
#include <exception>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace async {

/// `temporary` for a closure, whose type nothing can name in front of the expression that makes it.
/// `R` is what its drop returns: `task<void>`, or void where it needs no await. Used by lowered code.
template <class R>
class closure_temporary {
 public:
  closure_temporary() noexcept {}
  closure_temporary(closure_temporary const&) = delete;
  closure_temporary& operator=(closure_temporary const&) = delete;
  ~closure_temporary() { reset(); }

  /// Constructs the closure in place from what `make()` returns.
  template <class F>
  auto make(F&& f) -> decltype(f())&& {
    using closure = decltype(f());
    reset();
    void* place = room_;
    if constexpr (!fits<closure>)
      place = ::operator new(sizeof(closure), std::align_val_t(alignof(closure)));
    struct guard {  // the captures may throw
      void* place;
      ~guard() {
        if (!fits<closure> && place)
          ::operator delete(place, std::align_val_t(alignof(closure)));
      }
    } unless_made{place};
    closure* const made = ::new (place) closure(std::forward<F>(f)());
    unless_made.place = nullptr;
    object_ = made;
    how_ = &operations_of<closure>;
    return static_cast<closure&&>(*made);
  }
  /// Destroys it, if it was made.
  void reset() noexcept {
    if (object_) how_->destroy(std::exchange(object_, nullptr));
  }

 private:
  struct operations {
    R (*drop)(void*, std::exception_ptr const&);
    bool (*needs_drop)(void const*);
    void (*destroy)(void*) noexcept;
  };
  template <class T>
  static constexpr bool fits =
      sizeof(T) <= 8 * sizeof(void*) && alignof(T) <= alignof(std::max_align_t);

  template <class T>
  static R drop_it(void* object, std::exception_ptr const& leaving) {
    T& x = *static_cast<T*>(object);
    if constexpr (std::is_void_v<R>)
      detail::drop_list(leaving, x);
    else
      return detail::drop_listed<R>(leaving, nullptr, x);
  }
  template <class T>
  static constexpr operations operations_of{
      &drop_it<T>, [](void const* p) { return detail::needs_drop(*static_cast<T const*>(p)); },
      [](void* p) noexcept {
        std::destroy_at(static_cast<T*>(p));
        if constexpr (!fits<T>) ::operator delete(p, std::align_val_t(alignof(T)));
      }};

  friend R async_drop(closure_temporary& self, std::exception_ptr const& leaving) {
    self.dropped_ = true;  // once, also if it fails
    return self.how_->drop(self.object_, leaving);
  }
  friend bool async_drop_needed(closure_temporary const& self) {
    return self.object_ && !self.dropped_ && self.how_->needs_drop(self.object_);
  }

  void* object_ = nullptr;
  operations const* how_ = nullptr;
  bool dropped_ = false;
  alignas(std::max_align_t) std::byte room_[8 * sizeof(void*)];
};

}  // namespace async
