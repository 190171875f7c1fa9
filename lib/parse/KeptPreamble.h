//===- KeptPreamble.h - Preambles that were seen before -------------------===//
//
// A preamble that is met for the second time is precompiled and kept for all units that begin with it and are
// compiled in the same way; so is what two of them have in common. One that holds all headers of a unit, as
// <async/async.hpp> does of most, is as good as the unit's own. It counts while each file that it was made from is
// as it was, and while none appears where one of its includes would have found it earlier. Headers with something
// to lower are not kept: what is lowered is seen by the parse itself.
//
// A unit that cannot use one, or cannot keep one, is parsed as a whole: there are no errors. Any number of
// processes may use one folder.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "parse/FailedLookups.h"
#include "parse/Parse.h"
#include "clang/Frontend/CompilerInstance.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace asyncc {

struct KeptPreamble {
  std::string Path;                 ///< of clang's precompiled header
  std::vector<std::string> Files;   ///< that it was made from, by their absolute paths
  AbsentFiles Absent;
  std::vector<std::string> Derived; ///< see SkippedBranches
  std::map<std::string, std::string> Names; ///< of files, by those that clang has for them now
};

/// The preamble of the file that \p CI, which has not begun, is to parse; makes one if it is time. Nothing if
/// there is none, or if it cannot be used.
std::optional<KeptPreamble> keptPreamble(clang::CompilerInstance &CI, const ParseRequest &Request);

} // namespace asyncc
