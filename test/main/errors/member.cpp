// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/member.cpp:[[@LINE+1]]:21: error: {{.*}}'go', a member of 's'{{.*}}[async-main-member]
struct s { [[async::main]] async::task<int> go(); };
