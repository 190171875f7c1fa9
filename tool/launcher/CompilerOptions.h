//===- CompilerOptions.h - What a launcher knows of g++'s and clang's options -===//
//
// One table, sorted by name, as ccache has one: how the value of an option may be written, and what the
// option means to a launcher. What is not in it has no value in a word of its own and means nothing here.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace asyncc {

/// How the value of an option may be written; any of these.
enum OptionValue : unsigned {
  NoValue = 0,
  NextWord = 1, ///< -o FILE
  Joined = 2,   ///< -oFILE
  Equals = 4,   ///< --output=FILE
};

enum class OptionMeaning {
  Nothing,
  Output,
  QuoteDir,
  IncludeDir,
  SystemDir, ///< searched behind all of IncludeDir
  AfterDir,  ///< searched behind the compiler's own
  ForcedInclude,
  FindsHeaders, ///< headers may be in folders that only the core knows
  Definition,
  Language,
  Preprocesses,       ///< -E, -M, -MM, -###: no compilation
  Dependencies,       ///< -MD
  UserDependencies,   ///< -MMD
  DependencyFile,     ///< -MF
  PhonyTargets,       ///< -MP
  PreprocessorOptions, ///< -Wp,
  PreprocessorWord,    ///< -Xpreprocessor
  InnerWord            ///< -Xclang
};

struct CompilerOption {
  std::string_view Name;
  unsigned Value;
  OptionMeaning Meaning;
};

/// All of them, sorted by name.
std::span<const CompilerOption> compilerOptions();

/// One argument of a compiler, read.
struct ReadOption {
  const CompilerOption *Option = nullptr; ///< null: in no table
  bool ValueFollows = false;              ///< in the next word
  std::string_view Value;                 ///< part of this word
};
ReadOption readOption(std::string_view Arg);

} // namespace asyncc
