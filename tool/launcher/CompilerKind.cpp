#include "launcher/CompilerKind.h"
#include "launcher/Cache.h"
#include "launcher/Files.h"
#include "launcher/Process.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace asyncc {

namespace fs = std::filesystem;

std::string programFile(const std::string &Program) {
  auto Real = [](const std::string &Path) {
    std::error_code Error;
    return fs::is_regular_file(Path, Error) && ::access(Path.c_str(), X_OK) == 0
               ? fs::canonical(Path, Error).string()
               : std::string();
  };
  if (Program.find('/') != Program.npos)
    return Real(Program);
  const char *Variable = std::getenv("PATH");
  for (std::string_view Rest = Variable ? Variable : "/bin:/usr/bin"; !Rest.empty();) {
    const size_t Colon = Rest.find(':');
    const std::string Folder(Colon ? Rest.substr(0, Colon) : ".");
    if (std::string Found = Real(Folder + "/" + Program); !Found.empty())
      return Found;
    Rest = Colon == Rest.npos ? std::string_view() : Rest.substr(Colon + 1);
  }
  return "";
}

/// What the name of a file says of the compiler in it.
static std::optional<bool> isClangByName(const std::string &Path) {
  const std::string Name = fs::path(Path).filename().string();
  if (Name.find("clang") != Name.npos)
    return true;
  if (Name.find("g++") != Name.npos || Name.find("gcc") != Name.npos)
    return false;
  return std::nullopt;
}

static std::optional<bool> saysClang(const std::string &Compiler) {
  std::string Said;
  const Ended Asked = runProcess({Compiler, "--version"}, &Said, true);
  if (!Asked.Started || Asked.Signal)
    return std::nullopt;
  return Said.find("clang") != Said.npos;
}

bool isClangCompiler(const std::string &Compiler) {
  const std::string File = programFile(Compiler);
  if (std::optional<bool> Is = isClangByName(File))
    return *Is;
  if (std::optional<bool> Is = isClangByName(Compiler))
    return *Is;
  struct stat Info;
  if (File.empty() || ::stat(File.c_str(), &Info) != 0)
    return false;
  // A file like ccache's is many compilers, by the name that it is started under.
  const std::string Key =
      nameOfWords({Compiler, File, std::to_string(Info.st_size), std::to_string(Info.st_mtim.tv_sec),
                   std::to_string(Info.st_mtim.tv_nsec)});
  const std::string Kept = Cache::folder() + "/compilers/" + Key;
  std::string Word;
  if (std::ifstream(Kept) >> Word && (Word == "clang" || Word == "g++"))
    return Word == "clang";
  const std::optional<bool> Is = saysClang(Compiler);
  if (Is && !Cache::folder().empty()) {
    std::error_code Error;
    fs::create_directories(fs::path(Kept).parent_path(), Error);
    writeAside(Kept, *Is ? "clang\n" : "g++\n");
  }
  return Is.value_or(false);
}

} // namespace asyncc
