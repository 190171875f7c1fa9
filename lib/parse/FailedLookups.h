//===- FailedLookups.h - Where headers were looked for in vain ------------===//
//
// A parse depends on the files that it read, and on those that were not there: one that appears in a folder
// earlier in the search path, or that `__has_include` asked for, makes another unit of it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "clang/Lex/Preprocessor.h"
#include <set>
#include <string>

namespace asyncc {

/// Paths at which there was nothing; of a path in folders that are missing, the first of them.
using AbsentFiles = std::set<std::string>;

/// Collects them into \p Into while \p PP runs.
void recordFailedLookups(clang::Preprocessor &PP, AbsentFiles &Into);

} // namespace asyncc
