// Objects that end with each round of a loop, where something around the loop ends in the same place: every exit leaves both.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
#include <vector>
struct res {
  std::string n; bool on = true;
  explicit res(std::string s) : n(std::move(s)) { std::printf("+%s ", n.c_str()); }
  res(res&& o) noexcept : n(std::move(o.n)), on(std::exchange(o.on, false)) {}
  explicit operator bool() const { return on; }
  bool is(char const* s) const { return n == s; }
  bool open() const { return on; }
  [[async::drop(open)]] async::task<void> close() { std::printf("-%s ", n.c_str()); on = false; co_await async::this_task::yield(); }
};
async::stream<res> rows(std::string p, int n) { for (int i = 0; i < n; ++i) co_yield res(p + std::to_string(i)); }
struct view { res* at; res* stop; struct it { res* p; res operator*() const { return res("e" + p->n); } it& operator++() { ++p; return *this; } bool operator!=(it o) const { return p != o.p; } }; it begin() { return {at}; } it end() { return {stop}; } };
struct owner { res list[3] = {res("x"), res("y"), res("z")}; view::it begin() { return {list}; } view::it end() { return {list + 3}; } };
int count = 0;
async::task<res> next() { ++count; res r("n" + std::to_string(count)); if (count > 3) r.on = false; co_return r; }
// CHECK-LABEL: ret()
// CHECK: try { co_await async::dropping(r); }
// CHECK-NEXT: if (error_ || exit_ == 1) { goto
async::task<int> ret() { for co_await (res r : rows("a", 3)) if (r.n == "a1") co_return 7; co_return 1; }
async::task<int> go() { for co_await (res r : rows("b", 3)) { if (r.n == "b1") goto out; } std::printf("no"); out: co_return 2; }
async::task<int> thrown() { for co_await (res r : rows("c", 3)) { if (r.n == "c1") throw 3; } co_return 1; }
async::task<int> plain() { for (res r : owner()) { if (r.n == "ey") co_return 8; } co_return 1; }
async::task<int> plain_thrown() { for (res r : owner()) { if (r.n == "ey") throw 4; } co_return 1; }
async::task<int> with_init() { for (res a("i"); res b = co_await next(); ) { if (b.n == "n2") co_return 9; } co_return 1; }
async::task<int> with_init_while() { res a("w"); while (res b = co_await next()) { if (b.n == "n2") co_return 9; } co_return 1; }
async::task<int> init_for() { for (res a("f0"); res b = co_await next(); ) { for (res z("k"); res y = co_await next();) { if (y.n == "n3") co_return 5; } } co_return 1; }
async::task<int> nested() { for co_await (res r : rows("d", 3)) for co_await (res s : rows("e", 3)) { if (s.n == "e1") { if (r.n == "d1") co_return 6; break; } } co_return 1; }
async::task<int> cont() { int n = 0; for co_await (res r : rows("g", 3)) { if (r.n == "g1") continue; ++n; } co_return n; }
async::task<int> jump_out_of_both() { for co_await (res r : rows("h", 3)) for co_await (res s : rows("j", 3)) { if (s.n == "j1") goto end; std::printf("%s", r.n.c_str()); } end: co_return 1; }
async::stream<int> lens() { for co_await (res r : rows("l", 4)) co_yield int(r.n.size()); }
async::task<int> abandoned() { for co_await (int x : lens()) co_return x; co_return 0; }
template <class S> async::task<int> generic(S s) { for co_await (auto r : s) if (r.n == "t1") co_return 11; co_return 0; }
async::stream<int> ints(int n) { for (int i = 0; i < n; ++i) co_yield i; }
res make(const char* s) { return res(s); }
async::task<int> if_while(bool b) { if (res a("a"); b) while (res r = co_await next()) { if (r.n == "n2") co_return 7; } co_return 1; }
async::task<int> for_while() { for (res a("a"); count < 9; ) while (res r = co_await next()) { if (r.n == "n2") co_return 7; } co_return 1; }
async::task<int> stream_while() { for co_await (int x : ints(3)) while (res r = co_await next()) { if (r.n == "n2") co_return 7 + x; } co_return 1; }
async::task<int> if_for(bool b) { if (res a("a"); b) for (int i = 0; i < 3; ++i) { res r("r" + std::to_string(i)); if (i == 1) co_return 7; } co_return 1; }
async::task<int> if_for_bare(bool b) { if (res a("a"); b) for (int i = 0; i < 3; ++i) if (res r("r" + std::to_string(i)); i == 1) co_return 7; co_return 1; }
async::task<int> cond_temp(bool b) { if (res a("a"); b) while (make("t").is("t")) { if (++count == 2) co_return 7; } co_return 1; }
async::task<int> do_temp(bool b) { if (res a("a"); b) do { if (++count == 3) co_return 7; } while (make("t").is("t")); co_return 1; }
async::task<int> for_temp(bool b) { if (res a("a"); b) for (; make("t").is("t"); ++count) if (count == 2) co_return 7; co_return 1; }
async::task<int> stream_if() { for co_await (int x : ints(3)) if (res r("r" + std::to_string(x)); x == 1) co_return 7; co_return 1; }
async::task<int> stream_throw() { for co_await (int x : ints(3)) if (res r("r" + std::to_string(x)); x == 1) throw 5; co_return 1; }
async::task<int> while_throw(bool b) { if (res a("a"); b) while (res r = co_await next()) if (r.n == "n2") throw 6; co_return 1; }
async::task<int> stmt_temp(bool b) { if (res a("a"); b) for (int i = 0; i < 3; ++i) if (make("t").is("t") && i == 1) co_return 7; co_return 1; }
async::task<int> stream_stmt() { int n = 0; for co_await (int x : ints(3)) n += make("t").is("t") + x; co_return n; }
int main() {
  async::current_thread rt;
  auto run = [&](async::task<int> t) {
    count = 0;
    try {
      std::printf("= %d\n", rt.block_on(std::move(t)));
    } catch (int e) {
      std::printf("! %d\n", e);
    }
  };
  run(ret());
  run(go());
  run(thrown());
  run(plain());
  run(plain_thrown());
  run(with_init());
  run(with_init_while());
  run(init_for());
  run(nested());
  run(cont());
  run(jump_out_of_both());
  run(abandoned());
  run(generic(rows("t", 3)));
  run(if_while(true));
  run(for_while());
  run(stream_while());
  run(if_for(true));
  run(if_for_bare(true));
  run(cond_temp(true));
  run(do_temp(true));
  run(for_temp(true));
  run(stream_if());
  run(stream_throw());
  run(while_throw(true));
  run(stmt_temp(true));
  run(stream_stmt());
}
// OUT: +a0 -a0 +a1 -a1 = 7
// OUT-NEXT: +b0 -b0 +b1 -b1 = 2
// OUT-NEXT: +c0 -c0 +c1 -c1 ! 3
// OUT-NEXT: +x +y +z +ex -ex +ey -ey -z -y -x = 8
// OUT-NEXT: +x +y +z +ex -ex +ey -ey -z -y -x ! 4
// OUT-NEXT: +i +n1 -n1 +n2 -n2 -i = 9
// OUT-NEXT: +w +n1 -n1 +n2 -n2 -w = 9
// OUT-NEXT: +f0 +n1 +k +n2 -n2 +n3 -n3 -k -n1 -f0 = 5
// OUT-NEXT: +d0 +e0 -e0 +e1 -e1 -d0 +d1 +e0 -e0 +e1 -e1 -d1 = 6
// OUT-NEXT: +g0 -g0 +g1 -g1 +g2 -g2 = 2
// OUT-NEXT: +h0 +j0 h0-j0 +j1 -j1 -h0 = 1
// OUT-NEXT: +l0 -l0 = 2
// OUT-NEXT: +t0 -t0 +t1 -t1 = 11
// OUT-NEXT: +a +n1 -n1 +n2 -n2 -a = 7
// OUT-NEXT: +a +n1 -n1 +n2 -n2 -a = 7
// OUT-NEXT: +n1 -n1 +n2 -n2 = 7
// OUT-NEXT: +a +r0 -r0 +r1 -r1 -a = 7
// OUT-NEXT: +a +r0 -r0 +r1 -r1 -a = 7
// OUT-NEXT: +a +t -t +t -t -a = 7
// OUT-NEXT: +a +t -t +t -t -a = 7
// OUT-NEXT: +a +t -t +t -t +t -t -a = 7
// OUT-NEXT: +r0 -r0 +r1 -r1 = 7
// OUT-NEXT: +r0 -r0 +r1 -r1 ! 5
// OUT-NEXT: +a +n1 -n1 +n2 -n2 -a ! 6
// OUT-NEXT: +a +t -t +t -t -a = 7
// OUT-NEXT: +t -t +t -t +t -t = 6
