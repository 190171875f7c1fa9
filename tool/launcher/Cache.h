//===- Cache.h - What the core said of a source before --------------------===//
//
// An entry is found by what was asked (the source and its text, the flags, the compiler, the core) and
// names every file that was read for the answer, with its hash, and every place where one was looked for
// and not found. It counts only while all of them are as they were: the idea of ccache's direct mode. A
// text that may hold the time of day is not kept. Entries are written aside and renamed, so any number of processes
// may use one folder; the oldest are removed once they take more than the limit.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace asyncc {

class Cache {
public:
  /// $ASYNCC_CACHE_DIR, else $XDG_CACHE_HOME/asyncc, else ~/.cache/asyncc; empty if there is none.
  static std::string folder();
  /// The same where the core may keep something, too: empty if the cache is turned off.
  static std::string folderOfCore();
  /// How many bytes of that may be precompiled headers.
  static unsigned long long limitOfCore();

  /// \p Question is everything that the answer depends on but the files it reads.
  explicit Cache(const std::vector<std::string> &Question, const std::string &Source);
  /// The answer of the core, its text put into \p To; nothing if it has to be asked.
  std::optional<nlohmann::json> find(const std::string &To) const;
  /// To be called before the core starts: what is changed from here on may be read in either state.
  void ask();
  /// Keeps an answer without messages, and the text in \p From if it lowered something. What
  /// cannot be written is not kept, nor is what was read from files that changed since ask().
  void store(const nlohmann::json &Answer, const std::string &From) const;

private:
  std::string Entry;    ///< path without extension; empty if there is no cache
  long long Asked = -1;         ///< ns
  long long SourceChanged = -1; ///< ns
};

/// 16 characters that stand for \p Words.
std::string nameOfWords(const std::vector<std::string> &Words);
/// The same for a command and the folder it is run in.
std::string nameOfCommand(const std::vector<std::string> &Words);

} // namespace asyncc
