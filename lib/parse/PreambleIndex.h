//===- PreambleIndex.h - What a kept preamble depends on ------------------===//
#pragma once

#include "parse/FailedLookups.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace asyncc {

/// What stands for \p Text in an index.
std::string hashOf(llvm::StringRef Text);

/// Kept beside the preamble, as lines of text.
class PreambleIndex {
public:
  bool Usable = false;              ///< else it is known that the preamble cannot be kept
  std::string Precompiled;          ///< its file
  std::string Hash;                 ///< of that
  AbsentFiles Absent;
  std::vector<std::string> Derived; ///< see SkippedBranches

  /// To be made before any of the files is read.
  PreambleIndex();
  void addFile(llvm::StringRef Path);
  bool hasFile(llvm::StringRef Path) const;
  std::vector<std::string> files() const;
  /// What the flags make of the paths of files that clang names in another way when they are precompiled.
  std::map<std::string, std::string> names() const;

  /// Whether no file changed since the index was begun.
  bool isSettled() const;
  /// Whether all files are what they were, and none is there that was not. Touches the preamble, so that it counts
  /// as used.
  bool isAsItWas() const;

  std::string text() const;
  static std::optional<PreambleIndex> read(llvm::StringRef Path);

private:
  struct File {
    std::string Path;
    long long Size = -1, Time = 0; ///< bytes, ns
    std::string Hash;              ///< of the text; empty for headers of the system, whose packages keep time
    std::string Name;              ///< relative where the flags are; empty if it is the path
  };
  std::vector<File> Files;
  long long Begun;      ///< ns
  bool Complete = true; ///< each file could be asked for its size and time
};

} // namespace asyncc
