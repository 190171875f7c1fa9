// Error for parts: close, rollback, close err, rollback
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
struct tx { tx() = default; tx(tx&&) = delete; [[async::drop]] async::task<void> end(std::exception_ptr const& e) { say(e ? "rollback" : "commit"); co_return; } };
struct outer { tx t; outer() = default; outer(outer&&) = delete; [[async::drop]] async::task<void> close() { say("close"); co_return; } };
struct outer2 { tx t; outer2() = default; outer2(outer2&&) = delete; [[async::drop]] async::task<void> close(std::exception_ptr const& e) { say(e ? "close err" : "close ok"); co_return; } };
START { try { outer o; throw 1; } catch (int) {} try { outer2 o; throw 1; } catch (int) {} co_return; }
// OUT: close
// OUT-NEXT: rollback
// OUT-NEXT: close err
// OUT-NEXT: rollback
