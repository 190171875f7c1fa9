//===- PrefixMaps.h - -ffile-prefix-map and its kin -----------------------===//
#pragma once

#include <string>
#include <vector>

namespace asyncc {

/// Options that make a compiler give \p Generated each name that \p Args make it give \p Source. They have
/// to stand behind \p Args: of several that fit, the last one counts.
std::vector<std::string> prefixMapsFor(const std::string &Generated, const std::string &Source,
                                       const std::vector<std::string> &Args);

} // namespace asyncc
