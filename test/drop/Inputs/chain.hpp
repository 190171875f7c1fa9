#ifndef CHAIN_HPP
#define CHAIN_HPP
#include "traced.hpp"
inline async::task<void> from_header() {
  traced h{"header"};
  co_return;
}
#endif
