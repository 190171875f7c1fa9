//===- Statistics.h - What became of the commands -------------------------===//
//
// Counters beside the cache, one for each way that a command can go, as ccache keeps them. They are
// written under a lock, and lost without a word where nothing can be written.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <string>

namespace asyncc {

enum class Counter {
  Lowered,       ///< by the core
  LoweredKept,   ///< the same, from the cache
  NothingFound,  ///< the scan found no word that could need lowering
  NothingToDo,   ///< the core found nothing to lower
  NothingKept,   ///< the same, from the cache
  NoSource,      ///< a link, C, assembler
  Preprocesses,  ///< -E, -M
  Precompiles,   ///< a header
  FromStdin,     ///< no C++
  NotParsed,     ///< clang cannot read it, and it holds no annotation
  Failed,        ///< errors in annotated code
  Defect,        ///< of asyncc
};
inline constexpr int Counters = 12;

void count(Counter Which);
/// A line for each counter that is not zero, and their sum.
std::string statistics();
void zeroStatistics();

} // namespace asyncc
