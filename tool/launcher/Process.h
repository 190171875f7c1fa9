//===- Process.h - Running the core and the compiler ----------------------===//
#pragma once

#include <string>
#include <vector>

namespace asyncc {

/// How a child ended: its exit status, or the signal that killed it.
struct Ended {
  int Status = 0;
  int Signal = 0;
  bool Started = true;
};

/// \p Command, with all words from \p First on in a response file if they are too many for a command line.
/// The file is one of this process and its children alone.
std::vector<std::string> shortened(std::vector<std::string> Command, size_t First);

/// Replaces this process; returns only if that fails.
void replaceProcess(const std::vector<std::string> &Command);

/// Whether \p Signal is one that ends a launcher, and with it what it has begun.
bool endsProcess(int Signal);

/// Runs a child and waits; signals that reach this process go on to it. With \p Output its stdout
/// is collected there; a \p Quiet child has no other standard streams.
Ended runProcess(const std::vector<std::string> &Command, std::string *Output = nullptr,
                 bool Quiet = false);

/// Ends this process as \p Child ended.
[[noreturn]] void exitAs(const Ended &Child);

/// libexec/asyncc/asyncc-core beside this program's bin folder.
std::string corePath();

/// Puts a copy of standard input in its place that can be read again, from its beginning, by this process
/// and its children. False if that fails.
bool takeStdin();

/// While it lives, a signal that would end the process waits, and ends it with the scope: what is there to
/// be cleaned up is cleaned up. A child that runs is sent it at once; none is started after it.
class SignalsHeld {
public:
  SignalsHeld();
  ~SignalsHeld();
  SignalsHeld(const SignalsHeld &) = delete;
  SignalsHeld &operator=(const SignalsHeld &) = delete;

private:
  bool Outermost;
};

/// While it lives, a limit on the size of files is an error of a write and not the end of the process.
class SizeLimitIgnored {
public:
  SizeLimitIgnored();
  ~SizeLimitIgnored();
  SizeLimitIgnored(const SizeLimitIgnored &) = delete;
  SizeLimitIgnored &operator=(const SizeLimitIgnored &) = delete;

private:
  void (*Before)(int);
};

/// Makes the process one that can start others: to be called first.
void settle();

/// An empty private folder that is removed, with what is in it, at the end of the scope. Its name ends in
/// \p Wanted unless another process uses that one. Those that killed processes left go every few minutes.
class TemporaryFolder {
public:
  explicit TemporaryFolder(const std::string &Wanted);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  const std::string &path() const { return Path; } ///< empty if it could not be made

private:
  std::string Path;
  int Lock = -1;
};

} // namespace asyncc
