// A destructor that is called by name: the object is dropped first.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#include <memory>
#include <new>
#include <string>

/// Room for one object.
template <class T>
class place {
 public:
  template <class... A>
  T* fill(A&&... from) {
    return ::new (static_cast<void*>(room_)) T(static_cast<A&&>(from)...);
  }
  T* get() { return std::launder(reinterpret_cast<T*>(room_)); }
  async::task<void> clear(int how) {
    T& x = *get();
    if (how == 0)
      get()->~T();  // CHECK: co_await async::destroying_at(get())
    else if (how == 1)
      std::destroy_at(get());  // CHECK: co_await async::destroying_at(get());
    else
      x.~T();  // CHECK: co_await async::destroying_at(std::addressof(x))
    co_return;
  }

 private:
  alignas(T) unsigned char room_[sizeof(T)];
};

START {
  place<numbered> room;
  for (int how = 0; how < 3; ++how) {
    room.fill(how);
    co_await room.clear(how);
  }
  // OUT: make 0
  // OUT-NEXT: drop 0
  // OUT-NEXT: ~0
  // OUT-NEXT: make 1
  // OUT-NEXT: drop 1
  // OUT-NEXT: ~1
  // OUT-NEXT: make 2
  // OUT-NEXT: drop 2
  // OUT-NEXT: ~2
  place<std::string> words;  // nothing to drop
  for (int how = 0; how < 3; ++how) {
    words.fill("a word that is too long for the short string");
    co_await words.clear(how);
  }
  numbered* p = room.fill(3);
  p->~numbered();  // CHECK: co_await async::destroying_at(p)
  p = room.fill(4);
  (*p).~numbered();  // CHECK: co_await async::destroying_at(std::addressof(
  // OUT-NEXT: make 3
  // OUT-NEXT: drop 3
  // OUT-NEXT: ~3
  // OUT-NEXT: make 4
  // OUT-NEXT: drop 4
  // OUT-NEXT: ~4
  try {
    throw 1;
  } catch (int n) {
    p = room.fill(5);
    p->~numbered();
    try {
      throw;
    } catch (int same) {
      std::printf("%d %d\n", n, same);
    }
  }
  // OUT-NEXT: make 5
  // OUT-NEXT: drop 5
  // OUT-NEXT: ~5
  // OUT-NEXT: 1 1
  co_return;
}
