// A member of an awaited value is shifted into a stream.
// RUN: %run %s
#include <async/async.hpp>
#include <sstream>
#include <string>
struct rec { std::string name; };
template <async::mode M> [[async::maybe]] async::maybe<M, rec> to() { co_return rec{"n"}; }
template <async::mode M> [[async::maybe]] async::maybe<M, std::string> f() {
  std::ostringstream s;
  s << (co_await to<M>()).name;
  co_return s.str();
}
int main() {
  return f<async::blocking>() == "n" && async::block_on(f<async::suspending>()) == "n" ? 0 : 1;
}
