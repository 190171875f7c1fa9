// Captures with a drop are dropped at the end of the closure's life, in reverse; the others stay.
// RUN: %lower | FileCheck %s
// RUN: %run %s -Wno-async-drop-half-built | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  traced a{"a"};
  int calls = 0;
  const char* text = "text";
  {
    auto f = [first = std::move(a), &calls, text, second = named("b")](int n) {
      ++calls;
      std::printf("%s %s %s %d\n", first.name(), second.name(), text, n);
      return n + 1;
    };
    std::printf("%d\n", f(1) + f(2));
    say("end");
  }
  std::printf("%d calls\n", calls);
  {
    auto f = [&, c{named("c")}]() mutable noexcept -> const char* {
      traced taken = std::move(c);
      ++calls;
      async::release(taken);
      return "taken";
    };
    say(f());
  }
  {
    auto unused = [=, d(co_await opened("d"))] { return text; };
    say(unused());
  }
  {
    auto generic = [e = named("e")](auto const&... more) { return (say(e.name()) + ... + more); };
    std::printf("%d %d\n", generic(), generic(1, 2));
  }
  {
    auto with = [g = named("g")]<class T>(T n, T m = 2) { return static_cast<int>(n + m) + say(g.name()); };
    std::printf("%d\n", with(1));
  }
}
// CHECK: auto f = async::captures{[&] { return std::move(a); }, [&] { return named("b"); }}.in([&calls, text]({{.*}}traced const& first, {{.*}}traced const& second, int n) {
// CHECK: async::captures{async::value_of({{.*}}.in([=](
// OUT: a b text 1
// OUT-NEXT: a b text 2
// OUT-NEXT: 5
// OUT-NEXT: end
// OUT-NEXT: drop b
// OUT-NEXT: drop a
// OUT-NEXT: ~b
// OUT-NEXT: ~a
// OUT-NEXT: 2 calls
// OUT-NEXT: ~c
// OUT-NEXT: taken
// OUT-NEXT: text
// OUT-NEXT: drop d
// OUT-NEXT: ~d
// OUT-NEXT: e
// OUT-NEXT: e
// OUT-NEXT: 1 4
// OUT-NEXT: drop e
// OUT-NEXT: ~e
// OUT-NEXT: g
// OUT-NEXT: 4
// OUT-NEXT: drop g
// OUT-NEXT: ~g
