//===- DependencyFile.h - Make rules that name the sources ----------------===//
#pragma once

#include <map>
#include <string>
#include <vector>

namespace asyncc {

/// A compiler that read generated text lists that text, not what it was made from. Returns \p Rules
/// with each generated file replaced by its source and followed by the headers inlined into it.
/// With \p Phony (-MP) each of those headers gets an empty rule. Pure text; the unit test's subject.
std::string fixDependencies(const std::string &Rules,
                            const std::map<std::string, std::string> &SourceOf,
                            const std::map<std::string, std::vector<std::string>> &Inlined,
                            bool Phony);

/// \p Path as it is written in a Makefile.
std::string escapeForMake(const std::string &Path);

} // namespace asyncc
