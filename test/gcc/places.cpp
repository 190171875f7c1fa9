// Conditional awaits in every place of a statement: as often as in the blocking mode.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include <cstdio>
#include <string>
using async::task;
int calls = 0;
template <async::mode M> [[async::maybe]] async::maybe<M, bool> b() { ++calls; if constexpr (M::is_async) co_await async::this_task::yield(); co_return true; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> n(int i) { ++calls; if constexpr (M::is_async) co_await async::this_task::yield(); co_return i; }
#define CASE(name, ...) template <async::mode M> [[async::maybe]] async::maybe<M, int> name(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; __VA_ARGS__ co_return 0; }
void use(bool) {}
template <async::mode M> [[async::maybe]] async::maybe<M, int> init(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; bool x = a && co_await b<M>(); (void)x; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> init_or(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; bool x = !a || co_await b<M>(); (void)x; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> init_q(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; int x = a ? co_await n<M>(1) : 2; (void)x; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> init_auto(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; auto x = a && co_await b<M>(); (void)x; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> assign(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; r = a && co_await b<M>(); co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> stmt(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; static_cast<void>(a && co_await b<M>()); co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> stmt_q(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; a ? (void)co_await n<M>(1) : (void)0; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> arg(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; use(a && co_await b<M>()); co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> arith(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; local = 1 + (a && co_await b<M>()); co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> ifc(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; if (a && co_await b<M>()) local = 1; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> if_not(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; if (!(a && co_await b<M>())) local = 1; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> if_nested(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; if (true && (a && co_await b<M>())) local = 1; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> if_cmp(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; if ((a && co_await b<M>()) == true) local = 1; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> if_cond(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; if (bool x = a && co_await b<M>()) local = x; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> if_q(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; if (a ? co_await b<M>() : false) local = 1; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> whilec(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; while (a && co_await b<M>()) break; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> forc(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; for (; a && co_await b<M>();) break; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> forinc(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; for (int i = 0; i < 1; ++i, a && co_await b<M>()) ; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> doc(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; do {} while (a && co_await b<M>()); co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> sw(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; switch (a ? co_await n<M>(1) : 2) { default: break; } co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> comma(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; (void)0, static_cast<void>(a && co_await b<M>()); co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> coret_v(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; co_return (a && co_await b<M>()) ? 1 : 0; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> coret_q(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; co_return a ? co_await n<M>(1) : 2; co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> capture(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; auto f = [x = a && co_await b<M>()] { return x; }; (void)f(); co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> paren_arg_q(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; use((a ? co_await n<M>(1) : 2) == 1); co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> awarg(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; (void)co_await n<M>(a ? co_await n<M>(1) : 2); co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> thrw(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; try { if (a) throw (a ? co_await n<M>(1) : 2); } catch (int) {} co_return 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> discard(bool a) { [[maybe_unused]] int local = 0; [[maybe_unused]] bool r = false; (void)(a && co_await b<M>()); co_return 0; }
#define RUN(name) try { calls = 0; (void)name<async::blocking>(false); int before = calls; calls = 0; (void)co_await name<async::suspending>(false); if (calls != before) std::printf("%s: %d calls\n", #name, calls); } catch (...) { std::printf("%s throws\n", #name); }
[[async::main]] task<void> main() {
  RUN(init) RUN(init_or) RUN(init_q) RUN(init_auto) RUN(assign) RUN(stmt) RUN(stmt_q) RUN(arg) RUN(arith) RUN(ifc) RUN(if_not) RUN(if_nested) RUN(if_cmp) RUN(if_cond) RUN(if_q) RUN(whilec) RUN(forc) RUN(forinc) RUN(doc) RUN(sw) RUN(comma) RUN(coret_v) RUN(coret_q) RUN(capture) RUN(paren_arg_q) RUN(awarg) RUN(thrw) RUN(discard)
  std::puts("end");
}
// CHECK-NOT: calls
// CHECK: end
