#include "core/Options.h"
#include "OptionTable.h"
#include "Report.h"
#include "launcher/CommandLine.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace asyncc {

static std::string helpOf(const std::string &Name) {
  for (const OptionInfo &Info : OwnOptions)
    if (Name == Info.Name)
      return Info.Help;
  return "";
}

static int wrongUse(const std::vector<std::string> &Words, const std::string &Text) {
  const bool Sarif = std::ranges::any_of(
      Words, [](const std::string &Word) { return Word.starts_with("--diagnostics"); });
  Report Said(Sarif);
  Said.fail(2, Text);
  Said.finish();
  return 2;
}

int parseOptions(std::vector<std::string> Words, CoreOptions &Out) {
  for (size_t I = 0; I < Words.size(); ++I)
    if (Words[I] == "--") {
      Out.Flags = withResponseFiles({Words.begin() + I + 1, Words.end()});
      Words.resize(I);
      break;
    }
  CLI::App App("Lowers [[async::main]], [[async::maybe]] and [[async::drop]] to plain C++20.\n"
               "  asyncc [options] INPUT... [-o OUTPUT] [-- COMPILER FLAGS]\n"
               "  asyncc [options] COMPILER ARGS...",
               "asyncc");
  App.get_formatter()->column_width(28);
  App.set_help_flag("--help", helpOf("--help"));
  App.set_version_flag("--version", "asyncc " ASYNCC_VERSION, helpOf("--version"));
  App.add_option("INPUT", Out.Inputs, "C++ files to lower");
  App.add_option("-o", Out.Output, helpOf("-o"))->type_name("OUTPUT");
  App.add_option("-p", Out.BuildDir, helpOf("-p"))->type_name("BUILD_DIR");
  App.add_flag("--check", Out.Check, helpOf("--check"));
  App.add_option("--cxx", Out.Compiler, helpOf("--cxx"))->type_name("COMPILER");
  App.add_option("--runtime", Out.Runtime, helpOf("--runtime"))->type_name("R[:HEADER]");
  App.add_flag("--no-line", Out.NoLine, helpOf("--no-line"));
  App.add_flag("--keep-includes", Out.KeepIncludes, helpOf("--keep-includes"));
  App.add_option("--emit", Out.Emit, helpOf("--emit"))->check(CLI::IsMember({"json"}));
  App.add_option("--diagnostics", Out.Diagnostics, helpOf("--diagnostics"))
      ->check(CLI::IsMember({"json"}));
  App.add_flag("--print", Out.Print, helpOf("--print"));
  App.add_option("--function", Out.Function, helpOf("--function"))->type_name("NAME");
  App.add_flag("--progress", Out.Progress, helpOf("--progress"));
  App.add_flag("--stats", Out.Stats, helpOf("--stats"));
  App.add_option("--explain", Out.Explain, helpOf("--explain"))->type_name("RULE");
  App.add_option("--lower-for", Out.LowerFor)->group("");
  App.add_flag("--for-clang", Out.ForClang)->group("");
  App.add_option("--to", Out.To)->group("");
  try {
    std::vector<std::string> Reversed(Words.rbegin(), Words.rend());
    App.parse(Reversed);
  } catch (const CLI::Success &E) {
    const int Status = App.exit(E);
    if (std::cout.flush())
      return Status;
    std::cerr << "asyncc: cannot write to the standard output\n";
    return 1;
  } catch (const CLI::ParseError &E) {
    return wrongUse(Words, E.what() + std::string("; see asyncc --help"));
  }
  if (Out.Inputs.empty() && Out.LowerFor.empty() && Out.Explain.empty())
    return wrongUse(Words, "no input; see asyncc --help");
  if (Out.Output == "-") // the standard output, as for a compiler that preprocesses
    Out.Output.clear();
  if (Out.Compiler.empty()) {
    const char *Cxx = std::getenv("CXX");
    Out.Compiler = Cxx && *Cxx ? Cxx : "g++";
  }
  return -1;
}

} // namespace asyncc
