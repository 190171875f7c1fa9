// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
namespace async {
template <class T>
class generator;
template <mode M, class T>
using maybe_generator = generator<T>;
}  // namespace async
template <async::mode M>
struct [[async::maybe]] s {
  // CHECK: errors/generator.cpp:[[@LINE+1]]:34: error: 'count' is a maybe-async generator, which is not supported yet; write one overload that requires M::is_async and one that does not [async-maybe-generator]
  async::maybe_generator<M, int> count();
};
