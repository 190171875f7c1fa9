// Warnings of asyncc obey the compiler's flags, the later one winning.
// RUN: %check 2>&1 | FileCheck %s
// RUN: %asyncc --check %s -- %flags -w 2>&1 | count 0
// RUN: %asyncc --check %s -- %flags -w -Werror 2>&1 | count 0
// RUN: not %asyncc --check %s -- %flags -Werror 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: %asyncc --check %s -- %flags -Werror -Wno-error 2>&1 | FileCheck %s
// RUN: %asyncc --check %s -- %flags -Werror -Wno-async-drop-movable 2>&1 | count 0
// RUN: not %asyncc --check %s -- %flags -Werror -Wno-async-drop-movable -Wasync-drop-movable 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: not %asyncc --check %s -- %flags -Wno-async-drop-movable -Werror=async-drop-movable 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: not %asyncc --check %s -- %flags -Werror=async-drop-movable 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: %asyncc --check %s -- %flags -Werror -Wno-error=async-drop-movable 2>&1 | FileCheck %s
// RUN: %asyncc g++ -fsyntax-only %flags -Werror=async-closure -Wno-error=async-closure -Wno-async-drop-movable %s
// RUN: %asyncc --check %s -- %flags -fdiagnostics-color=always 2>&1 | FileCheck %s --check-prefix=COLOR
// RUN: %asyncc --check %s -- %flags -fdiagnostics-color=always -fno-diagnostics-color 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: {{^[^:]*}}/warning_flags.cpp:[[@LINE+3]]:21: warning: 's' can be moved from{{.*}} [async-drop-movable]
// ERROR: {{^[^:]*}}/warning_flags.cpp:[[@LINE+2]]:21: error: 's' can be moved from{{.*}} [async-drop-movable]
// COLOR: warning_flags.cpp:[[@LINE+1]]:21: {{.*}}warning: {{.*}}'s' can be moved from
struct s { [[async::drop]] async::task<void> close() { co_return; } };
