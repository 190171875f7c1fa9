#include "launcher/Cache.h"
#include "launcher/Files.h"
#include "launcher/Process.h"
#include "parse/FileStamp.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

namespace asyncc {
namespace {

namespace fs = std::filesystem;

constexpr const char *Format = "3";
constexpr std::uintmax_t DefaultLimit = 1024ull << 20; // bytes

std::uintmax_t limit() {
  const char *Text = std::getenv("ASYNCC_CACHE_SIZE");
  if (!Text || !*Text)
    return DefaultLimit;
  char *End = nullptr;
  const double Number = std::strtod(Text, &End);
  const char Unit = End ? *End : '\0';
  const double Factor = Unit == 'K' ? 1024.0 : Unit == 'M' ? 1048576.0 : Unit == 'G' ? 1073741824.0 : 1;
  return Number > 0 ? static_cast<std::uintmax_t>(Number * Factor) : 0;
}

std::string hex(XXH128_hash_t Hash) {
  char Text[33];
  std::snprintf(Text, sizeof Text, "%016llx%016llx", static_cast<unsigned long long>(Hash.high64),
                static_cast<unsigned long long>(Hash.low64));
  return Text;
}

std::string hashOf(const std::string &Text) { return hex(XXH3_128bits(Text.data(), Text.size())); }

std::optional<std::string> contentHash(const std::string &Path) {
  const std::optional<std::string> Text = textOf(Path);
  return Text ? std::optional(hashOf(*Text)) : std::nullopt;
}

long long now(clockid_t Clock) {
  timespec Now;
  ::clock_gettime(Clock, &Now);
  return Now.tv_sec * Second + Now.tv_nsec;
}

bool isAsItWas(const nlohmann::json &File) {
  const std::string Path = File.value("path", "");
  const FileStamp Now = stampOf(Path);
  if (Now.Size != File.value("size", -2LL))
    return false;
  if (const auto Hash = File.find("hash"); Hash != File.end())
    return contentHash(Path) == Hash->get<std::string>();
  return Now.Time == File.value("time", 0LL);
}

/// Removes the entries that were not used for longest, down to four fifths of the limit.
void trim(const std::string &Folder, std::uintmax_t Limit) {
  struct File {
    fs::file_time_type Time;
    std::uintmax_t Size;
    fs::path Path;
  };
  std::vector<File> Files;
  std::uintmax_t Sum = 0;
  std::error_code Error;
  for (fs::recursive_directory_iterator I(Folder, Error), End; !Error && I != End;
       I.increment(Error)) {
    std::error_code Gone;
    if (!I->is_regular_file(Gone) || I->path().filename() == "statistics")
      continue;
    Files.push_back({I->last_write_time(Gone), I->file_size(Gone), I->path()});
    Sum += Files.back().Size;
  }
  if (Sum <= Limit)
    return;
  std::sort(Files.begin(), Files.end(),
            [](const File &A, const File &B) { return A.Time < B.Time; });
  for (const File &Each : Files) {
    if (Sum <= Limit / 5 * 4)
      return;
    fs::remove(Each.Path, Error);
    Sum -= Each.Size;
  }
}

/// Looking through the folder costs more than an entry: the larger an entry is beside the limit, the
/// likelier it is to be the one that looks, so that a sixteenth of the limit is the most that is
/// expected on top of it. The name of an entry is as good as chance.
bool isTimeToTrim(const std::string &Entry, std::uintmax_t Size, std::uintmax_t Limit) {
  const double Chance = std::stoul(Entry.substr(Entry.size() - 8), nullptr, 16) / 4294967296.0;
  return Chance * static_cast<double>(Limit) < 16.0 * static_cast<double>(Size);
}

} // namespace

std::string Cache::folder() {
  auto Variable = [](const char *Name) {
    const char *Value = std::getenv(Name);
    return std::string(Value ? Value : "");
  };
  if (std::string Own = Variable("ASYNCC_CACHE_DIR"); !Own.empty())
    return Own;
  if (std::string Base = Variable("XDG_CACHE_HOME"); !Base.empty())
    return Base + "/asyncc";
  if (std::string Home = Variable("HOME"); !Home.empty())
    return Home + "/.cache/asyncc";
  return "";
}

std::string Cache::folderOfCore() { return limit() == 0 || std::getenv("ASYNCC_TEST_CRASH") ? "" : folder(); }

unsigned long long Cache::limitOfCore() { return limit() / 2; }

Cache::Cache(const std::vector<std::string> &Question, const std::string &Source) {
  const std::string Folder = folderOfCore();
  std::optional<std::string> Text = contentHash(Source);
  if (Folder.empty() || !Text)
    return;
  SourceChanged = stampOf(Source).Changed;
  XXH3_state_t State;
  XXH3_128bits_reset(&State);
  auto Add = [&](const std::string &Part) {
    XXH3_128bits_update(&State, Part.c_str(), Part.size() + 1); // its end counts, too
  };
  Add(Format);
  const FileStamp Core = stampOf(corePath());
  Add(std::to_string(Core.Size) + " " + std::to_string(Core.Time));
  std::error_code Error;
  Add(fs::current_path(Error).string());
  Add(*Text);
  for (const char *Name : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "GCC_EXEC_PREFIX",
                           "COMPILER_PATH", "PATH", "SYSROOT"}) {
    const char *Value = std::getenv(Name);
    Add(Value ? Value : "");
  }
  for (const std::string &Word : Question)
    Add(Word);
  const std::string Key = hex(XXH3_128bits_digest(&State));
  Entry = Folder + "/" + Key.substr(0, 2) + "/" + Key.substr(2);
}

std::optional<nlohmann::json> Cache::find(const std::string &To) const {
  if (Entry.empty())
    return std::nullopt;
  const std::optional<std::string> Text = textOf(Entry + ".json");
  if (!Text)
    return std::nullopt;
  nlohmann::json Kept = nlohmann::json::parse(*Text, nullptr, false);
  if (!Kept.is_object() || !Kept.contains("files") || !Kept.contains("answer"))
    return std::nullopt;
  for (const auto &File : Kept["files"])
    if (!isAsItWas(File))
      return std::nullopt;
  for (const auto &Path : Kept.value("absent", nlohmann::json::array()))
    if (stampOf(Path.get<std::string>()).Size >= 0)
      return std::nullopt;
  if (Kept["answer"].value("outcome", "") == "lowered") {
    // A link is not enough: the entry may be removed before the compiler reads it.
    std::error_code Error;
    if (!fs::copy_file(Entry + ".cpp", To, fs::copy_options::overwrite_existing, Error))
      return std::nullopt;
    if (contentHash(To) != Kept.value("hash", ""))
      return std::nullopt;
    ::utimensat(AT_FDCWD, (Entry + ".cpp").c_str(), nullptr, 0);
  }
  ::utimensat(AT_FDCWD, (Entry + ".json").c_str(), nullptr, 0);
  return Kept["answer"];
}

void Cache::ask() {
  if (Entry.empty())
    return;
  // The times of files come from a clock that ticks, or from the exact one: a later change has this
  // tick's time at least.
  Asked = now(CLOCK_REALTIME_COARSE) - 1;
  if (SourceChanged + Second < Asked)
    return;
  // What was written just now may be of this tick, too; with the next one the two can be told apart.
  Asked = now(CLOCK_REALTIME);
  for (int I = 0; I < 40 && now(CLOCK_REALTIME_COARSE) <= Asked; ++I)
    ::usleep(500);
}

void Cache::store(const nlohmann::json &Answer, const std::string &From) const {
  const std::string Outcome = Answer.value("outcome", "");
  if (Entry.empty() || !Answer.value("messages", nlohmann::json::array()).empty() ||
      (Outcome != "lowered" && Outcome != "unchanged") || Answer.value("dated", false))
    return;
  std::error_code Error;
  fs::create_directories(fs::path(Entry).parent_path(), Error);
  if (Error)
    return;
  size_t Size = 0;
  nlohmann::json Kept;
  Kept["files"] = nlohmann::json::array();
  for (const auto &Each : Answer.value("files", nlohmann::json::array())) {
    const std::string Path = Each.get<std::string>();
    const FileStamp Now = stampOf(Path);
    const bool System = isPackaged(Path);
    if (!System && Now.isNewerThan(Asked))
      return;
    nlohmann::json File = {{"path", Path}, {"size", Now.Size}, {"time", Now.Time}};
    if (!System)
      File["hash"] = contentHash(Path).value_or("");
    Kept["files"].push_back(std::move(File));
  }
  Kept["answer"] = Answer;
  Kept["absent"] = Answer.value("absent", nlohmann::json::array());
  for (const char *Asked : {"files", "absent", "dated"})
    Kept["answer"].erase(Asked);
  if (Outcome == "lowered") {
    const std::optional<std::string> Text = textOf(From);
    if (!Text || !writeAside(Entry + ".cpp", *Text))
      return;
    Size = Text->size();
    Kept["hash"] = hashOf(*Text);
  }
  const std::string Index = Kept.dump();
  writeAside(Entry + ".json", Index);
  if (isTimeToTrim(Entry, Index.size() + Size, limit()))
    trim(folder(), limit());
}

std::string nameOfWords(const std::vector<std::string> &Words) {
  XXH3_state_t State;
  XXH3_128bits_reset(&State);
  for (const std::string &Word : Words)
    XXH3_128bits_update(&State, Word.c_str(), Word.size() + 1);
  return hex(XXH3_128bits_digest(&State)).substr(0, 16);
}

std::string nameOfCommand(const std::vector<std::string> &Words) {
  std::error_code Error;
  std::vector<std::string> All = {fs::current_path(Error).string()};
  All.insert(All.end(), Words.begin(), Words.end());
  return nameOfWords(All);
}

} // namespace asyncc
