// delete of a pointer whose type is deduced, in a template with coroutines of another library.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
#include "Inputs/foreign_task.hpp"
