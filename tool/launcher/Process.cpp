#include "launcher/Process.h"
#include "launcher/Cache.h"
#include "launcher/Files.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iterator>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace asyncc {

static std::vector<char *> argv(const std::vector<std::string> &Command) {
  std::vector<char *> Out;
  for (const std::string &Word : Command)
    Out.push_back(const_cast<char *>(Word.c_str()));
  Out.push_back(nullptr);
  return Out;
}

std::vector<std::string> shortened(std::vector<std::string> Command, size_t First) {
  // Half of what Linux allows leaves room for what a compiler adds, and for the environment; the other
  // limit is that of one word.
  constexpr size_t All = 1u << 20, One = 100'000;
  size_t Sum = 0, Longest = 0;
  for (const std::string &Word : Command) {
    Sum += Word.size() + 1 + sizeof(char *);
    Longest = std::max(Longest, Word.size());
  }
  if (Sum < All && Longest < One)
    return Command;
  const int File = ::memfd_create("arguments", 0);
  std::string Text;
  for (size_t I = First; I < Command.size(); ++I) {
    Text += '"';
    for (char C : Command[I]) {
      if (C == '"' || C == '\\')
        Text += '\\';
      Text += C;
    }
    Text += "\"\n";
  }
  for (size_t At = 0; At < Text.size();) {
    const ssize_t N = ::write(File, Text.data() + At, Text.size() - At);
    if (N < 0)
      return Command; // which says so
    At += static_cast<size_t>(N);
  }
  Command.resize(First);
  Command.push_back("@/proc/self/fd/" + std::to_string(File));
  return Command;
}

void replaceProcess(const std::vector<std::string> &Command) {
  ::execvp(Command[0].c_str(), argv(Command).data());
}

static volatile pid_t Child = 0;
static volatile sig_atomic_t Waiting = 0; // the signal that ends this process
// SIGPIPE too: what is to be cleaned up is, before it ends this process.
static constexpr int Forwarded[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU};

bool endsProcess(int Signal) { return std::find(std::begin(Forwarded), std::end(Forwarded), Signal) != std::end(Forwarded); }

extern "C" void forwardSignal(int Signal) {
  Waiting = Signal;
  if (Child > 0)
    ::kill(Child, Signal);
}

static struct sigaction BeforeHeld[std::size(Forwarded)];
static bool Held = false;

SignalsHeld::SignalsHeld() : Outermost(!Held) {
  if (!Outermost)
    return;
  struct sigaction Hold = {};
  Hold.sa_handler = forwardSignal;
  sigemptyset(&Hold.sa_mask);
  for (size_t I = 0; I < std::size(Forwarded); ++I) {
    ::sigaction(Forwarded[I], nullptr, &BeforeHeld[I]);
    if (BeforeHeld[I].sa_handler != SIG_IGN) // as under nohup
      ::sigaction(Forwarded[I], &Hold, nullptr);
  }
  Held = true;
}

SignalsHeld::~SignalsHeld() {
  if (!Outermost)
    return;
  Held = false;
  for (size_t I = 0; I < std::size(Forwarded); ++I)
    ::sigaction(Forwarded[I], &BeforeHeld[I], nullptr);
  if (const int Signal = std::exchange(Waiting, 0))
    ::raise(Signal);
}

Ended runProcess(const std::vector<std::string> &Command, std::string *Output, bool Quiet) {
  const SignalsHeld All;
  Ended Out;
  if (Waiting) {
    Out.Signal = Waiting;
    return Out;
  }
  int Pipe[2] = {-1, -1};
  if (Output && ::pipe(Pipe) != 0) {
    Out.Started = false;
    return Out;
  }
  std::vector<char *> Words = argv(Command);
  // A signal that comes before Child is known would be lost.
  sigset_t Blocked, Before;
  sigemptyset(&Blocked);
  for (int Signal : Forwarded)
    sigaddset(&Blocked, Signal);
  ::sigprocmask(SIG_BLOCK, &Blocked, &Before);
  const pid_t Self = ::getpid();
  Child = ::fork();
  if (Child == 0) {
    // A killed compiler writes no more; nor does one whose launcher was killed, for nobody would
    // correct its dependency file.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != Self)
      ::_exit(127);
    for (size_t I = 0; I < std::size(Forwarded); ++I)
      ::sigaction(Forwarded[I], &BeforeHeld[I], nullptr);
    ::sigprocmask(SIG_SETMASK, &Before, nullptr);
    if (Output) {
      ::dup2(Pipe[1], 1);
      ::close(Pipe[0]);
      ::close(Pipe[1]);
    }
    if (const int Null = Quiet ? ::open("/dev/null", O_RDWR | O_CLOEXEC) : -1; Null >= 0) {
      ::dup2(Null, 0);
      ::dup2(Null, 2);
    }
    ::execvp(Words[0], Words.data());
    ::_exit(errno == ENOENT || errno == EACCES ? 127 : 126);
  }
  ::sigprocmask(SIG_SETMASK, &Before, nullptr);
  Out.Started = Child > 0;
  if (Output) {
    ::close(Pipe[1]);
    char Buffer[65536];
    for (ssize_t N; (N = ::read(Pipe[0], Buffer, sizeof Buffer)) > 0 || (N < 0 && errno == EINTR);)
      if (N > 0)
        Output->append(Buffer, static_cast<size_t>(N));
    ::close(Pipe[0]);
  }
  int Status = 0;
  while (Out.Started && ::waitpid(Child, &Status, 0) < 0 && errno == EINTR)
    ;
  Child = 0;
  if (WIFSIGNALED(Status))
    Out.Signal = WTERMSIG(Status);
  else
    Out.Status = WEXITSTATUS(Status);
  return Out;
}

void exitAs(const Ended &Ended) {
  if (Ended.Signal) {
    ::signal(Ended.Signal, SIG_DFL);
    ::raise(Ended.Signal);
  }
  std::exit(Ended.Status);
}

std::string corePath() {
  std::error_code Error;
  std::filesystem::path Self = std::filesystem::read_symlink("/proc/self/exe", Error);
  return (Self.parent_path().parent_path() / "libexec/asyncc/asyncc-core").string();
}

bool takeStdin() {
  const int Copy = ::memfd_create("stdin", 0);
  char Buffer[65536];
  ssize_t Got = 0;
  while (Copy >= 0 && ((Got = ::read(0, Buffer, sizeof Buffer)) > 0 || (Got < 0 && errno == EINTR)))
    for (ssize_t Put = 0, N; Put < Got; Put += N)
      if ((N = ::write(Copy, Buffer + Put, static_cast<size_t>(Got - Put))) < 0)
        return false;
  return Copy >= 0 && Got == 0 && ::lseek(Copy, 0, SEEK_SET) == 0 && ::dup2(Copy, 0) == 0 &&
         ::close(Copy) == 0;
}

SizeLimitIgnored::SizeLimitIgnored() : Before(::signal(SIGXFSZ, SIG_IGN)) {}
SizeLimitIgnored::~SizeLimitIgnored() { ::signal(SIGXFSZ, Before); }

void settle() {
  // As GCC's driver does: with the signal ignored nobody could wait for a child.
  ::signal(SIGCHLD, SIG_DFL);
  // What is opened must not take the place of a closed standard stream.
  for (int Descriptor = 0; Descriptor < 3; ++Descriptor)
    if (::fcntl(Descriptor, F_GETFD) < 0)
      ::open("/dev/null", O_RDWR);
}

/// Whether it is time to look through \p Base: a temporary folder may hold thousands of files.
static bool isDue(const std::string &Base) {
  constexpr time_t Often = 300; // seconds
  if (Cache::folder().empty())
    return true;
  const std::string Kept = Cache::folder() + "/swept";
  struct stat Info;
  if (::stat(Kept.c_str(), &Info) == 0)
    if (const time_t Age = std::time(nullptr) - Info.st_mtime; Age >= 0 && Age < Often && textOf(Kept) == Base)
      return false;
  writeAside(Kept, Base);
  return true;
}

/// Removes the folders in \p Base that nobody holds. One that was just made may not be locked yet.
static void removeLeft(const std::string &Base) {
  if (!isDue(Base))
    return;
  constexpr time_t Young = 60; // seconds
  std::error_code Ignored;
  for (std::filesystem::directory_iterator I(Base, Ignored), End; !Ignored && I != End;
       I.increment(Ignored)) {
    const std::string Name = I->path().filename().string();
    if (!Name.starts_with("asyncc-") || (Name.size() != 7 + 6 && Name.size() != 7 + 16))
      continue;
    const std::string Path = I->path().string();
    struct stat Info;
    if (::lstat(Path.c_str(), &Info) != 0 || !S_ISDIR(Info.st_mode) ||
        Info.st_uid != ::geteuid() || (Info.st_mode & 077) != 0 ||
        Info.st_mtime + Young > std::time(nullptr))
      continue;
    const int Lock = ::open(Path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    std::error_code Failed;
    if (Lock >= 0 && ::flock(Lock, LOCK_EX | LOCK_NB) == 0)
      std::filesystem::remove_all(Path, Failed);
    if (Lock >= 0)
      ::close(Lock);
  }
}

TemporaryFolder::TemporaryFolder(const std::string &Wanted) {
  const char *Variable = std::getenv("TMPDIR");
  for (std::string Base : {std::string(Variable ? Variable : ""), std::string("/tmp")}) {
    if (Base.empty())
      continue;
    removeLeft(Base);
    // The same command gets the same name, so that caches behind asyncc know it again; but not at
    // the same time, which the lock tells.
    const std::string Same = Base + "/asyncc-" + Wanted;
    std::error_code Ignored;
    const bool Made = ::mkdir(Same.c_str(), 0700) == 0;
    struct stat Info;
    if ((Made || errno == EEXIST) && ::lstat(Same.c_str(), &Info) == 0 && S_ISDIR(Info.st_mode) &&
        Info.st_uid == ::geteuid() && (Info.st_mode & 077) == 0) {
      Lock = ::open(Same.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      struct stat Held;
      if (Lock >= 0 && ::flock(Lock, LOCK_EX | LOCK_NB) == 0 && ::fstat(Lock, &Held) == 0 &&
          Held.st_nlink > 0 && ::lstat(Same.c_str(), &Info) == 0 && Info.st_ino == Held.st_ino) {
        for (const auto &Left : std::filesystem::directory_iterator(Same, Ignored))
          std::filesystem::remove_all(Left.path(), Ignored); // of one that was killed
        Path = Same;
        return;
      }
      if (Lock >= 0)
        ::close(std::exchange(Lock, -1));
    }
    std::string Name = Base + "/asyncc-XXXXXX";
    if (::mkdtemp(Name.data())) {
      Path = Name;
      Lock = ::open(Name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      ::flock(Lock, LOCK_EX | LOCK_NB);
      return;
    }
  }
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code Ignored;
  if (!Path.empty())
    std::filesystem::remove_all(Path, Ignored);
  if (Lock >= 0)
    ::close(Lock);
}

} // namespace asyncc
