#include "parse/PreambleIndex.h"
#include "parse/FileStamp.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <ctime>
#include <fcntl.h>

using llvm::StringRef;

namespace asyncc {

static constexpr StringRef Format = "asyncc-preamble 2";

std::string hashOf(StringRef Text) { return llvm::utohexstr(llvm::xxh3_64bits(Text)); }

static std::string hashOfFile(const std::string &Path) {
  auto Text = llvm::MemoryBuffer::getFile(Path, false, false);
  return Text ? hashOf((*Text)->getBuffer()) : "";
}

PreambleIndex::PreambleIndex() {
  timespec Now;
  ::clock_gettime(CLOCK_REALTIME_COARSE, &Now);
  Begun = Now.tv_sec * Second + Now.tv_nsec;
}

static std::string absolute(StringRef Name) {
  llvm::SmallString<256> Path(Name);
  llvm::sys::fs::make_absolute(Path);
  return std::string(Path);
}

void PreambleIndex::addFile(StringRef Name) {
  std::string Path = absolute(Name);
  const FileStamp Now = stampOf(Path);
  Complete &= Now.Size >= 0;
  Files.push_back({std::move(Path), Now.Size, Now.Time, "", Name.str()});
}

bool PreambleIndex::hasFile(StringRef Name) const {
  const std::string Path = absolute(Name);
  return llvm::any_of(Files, [&](const File &Each) { return Each.Path == Path; });
}

std::vector<std::string> PreambleIndex::files() const {
  std::vector<std::string> Out;
  for (const File &Each : Files)
    Out.push_back(Each.Path);
  return Out;
}

std::map<std::string, std::string> PreambleIndex::names() const {
  std::map<std::string, std::string> Out;
  for (const File &Each : Files) {
    llvm::SmallString<256> Path(Each.Path);
    llvm::sys::path::remove_dots(Path); // as clang does for what it precompiles
    if (!Each.Name.empty() && Each.Name != Path)
      Out.emplace(Path, Each.Name);
  }
  return Out;
}

bool PreambleIndex::isSettled() const {
  return Complete && llvm::all_of(Files, [this](const File &Each) {
    const FileStamp Now = stampOf(Each.Path);
    return Now.Size == Each.Size && Now.Time == Each.Time && !Now.isNewerThan(Begun - 1);
  });
}

bool PreambleIndex::isAsItWas() const {
  for (const File &Each : Files) {
    const FileStamp Now = stampOf(Each.Path);
    if (Now.Size != Each.Size || (Each.Hash.empty() ? Now.Time != Each.Time : hashOfFile(Each.Path) != Each.Hash))
      return false;
  }
  for (const std::string &Each : Absent)
    if (stampOf(Each).Size >= 0)
      return false;
  if (Usable && hashOfFile(Precompiled) != Hash)
    return false;
  if (Usable)
    ::utimensat(AT_FDCWD, Precompiled.c_str(), nullptr, 0);
  return true;
}

std::string PreambleIndex::text() const {
  std::string Out = (Format + "\n" + (Usable ? Precompiled : "-") + "\n" + Hash + "\n").str();
  for (const File &Each : Files) {
    Out += ("f " + llvm::Twine(Each.Size) + " " + llvm::Twine(Each.Time) + " " +
            (isPackaged(Each.Path) ? std::string("-") : hashOfFile(Each.Path)) + " " + Each.Path + "\n")
               .str();
    if (Each.Name != Each.Path)
      Out += "n " + Each.Name + "\n";
  }
  for (const std::string &Each : Absent)
    Out += "a " + Each + "\n";
  for (const std::string &Each : Derived)
    Out += "d " + Each + "\n";
  return Out + "end\n";
}

std::optional<PreambleIndex> PreambleIndex::read(StringRef Path) {
  auto Text = llvm::MemoryBuffer::getFile(Path, true, false);
  if (!Text || !(*Text)->getBuffer().ends_with("\nend\n"))
    return std::nullopt;
  StringRef Rest = (*Text)->getBuffer(), Line;
  auto Next = [&] {
    std::tie(Line, Rest) = Rest.split('\n');
    return Line;
  };
  PreambleIndex Out;
  if (Next() != Format)
    return std::nullopt;
  Out.Usable = Next() != "-";
  if (Out.Usable)
    Out.Precompiled = Line.str();
  Out.Hash = Next().str();
  while (!Rest.empty()) {
    Next();
    if (Line.consume_front("f ")) {
      File Each;
      StringRef Size, Time, Hash;
      std::tie(Size, Line) = Line.split(' ');
      std::tie(Time, Line) = Line.split(' ');
      std::tie(Hash, Line) = Line.split(' ');
      if (Size.getAsInteger(10, Each.Size) || Time.getAsInteger(10, Each.Time))
        return std::nullopt;
      Each.Hash = Hash == "-" ? "" : Hash.str();
      Each.Path = Line.str();
      Out.Files.push_back(std::move(Each));
    } else if (Line.consume_front("n ") && !Out.Files.empty()) {
      Out.Files.back().Name = Line.str();
    } else if (Line.consume_front("a ")) {
      Out.Absent.insert(Line.str());
    } else if (Line.consume_front("d ")) {
      Out.Derived.push_back(Line.str());
    }
  }
  return Out;
}

} // namespace asyncc
