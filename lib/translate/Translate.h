//===- Translate.h - One file in, its lowered text out --------------------===//
//
// The interface between the programs in tool/ and the compiler in lib/; free of clang's headers.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "translate/Message.h"
#include <set>
#include <string>
#include <vector>

namespace asyncc {

struct TranslateRequest {
  std::string File;               ///< as the compiler would spell it
  std::vector<std::string> Flags; ///< flags for the compiler, without inputs and outputs
  std::string Compiler = "g++";
  bool ForClang = false;          ///< that is clang, or one that behaves like it
  std::string Runtime;            ///< --runtime=R or R:HEADER, or empty
  bool ForCompiler = false;       ///< columns must agree, too
  bool Lines = true;              ///< #line where lines move (text for people only)
  bool KeepIncludes = false;      ///< no header is inlined: each is lowered on its own
  bool Moves = false;             ///< also text with nothing to lower goes into another folder
  bool MustParse = false;         ///< what clang cannot parse is an error even without annotations
  bool PrintsMessages = true;     ///< to stderr
  std::string KeptIn;             ///< folder for what is worth keeping, or empty
  unsigned long long KeepAtMost = 0; ///< bytes, of what is precompiled
};

struct TranslateResult {
  enum Status {
    Unchanged,   ///< nothing to lower; if it moves, Text finds what stood beside it
    Lowered,     ///< Text is to be compiled
    Failed,      ///< errors were printed
    NotForAsync, ///< clang cannot parse it and it holds no annotation: the compiler's affair
  } Outcome = Unchanged;
  std::string Text;
  std::vector<std::string> Inlined;       ///< headers of the user whose text is part of Text
  std::vector<std::string> SystemInlined; ///< the same for those found as system headers
  bool Full = false;   ///< what stands beside the source is named in full
  bool Forced = false; ///< what -include brings in is part of Text, too
  std::vector<std::string> Files;  ///< that were read
  std::vector<std::string> Absent; ///< where a file that was not there would have been read
  bool Dated = false;              ///< the text may say when it was made
  std::vector<Message> Messages;
  std::vector<LoweredEntity> Entities; ///< what was lowered, in the order of the source
};

/// Parses, lowers and renders. Messages go to stderr, in the style that the flags ask for, if wanted.
TranslateResult translate(const TranslateRequest &Request);

} // namespace asyncc
