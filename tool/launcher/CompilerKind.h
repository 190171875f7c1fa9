//===- CompilerKind.h - g++ or clang, whatever it is called ---------------===//
#pragma once

#include <string>
#include <vector>

namespace asyncc {

/// The file that starting \p Program runs, symbolic links resolved; empty if there is none.
std::string programFile(const std::string &Program);

/// Whether \p Compiler is clang rather than g++ or a compiler that behaves like it: by the name of the
/// file that it links to, else by its own name, else by what it answers to --version, which is kept
/// beside the cache.
bool isClangCompiler(const std::string &Compiler);

} // namespace asyncc
