//===- PrefixMaps.h - -ffile-prefix-map and its kin -----------------------===//
#pragma once

#include <string>
#include <vector>

namespace asyncc {

/// Options that make a compiler give \p Generated each name that \p Args make it give \p Source. They have
/// to stand behind \p Args: of several that fit, the last one counts.
std::vector<std::string> prefixMapsFor(const std::string &Generated, const std::string &Source,
                                       const std::vector<std::string> &Args);

/// Options that give the headers beside a source without a folder the names they have when the compiler finds
/// them from the source, not through `-iquote .`: `u.hpp` (g++), `./u.hpp` (clang). They stand in front of \p
/// Args. Headers in folders of \p Searched that begin with `./` keep theirs; those that g++ finds in `.` itself do not.
std::vector<std::string> mapsForBeside(bool ForClang, const std::vector<std::string> &Searched,
                                       const std::vector<std::string> &Args);

} // namespace asyncc
