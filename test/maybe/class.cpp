// A marked class: the suspending form as written, a specialization for blocking modes behind it.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/reader.hpp"
// CHECK: template <async::mode M>
// CHECK-NEXT: struct reader {
// CHECK: while (auto n = co_await read(buffer)) out.append(buffer, n);
// CHECK-NEXT: co_return out;
// CHECK: // {{\[\[}}async::maybe]]: reader for modes that block
// CHECK-NEXT: template <async::mode M> requires async::blocking_mode<M>
// CHECK-NEXT: struct reader<M> {
// CHECK: while (auto n = read(buffer)) out.append(buffer, n);
// CHECK-NEXT: return out;
// CHECK: class memory<M, Tag> final : public reader<M> {
// CHECK-NOT: co_return
// CHECK: {{^}}template <async::mode M, class Tag>
// CHECK: // {{\[\[}}async::maybe]]: twice for modes that block
// CHECK-NEXT: template <async::mode M, class Tag> requires async::blocking_mode<M>
// CHECK-NEXT: async::maybe<M, int> memory<M, Tag>::twice(int x) {
// CHECK-NEXT: nothing();
// CHECK-NEXT: return 2 * x;

// OUT: hello world 8 [b][b][b][b]
// OUT: hello world 8
// OUT: virtual hi hi
int through_base(reader<async::blocking>& r) { return static_cast<int>(r.read_all().size()); }
[[async::main(async::current_thread)]] async::task<int> start() {
  memory<async::blocking> b{"hello world"};
  std::string s = b.read_all();
  std::printf("%s %d %s\n", s.c_str(), b.twice(4), trace.c_str());
  memory<async::suspending> a{"hello world"};
  std::string t = co_await a.read_all();
  std::printf("%s %d\n", t.c_str(), co_await a.twice(4));
  memory<async::blocking> b2{"hi"};
  memory<async::suspending> a2{"hi"};
  reader<async::suspending>& base = a2;
  std::printf("virtual %s %s\n", b2.read_all().c_str(), (co_await base.read_all()).c_str());
  // Each function keeps one name.
  static_assert(std::is_same_v<decltype(&memory<async::blocking>::twice),
                               int (memory<async::blocking>::*)(int)>);
  static_assert(std::is_same_v<decltype(&memory<async::suspending>::twice),
                               async::task<int> (memory<async::suspending>::*)(int)>);
  memory<async::blocking> b3{"x"};
  co_return through_base(b3) - 1;
}
