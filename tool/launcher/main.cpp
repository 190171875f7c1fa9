//===- main.cpp - asyncc --------------------------------------------------===//
//
// The program that users and build systems start. It links no LLVM: most compilations have nothing to
// lower, and for those it only looks at the command line and the text, and becomes the compiler.
//
//===----------------------------------------------------------------------===//

#include "launcher/CommandLine.h"
#include "launcher/Launch.h"
#include "launcher/Process.h"
#include "launcher/Statistics.h"
#include "Report.h"

#include <iostream>

int main(int Argc, char **Argv) {
  asyncc::settle();
  std::vector<std::string> Words(Argv + 1, Argv + Argc);
  asyncc::CommandLine Command = asyncc::splitCommandLine(Words);
  if (Words.size() == 1 && Words[0] == "--stats") {
    if (std::cout << asyncc::statistics() << std::flush)
      return 0;
    std::cerr << "asyncc: cannot write to the standard output\n";
    return 1;
  }
  if (Words.size() == 1 && Words[0] == "--zero-stats") {
    asyncc::zeroStatistics();
    return 0;
  }
  if (Command.Is == asyncc::CommandLine::Compile) {
    const std::string &Unknown = [&]() -> std::string {
      for (const std::string &Option : Command.Options)
        if (Option.rfind("--runtime=", 0) != 0 && Option != "--check" &&
            Option.rfind("--diagnostics=", 0) != 0)
          return Option;
      return "";
    }();
    if (!Unknown.empty() && Unknown != "--help" && Unknown != "--version" &&
        Unknown.rfind("--explain=", 0) != 0) {
      const std::string Text =
          "option '" + Unknown + "' does not go with a compiler command, and '" + Command.Compiler.front() +
          "' is taken for the compiler; see asyncc --help";
      asyncc::Report Said(!Command.option("--diagnostics").empty());
      Said.fail(2, Text);
      Said.finish();
      return 2;
    }
    if (Unknown.empty())
      return asyncc::launch(Command);
  }
  Words.insert(Words.begin(), asyncc::corePath());
  asyncc::replaceProcess(Words);
  std::cerr << "asyncc: cannot start '" << Words[0] << "'\n";
  return 70;
}
