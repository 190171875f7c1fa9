// An error in an annotated header stands in the header.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
#include "../Inputs/wrong.hpp"
// CHECK: wrong.hpp:6:13: error: 'wrong' also has to run in blocking modes{{.*}}[async-maybe-always-async]
int main() {}
