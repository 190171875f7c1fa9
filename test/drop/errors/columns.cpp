// Columns are those of g++, where a tab reaches to the next multiple of eight; clang counts bytes.
// RUN: not %check 2>&1 | FileCheck %s
// RUN: not %asyncc --cxx=clang++-19 --check %s -- %flags 2>&1 | FileCheck %s --check-prefix=CLANG
#include "Inputs/res.hpp"
void tabs() {
// CHECK: errors/columns.cpp:[[@LINE+2]]:17: error: 'r' of type 'res'{{.*}}[async-drop-cannot-await]
// CLANG: errors/columns.cpp:[[@LINE+1]]:6: error: 'r' of type 'res'{{.*}}[async-drop-cannot-await]
	res	r{1};
}
void umlaut() {
  // CHECK: errors/columns.cpp:[[@LINE+2]]:17: error: 'r' of type 'res'{{.*}}[async-drop-cannot-await]
  // CLANG: errors/columns.cpp:[[@LINE+1]]:18: error: 'r' of type 'res'{{.*}}[async-drop-cannot-await]
  /* für */ res r{1};
}
