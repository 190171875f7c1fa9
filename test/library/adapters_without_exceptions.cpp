// The runtimes on other people's loops, in a program without exceptions and RTTI.
// RUN: g++ -std=c++20 -Wall -Wextra -Werror -fno-exceptions -fno-rtti -I%source/runtime/include -I%build/include $(pkg-config --cflags glib-2.0 libuv) %s -o %t.g++ %library $(pkg-config --libs glib-2.0 libuv)
// RUN: %t.g++ | FileCheck %s
// RUN: clang++-19 -std=c++20 -Wall -Wextra -Werror -fno-exceptions -fno-rtti -I%source/runtime/include -I%build/include $(pkg-config --cflags glib-2.0 libuv) %s -o %t.clang++ %library $(pkg-config --libs glib-2.0 libuv)
// RUN: %t.clang++ | FileCheck %s
#include <async/async.hpp>
#include <async/runtimes/asio.hpp>
#include <async/runtimes/glib.hpp>
#include <async/runtimes/libuv.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>

// What Boost calls in such a program.
namespace boost {
void throw_exception(std::exception const&) { std::abort(); }
void throw_exception(std::exception const&, boost::source_location const&) { std::abort(); }
}  // namespace boost

using namespace std::chrono_literals;

async::task<int> work() {
  co_await async::sleep_for(1ms);
  std::printf("on %s\n", std::string(async::this_task::runtime().name()).c_str());
  co_return 1;
}

int main() {
  async::asio asio;
  async::libuv libuv;
  async::glib glib;
  std::printf("%d\n", asio.block_on(work()) + libuv.block_on(work()) + glib.block_on(work()));
}
// CHECK: on async::asio
// CHECK-NEXT: on async::libuv
// CHECK-NEXT: on async::glib
// CHECK-NEXT: 3
