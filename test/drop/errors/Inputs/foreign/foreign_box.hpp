#pragma once
#include <async/task.hpp>
#include <exception>
namespace foreign {
template <class T>
struct box {
  alignas(T) unsigned char bytes[sizeof(T)];
  bool full = false;
  ~box() {
    if (full) reinterpret_cast<T*>(bytes)->~T();
  }
};
template <class T>
struct view {
  T* first = nullptr;
};
template <class T>
struct dropped : box<T> {};
template <class T>
async::task<void> async_drop(dropped<T>&, std::exception_ptr const&) {
  co_return;
}
}  // namespace foreign
