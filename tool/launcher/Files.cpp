#include "launcher/Files.h"
#include "launcher/Process.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace asyncc {

std::optional<std::string> textOf(const std::string &Path) {
  struct stat Info;
  if (::stat(Path.c_str(), &Info) != 0 || !S_ISREG(Info.st_mode))
    return std::nullopt;
  const int File = ::open(Path.c_str(), O_RDONLY | O_CLOEXEC);
  if (File < 0)
    return std::nullopt;
  // One byte more than there is: the second read finds the end.
  std::string Out(static_cast<size_t>(Info.st_size) + 1, '\0');
  size_t Got = 0;
  ssize_t N;
  while ((N = ::read(File, Out.data() + Got, Out.size() - Got)) > 0 || (N < 0 && errno == EINTR)) {
    Got += static_cast<size_t>(std::max<ssize_t>(N, 0));
    if (Got == Out.size())
      Out.resize(Out.size() * 2 + 4096);
  }
  ::close(File);
  if (N < 0)
    return std::nullopt;
  Out.resize(Got);
  return Out;
}

bool writeAside(const std::string &Path, const std::string &Text) {
  const SizeLimitIgnored Ignored; // no reason to fail
  const std::string Aside = Path + "." + std::to_string(::getpid());
  std::ofstream Out(Aside, std::ios::binary);
  Out << Text;
  Out.close();
  std::error_code Error;
  if (Out)
    std::filesystem::rename(Aside, Path, Error);
  if (!Out || Error) {
    ::unlink(Aside.c_str());
    return false;
  }
  return true;
}

} // namespace asyncc
