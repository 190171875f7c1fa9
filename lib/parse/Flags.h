//===- Flags.h - The compiler's flags, in the form clang's parser accepts -===//
#pragma once

#include <string>
#include <vector>

namespace asyncc {

/// What a parse needs to know of a command line.
struct ParseFlags {
  std::vector<std::string> Driver;   ///< flags for clang's driver, without inputs and outputs
  std::vector<std::string> Includes; ///< files of -include, in order; kept from the driver, which
                                     ///< would take g++'s precompiled headers for its own
};

/// Drops what clang's driver rejects (g++ knows 58 flags that it does not) or what cannot matter to a
/// parse, and adds what makes clang see the headers that \p Compiler sees.
ParseFlags translateFlags(const std::vector<std::string> &Flags, const std::string &Compiler,
                          bool ForClang);

/// Flags, and words that -Wp, and -Xpreprocessor hand to the preprocessor, which reads them behind all flags.
struct SplitFlags {
  std::vector<std::string> Driver, Preprocessor;
};

/// \p Flags but for those that ask for dependency rules, in every spelling.
SplitFlags withoutDependencyRules(const std::vector<std::string> &Flags);

} // namespace asyncc
