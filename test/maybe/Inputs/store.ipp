// The definitions of store.hpp.
#include "store.hpp"

template <async::mode M>
store<M>::store(int n) : n_(n) {}

template <async::mode M>
async::maybe<M, int> store<M>::get(int k) {
  if constexpr (M::is_async) co_await store<M>{1}.text();
  co_return n_ + k;
}

template <async::mode M>
async::maybe<M, std::string> store<M>::text() const {
  co_return std::to_string(n_);
}

template <async::mode M>
async::maybe<M, store<M>> store<M>::open(int n) {
  co_return store{n};
}
