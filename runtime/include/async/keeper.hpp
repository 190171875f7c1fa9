#pragma once

#include <type_traits>

namespace async {

/// Keeps objects until the statement ends that opened it first, or until it is gone. In code that is lowered for g++ 12, parts of
/// a statement stand in functions of their own: what they make and would be gone with them is made in a keeper, which is a
/// variable in front of the statement, or a temporary of it. Throws what making an object throws, or std::bad_alloc. Not thread-safe.
class keeper {
  struct node {
    explicit node(void (*destroy)(node*)) noexcept : destroy(destroy) {}
    node* before = nullptr;
    void (*destroy)(node*);
  };
  template <class T>
  struct node_of : node {
    template <class F>
    explicit node_of(F&& make) : node(&destroy_this), value(make()) {}
    static void destroy_this(node* self) { delete static_cast<node_of*>(self); }
    T value;
  };

 public:
  keeper() = default;
  keeper(keeper&&) = delete;
  ~keeper() { clear(); }

  /// While one exists nothing is destroyed. A temporary of the statement; others may be made meanwhile.
  class opened {
   public:
    explicit opened(keeper& of) noexcept : of_(of) { ++of_.opened_; }
    opened(opened&&) = delete;
    ~opened() {
      if (--of_.opened_ == 0) of_.clear();
    }

   private:
    keeper& of_;
  };
  opened open() noexcept { return opened(*this); }

  /// What \p make returns: itself if that is a reference, otherwise the object, which is made in its place.
  template <class F>
  auto operator()(F make) -> std::invoke_result_t<F&>&& {
    using T = std::invoke_result_t<F&>;
    if constexpr (std::is_reference_v<T>)
      return static_cast<T&&>(make());
    else
      return keep(new node_of<T>(make));
  }

  /// \p x, or an object that is moved from it if it is one that would be gone. One that cannot be moved is.
  template <class T>
  T&& moved(T&& x) {
    if constexpr (!std::is_reference_v<T> && std::is_move_constructible_v<T>)
      return keep(new node_of<T>([&x]() -> T { return static_cast<T&&>(x); }));
    else
      return static_cast<T&&>(x);
  }

 private:
  template <class T>
  T&& keep(node_of<T>* made) noexcept {
    made->before = last_;
    last_ = made;
    return static_cast<T&&>(made->value);
  }
  void clear() {
    while (node* each = last_) {
      last_ = each->before;
      each->destroy(each);
    }
  }

  node* last_ = nullptr;
  int opened_ = 0;
};

}  // namespace async
