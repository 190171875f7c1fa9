#include "launcher/Statistics.h"
#include "launcher/Cache.h"
#include "launcher/Process.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sstream>
#include <sys/file.h>
#include <unistd.h>

namespace asyncc {
namespace {

constexpr const char *Names[Counters] = {
    "lowered",
    "lowered, from the cache",
    "passed through: no annotation in sight",
    "passed through: nothing to lower",
    "passed through: nothing to lower, from the cache",
    "passed through: no C++ source (link, C, assembler)",
    "passed through: preprocessing only",
    "passed through: precompiles a header",
    "passed through: standard input that is no C++",
    "passed through: clang cannot read it, no annotation",
    "errors in annotated code",
    "defects of asyncc",
};

using Values = std::array<unsigned long long, Counters>;

std::string path() {
  const std::string Folder = Cache::folder();
  return Folder.empty() ? "" : Folder + "/statistics";
}

/// The counters' file, open and locked; -1 if there is none and none can be made.
class File {
public:
  explicit File(bool Makes) {
    const std::string Path = path();
    if (Path.empty())
      return;
    Descriptor = ::open(Path.c_str(), O_RDWR | O_CLOEXEC);
    if (Descriptor < 0 && Makes) {
      std::error_code Ignored;
      std::filesystem::create_directories(Cache::folder(), Ignored);
      Descriptor = ::open(Path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    }
    if (Descriptor >= 0)
      ::flock(Descriptor, LOCK_EX);
  }
  ~File() {
    if (Descriptor >= 0)
      ::close(Descriptor);
  }
  File(const File &) = delete;
  File &operator=(const File &) = delete;

  Values read() const {
    char Text[1024] = "";
    Values Out{};
    if (Descriptor >= 0 && ::pread(Descriptor, Text, sizeof Text - 1, 0) > 0) {
      std::istringstream In(Text);
      for (unsigned long long &Each : Out)
        In >> Each;
    }
    return Out;
  }
  void write(const Values &All) const {
    const SizeLimitIgnored Ignored;
    std::string Text;
    for (unsigned long long Each : All)
      Text += std::to_string(Each) + "\n";
    if (Descriptor >= 0 && ::pwrite(Descriptor, Text.data(), Text.size(), 0) > 0)
      (void)!::ftruncate(Descriptor, static_cast<off_t>(Text.size()));
  }

private:
  int Descriptor = -1;
};

} // namespace

void count(Counter Which) {
  File Kept(true);
  Values All = Kept.read();
  ++All[static_cast<size_t>(Which)];
  Kept.write(All);
}

std::string statistics() {
  const Values All = File(false).read();
  unsigned long long Sum = 0;
  std::string Out;
  auto Line = [&Out](unsigned long long Number, const std::string &Name) {
    char Text[160];
    std::snprintf(Text, sizeof Text, "%10llu  %s\n", Number, Name.c_str());
    Out += Text;
  };
  for (unsigned long long Each : All)
    Sum += Each;
  Line(Sum, "commands");
  for (size_t I = 0; I < Counters; ++I)
    if (All[I])
      Line(All[I], Names[I]);
  return Out;
}

void zeroStatistics() { File(false).write(Values{}); }

} // namespace asyncc
