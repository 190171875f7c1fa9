//===- Dependencies.h - What a lowered file was made from, for make --------===//
#pragma once

#include <string>
#include <vector>

namespace asyncc {

struct TranslateResult;

/// Whether \p Flags ask for dependencies in a file that they name.
bool namesDependencyFile(const std::vector<std::string> &Flags);

/// For `-MMD -MF FILE` among the flags of a pre-build step: writes the rule that makes \p Target from \p Input into
/// FILE. Without -MF nothing is written: the same flags are often given to the compiler afterwards, for a file of its
/// own. False if it cannot be written; \p File says which.
bool writeDependencies(const std::vector<std::string> &Flags, const std::string &Input,
                       const std::string &Target, const TranslateResult &Result, std::string &File);

} // namespace asyncc
