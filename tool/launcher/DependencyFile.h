//===- DependencyFile.h - Make rules that name the sources ----------------===//
#pragma once

#include "launcher/CommandLine.h"

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

/// The same for entries of a compilation database, as clang's -MJ writes them, one a line. \p Ours are the
/// words that asyncc put on the command line.
std::string fixDatabase(const std::string &Entries, const std::map<std::string, std::string> &SourceOf,
                        const std::vector<std::string> &Ours);

/// Where the compiler's dependency rules go in the meantime: into a private folder. publish() puts them,
/// rewritten, into their place in one step, so that whoever is killed leaves no half of a file there.
/// (With several sources and default names the compiler writes to the places, and they are rewritten.)
class DependencyOutput {
public:
  /// Changes the environment variables that name dependency files, too.
  DependencyOutput(const CompileJob &Job, const std::string &Folder);
  const std::map<size_t, std::string> &replaced() const { return Replaced; } ///< arguments
  const std::vector<std::string> &added() const { return Added; }            ///< further arguments
  /// The file that could not be written, or nothing.
  std::string publish(const std::map<std::string, std::string> &SourceOf,
                      const std::map<std::string, std::vector<std::string>> &Inlined,
                      const std::vector<std::string> &Ours);

private:
  struct Append {
    std::string Instead, File;
  };
  static bool writable(const std::string &Path);
  const CompileJob &Job;
  std::string Private;
  std::map<size_t, std::string> Replaced;
  std::vector<std::string> Added;
  std::vector<Append> Appended, Databases;
};

/// \p Path as it is written in a Makefile.
std::string escapeForMake(const std::string &Path);

} // namespace asyncc
