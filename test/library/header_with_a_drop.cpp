// A header whose class has a drop brings what the coroutines need that such objects live in, wherever the file
// includes the rest of the library.
// RUN: %asyncc g++ %flags -fsyntax-only %s 2>&1 | count 0
// RUN: %asyncc clang++-19 %flags -fsyntax-only %s 2>&1 | count 0
#include "Inputs/early.hpp"

#include <async/async.hpp>

int main() { return async::block_on(first()) - 1; }
