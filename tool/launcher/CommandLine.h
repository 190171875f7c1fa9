//===- CommandLine.h - What kind of command is this? ----------------------===//
#pragma once

#include <string>
#include <vector>

namespace asyncc {

/// A command line of asyncc, split.
struct CommandLine {
  enum Form {
    Lower,  ///< asyncc [options] INPUT... [-o OUTPUT] [-- FLAGS]: the core's affair
    Compile ///< asyncc [options] COMPILER ARGS...
  } Is = Lower;
  std::vector<std::string> Options;  ///< asyncc's own, each with its value joined by `=`
  std::vector<std::string> Compiler; ///< launchers in between (ccache, distcc…), then the compiler
  std::vector<std::string> Args;     ///< of the compiler
  std::string option(const std::string &Name) const; ///< its value, "1" for a flag, or empty
};

/// Splits argv without its first word. `asyncc asyncc g++` is one asyncc; of its options the later ones win.
CommandLine splitCommandLine(const std::vector<std::string> &Words);

/// Splits text into words as GCC does a response file: white space separates, quotes and backslashes
/// protect.
std::vector<std::string> splitWords(const std::string &Text);

/// \p Args with the words of response files in place of their `@file`, which are relative to \p Folder.
std::vector<std::string> withResponseFiles(const std::vector<std::string> &Args, const std::string &Folder = "");

/// Whether \p Path ends in one of g++'s extensions for C++ source or header files.
bool hasCxxExtension(const std::string &Path);

/// The path of what is read from standard input, once takeStdin() was called.
inline constexpr const char *StdinPath = "/proc/self/fd/0";

/// One C++ source among a compiler's arguments.
struct Source {
  size_t Index; ///< in Args
  std::string Path;
};

/// What a compiler was asked to do, as far as a launcher has to know.
struct CompileJob {
  enum Reason {
    Compiles,
    NoSource,      ///< a link, or C, or assembler
    Preprocesses,  ///< -E, -M, -MM
    Precompiles,   ///< a header, or -x c++-header
    FromStdin,     ///< what is no C++ source
  } Why = NoSource;
  std::vector<std::string> Args;       ///< with @files expanded
  std::vector<Source> Sources;         ///< C++ sources, or the headers to precompile
  std::string OutputName;              ///< what -o names
  size_t End = 0;                      ///< in Args: where options may be added behind all others
  std::vector<Source> Preprocessed;    ///< .ii files
  std::vector<std::string> Flags;      ///< all arguments but inputs and -o
  std::vector<std::string> QuoteDirs, IncludeDirs, SystemDirs, AfterDirs, ForcedIncludes;
  std::vector<std::string> Definitions; ///< of -D
  bool OddIncludes = false;             ///< headers may be in folders that are not listed here
  /// An argument that names the dependency file, between other text.
  struct Naming {
    size_t Index; ///< in Args
    std::string Before, After;
  };
  std::vector<Naming> DependencyArgs;
  std::vector<std::string> DependencyFiles; ///< that may be written; `-` is stdout
  bool Dependencies = false;                ///< -MD, -MMD, in whatever spelling
  bool UserDependencies = false;            ///< -MMD
  bool PhonyTargets = false;                ///< -MP
  /// Whether dependency rules name system headers, too (if they are asked for).
  bool namesSystemHeaders() const;
};

/// \p Compiler tells what C files are: g++ takes them for C++.
CompileJob readCompileJob(const std::vector<std::string> &Args,
                          const std::string &Compiler = "g++");

} // namespace asyncc
