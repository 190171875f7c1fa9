//===- Options.h - The command line of the core ---------------------------===//
#pragma once

#include <string>
#include <vector>

namespace asyncc {

struct CoreOptions {
  std::vector<std::string> Inputs;
  std::string Output;
  std::string BuildDir;
  std::string Compiler;
  std::string Runtime;
  bool Check = false;
  bool NoLine = false;
  bool KeepIncludes = false;
  bool Print = false;
  std::string Function; ///< for Print
  bool Progress = false;
  bool Stats = false;   ///< the launcher's affair
  std::string Emit;        ///< empty or json
  std::string Diagnostics; ///< the same
  std::string Explain;
  std::vector<std::string> Flags; ///< what follows `--`

  // Between the launcher and the core: lower one input for this compiler into this file, and print
  // the outcome as JSON. What follows `--` is then the input and its flags.
  std::string LowerFor, To;
  bool ForClang = false; ///< that compiler is clang
};

/// Parses; on --help, --version or wrong use prints and returns the exit status, else -1.
int parseOptions(std::vector<std::string> Words, CoreOptions &Out);

} // namespace asyncc
