//===- IncludeScan.h - Could this file need lowering? ---------------------===//
//
// Reads a source and all the user's headers that it may include, whatever #if says, and looks for
// words without which nothing can need lowering: `async`, `async_drop`, `for co_await`, or coroutine
// keywords beside a `main`. Comments and literals do not count. A "no" is certain, a "perhaps" costs
// one run of the core. Headers of the compiler's own folders are taken for granted, but for the
// library's (<async/…>).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "launcher/CommandLine.h"

namespace asyncc {

/// Whether compiling \p Path with the flags of \p Job may need lowering.
bool mayNeedLowering(const std::string &Path, const CompileJob &Job);

struct ScannedInclude {
  std::string Name;
  bool Angled, Next; ///< #include <>, #include_next
};

/// The words and includes of one text; what the scan sees of a file.
struct ScannedText {
  bool Async = false;      ///< `async` as a word (but std::async), or async_drop, or for co_await
  bool Coroutine = false;  ///< co_await, co_return or co_yield
  bool Main = false;       ///< the word main
  bool Computed = false;   ///< an #include whose name is a macro
  bool Annotation = false; ///< `[[async::` or `[[using async:`
  std::vector<ScannedInclude> Includes;
};
ScannedText scanText(const std::string &Text);
/// What is wrong with a preprocessed source that holds an annotation.
std::string preprocessedText(const std::string &Path, const std::string &Compiler);

} // namespace asyncc
