//===- main.cpp - asyncc-core ---------------------------------------------===//

#include "core/Dependencies.h"
#include "core/Explain.h"
#include "core/Options.h"
#include "core/Print.h"
#include "Report.h"
#include "Sarif.h"
#include "launcher/Cache.h"
#include "launcher/CommandLine.h"
#include "launcher/CompilerKind.h"
#include "launcher/IncludeScan.h"
#include "parse/LoweredMark.h"
#include "parse/Words.h"
#include "translate/Translate.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sys/resource.h>
#include <unistd.h>

using namespace asyncc;
namespace fs = std::filesystem;

/// What the named compiler is called with for \p Input in compile_commands.json; what is wrong, if anything.
static std::string flagsFromDatabase(const CoreOptions &Options, const std::string &Input,
                                     TranslateRequest &Request);

/// To a file, or without a \p Path to stdout.
static bool writeFile(const std::string &Path, const std::string &Text) {
  if (Path.empty())
    return static_cast<bool>(std::cout << Text << std::flush);
  std::ofstream Out(Path, std::ios::binary);
  Out << Text;
  Out.close();
  return static_cast<bool>(Out);
}

static std::string readFile(const std::string &Path) {
  std::ifstream In(Path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(In), {});
}

/// For the launcher: one file, and the outcome as JSON on stdout.
static int lowerForLauncher(const CoreOptions &Options) {
  if (Options.Flags.empty())
    return 2;
  TranslateRequest Request;
  Request.File = Options.Flags.front();
  Request.Flags.assign(Options.Flags.begin() + 1, Options.Flags.end());
  Request.Compiler = Options.LowerFor;
  Request.Runtime = Options.Runtime;
  Request.ForClang = Options.ForClang;
  Request.ForCompiler = true;
  Request.MustParse = Options.Check;
  Request.PrintsMessages = Options.Diagnostics.empty();
  Request.KeptIn = Cache::folderOfCore();
  Request.KeepAtMost = Cache::limitOfCore();
  TranslateResult Result = translate(Request);
  if (Options.Check && Result.Outcome == TranslateResult::NotForAsync) {
    // Clang did not come so far as to find an error in it.
    if (Request.PrintsMessages)
      std::cerr << "asyncc: cannot read '" << Request.File << "'\n";
    Result.Messages.push_back(commandError("cannot read '" + Request.File + "'"));
    Result.Outcome = TranslateResult::Failed;
  }
  nlohmann::json Answer;
  Answer["messages"] = toJson(Result.Messages);
  Answer["files"] = Result.Files;
  Answer["absent"] = Result.Absent;
  Answer["dated"] = Result.Dated;
  if (Result.Outcome == TranslateResult::Failed) {
    std::cout << Answer.dump() << "\n";
    return 1;
  }
  Answer["outcome"] = Result.Outcome == TranslateResult::Lowered     ? "lowered"
                      : Result.Outcome == TranslateResult::Unchanged ? "unchanged"
                                                                     : "not for async";
  if (Result.Outcome == TranslateResult::Lowered) {
    Answer["inlined"] = Result.Inlined;
    Answer["inlined-system"] = Result.SystemInlined;
    Answer["full"] = Result.Full;
    Answer["forced"] = Result.Forced;
    if (!writeFile(Options.To, Result.Text)) {
      std::cerr << "asyncc: cannot write '" << Options.To << "'\n";
      return 1;
    }
  }
  std::cout << Answer.dump() << "\n";
  return 0;
}

/// What was lowered, for --emit=json: docs/reference/manifest.schema.json describes it.
static nlohmann::ordered_json manifest(const std::vector<LoweredEntity> &Entities) {
  auto List = nlohmann::ordered_json::array();
  for (const LoweredEntity &Each : Entities)
    List.push_back({{"file", Each.File},
                    {"line", Each.Line},
                    {"rule", Each.Rule},
                    {"symbol", Each.Symbol},
                    {"notes", Each.Notes}});
  return List;
}

namespace {

/// asyncc [options] INPUT... [-o OUTPUT] [-- FLAGS]
class LowerInputs {
public:
  explicit LowerInputs(const CoreOptions &Options)
      : Options(Options), ToFolder(Options.Inputs.size() > 1 && Options.Emit.empty()),
        Said(!Options.Diagnostics.empty()) {}

  int run() {
    Status = all();
    Said.finish();
    return Status;
  }

private:
  int all() {
    if (ToFolder && Options.Print)
      return Said.fail(2, "--print shows one file");
    if (ToFolder && Options.Output.empty() && !Options.Check)
      return Said.fail(2, "several inputs need -o FOLDER");
    if (!Options.Check && !Options.Output.empty())
      if (std::string Clash = overwritten(); !Clash.empty())
        return Said.fail(2, Clash);
    if (ToFolder && namesDependencyFile(Options.Flags))
      return Said.fail(2, "the file that -MF names is for one input");
    for (const std::string &Input : Options.Inputs) {
      const auto Begin = std::chrono::steady_clock::now();
      const int Failed = one(Input);
      progress(Input, std::chrono::steady_clock::now() - Begin);
      if (Failed) {
        Status = Status ? Status : Failed;
        if (Failed == 2 && !Options.BuildDir.empty())
          break;
      }
    }
    if (!Options.Emit.empty() && !Options.Check && Status == 0)
      Status = put(manifest(Entities).dump(2) + "\n", "");
    return Status;
  }

  int one(const std::string &Input) {
    if (!fs::exists(Input))
      return Said.fail(2, "cannot read '" + Input + "'");
    if (Input.ends_with(".ii") && scanText(readFile(Input)).Annotation) {
      const std::string Text = preprocessedText(Input, Options.Compiler);
      if (Options.Diagnostics.empty())
        std::cerr << "asyncc: error: " << Text << " [async-preprocessed]\n";
      Said.add({{"error", "async-preprocessed", Text, "", 0, 0}});
      return 1;
    }
    TranslateRequest Request;
    Request.File = Input;
    Request.Flags = Options.Flags;
    Request.Compiler = Options.Compiler;
    Request.Runtime = Options.Runtime;
    Request.Lines = !Options.NoLine && !Options.Print;
    Request.KeepIncludes = Options.KeepIncludes;
    Request.Moves = !Options.Check && Options.Emit.empty() && !Options.Print && !staysBeside(Input);
    // No compiler follows that would say it, or that would lower a coroutine.
    Request.MustParse = Options.Check || holdsCoroutineWords(readFile(Input));
    Request.PrintsMessages = Options.Diagnostics.empty();
    Request.KeptIn = Cache::folderOfCore();
    Request.KeepAtMost = Cache::limitOfCore();
    if (!Options.BuildDir.empty())
      if (std::string Lacks = flagsFromDatabase(Options, Input, Request); !Lacks.empty())
        return Said.fail(2, Lacks);
    Request.ForClang = isClangCompiler(Request.Compiler);
    std::error_code Error;
    const fs::path Here = fs::current_path(Error);
    TranslateResult Result = translate(Request);
    fs::current_path(Here, Error); // the flags of a database go to its folder
    Said.add(Result.Messages);
    Entities.insert(Entities.end(), Result.Entities.begin(), Result.Entities.end());
    if (Result.Outcome == TranslateResult::Failed)
      return 1;
    if (Options.Check || !Options.Emit.empty())
      return 0;
    if (const fs::path Target = targetOf(Input); !Options.Output.empty() && isSourceOf(Result, Target))
      return Said.fail(2, "'" + Input + "' includes '" + Target.string() +
                              "', which the output would overwrite; name another file with -o");
    const std::string Text =
        Result.Outcome == TranslateResult::Lowered || !Result.Text.empty() ? Result.Text
                                                                           : readFile(Input);
    if (Options.Print)
      return print(Text, Input);
    if (const int Failed = put(Text, Input))
      return Failed;
    std::string Rules;
    return Options.Output.empty() || writeDependencies(Options.Flags, Input, targetOf(Input).string(), Result, Rules)
               ? 0
               : Said.fail(1, "cannot write '" + Rules + "'");
  }

  /// Whether \p Target was read, and is not what was made of it before.
  static bool isSourceOf(const TranslateResult &Result, const fs::path &Target) {
    std::error_code Error;
    return fs::is_regular_file(Target, Error) && !readFile(Target.string()).ends_with(LoweredMark) &&
           std::ranges::any_of(Result.Files,
                               [&](const std::string &Read) { return fs::equivalent(Target, Read, Error); });
  }

  /// For people: without #line, perhaps of one function, in colours on a terminal.
  int print(const std::string &Text, const std::string &Input) {
    const std::string Part = definitionsOf(Text, Options.Function);
    if (Part.empty() && !Options.Function.empty())
      return Said.fail(2, "'" + Input + "' defines no function '" + Options.Function + "'");
    bool Colours = ::isatty(STDOUT_FILENO);
    for (const std::string &Flag : Options.Flags)
      if (Flag == "-fdiagnostics-color=always" || Flag == "-fcolor-diagnostics")
        Colours = true;
      else if (Flag == "-fdiagnostics-color=never" || Flag == "-fno-color-diagnostics")
        Colours = false;
    return put(Colours ? coloured(Part, readFile(Input)) : Part, Input);
  }

  void progress(const std::string &Input, std::chrono::duration<double> Took) {
    ++Done;
    if (!ToFolder || !(Options.Progress || ::isatty(STDERR_FILENO)))
      return;
    char Text[64];
    std::snprintf(Text, sizeof Text, "[%zu/%zu] %.2f s  ", Done, Options.Inputs.size(), Took.count());
    std::cerr << Text << Input << "\n";
  }

  /// Where the text of \p Input goes, or with an empty one what is said of all inputs.
  fs::path targetOf(const std::string &Input) const {
    const fs::path Output = Options.Output;
    std::error_code Error;
    const bool Inside = !Input.empty() && (ToFolder || fs::is_directory(Output, Error));
    return Inside ? Output / fs::path(Input).filename() : Output;
  }

  bool staysBeside(const std::string &Input) const {
    auto Folder = [](const fs::path &File) {
      const fs::path Parent = File.parent_path();
      return Parent.empty() ? fs::path(".") : Parent;
    };
    std::error_code Error;
    // A pipe is read from the working folder.
    const fs::path To = Options.Output.empty() ? "." : Folder(targetOf(Input));
    return fs::equivalent(To, Folder(Input), Error);
  }

  /// What is wrong with the outputs as a whole: each must be a file of its own.
  std::string overwritten() const {
    std::error_code Error;
    std::map<fs::path, std::string> From;
    for (const std::string &Input : Options.Inputs) {
      const fs::path Target = targetOf(Options.Emit.empty() ? Input : "");
      for (const std::string &Each : Options.Inputs)
        if (fs::equivalent(Target, Each, Error))
          return "'" + Target.string() + "' is an input, which the output would overwrite; name another " +
                 (Target == Options.Output ? "file" : "folder") + " with -o";
      const auto [Other, New] = From.try_emplace(fs::weakly_canonical(Target, Error), Input);
      if (!New && Options.Emit.empty() && Target != "/dev/null")
        return "'" + Other->second + "' and '" + Input + "' would both become '" + Target.string() +
               "'; lower them one by one, into different folders";
    }
    return "";
  }

  int put(const std::string &Text, const std::string &Input) {
    const fs::path Target = targetOf(Input);
    std::error_code Error;
    if (!Input.empty() && ToFolder)
      fs::create_directories(Options.Output, Error);
    if (writeFile(Target.string(), Text))
      return 0;
    if (fs::is_regular_file(Target, Error)) // half of it would pass for up to date
      fs::remove(Target, Error);
    return Said.fail(1, "cannot write " + (Target.empty() ? "to the standard output" : "'" + Target.string() + "'"));
  }

  const CoreOptions &Options;
  const bool ToFolder;
  int Status = 0;
  size_t Done = 0;
  Report Said;
  std::vector<LoweredEntity> Entities;
};

} // namespace

static std::string flagsFromDatabase(const CoreOptions &Options, const std::string &Input,
                                     TranslateRequest &Request) {
  fs::path File = fs::path(Options.BuildDir) / "compile_commands.json";
  std::ifstream In(File);
  auto Database = nlohmann::json::parse(In, nullptr, false);
  if (!In || Database.is_discarded() || !Database.is_array())
    return "cannot read '" + File.string() + "'";
  std::error_code Error;
  const fs::path Wanted = fs::weakly_canonical(fs::absolute(Input), Error);
  for (const auto &Entry : Database) {
    fs::path Folder = Entry.value("directory", "");
    if (fs::weakly_canonical(Folder / Entry.value("file", ""), Error) != Wanted)
      continue;
    std::vector<std::string> Words;
    if (Entry.contains("arguments")) {
      Words = Entry["arguments"].get<std::vector<std::string>>();
    } else {
      Words = splitWords(Entry.value("command", ""));
    }
    const CommandLine Command = splitCommandLine(Words);
    if (Command.Is != CommandLine::Compile)
      continue;
    Request.Compiler = Command.Compiler.back();
    if (Request.Runtime.empty())
      Request.Runtime = Command.option("--runtime");
    Words = withResponseFiles(Command.Args, Folder.string());
    Request.Flags = {"-working-directory=" + Folder.string()};
    for (size_t I = 0; I < Words.size(); ++I) {
      if (Words[I] == "-o" || Words[I] == "-c") {
        I += Words[I] == "-o";
        continue;
      }
      if (fs::weakly_canonical(Folder / Words[I], Error) != Wanted)
        Request.Flags.push_back(Words[I]);
    }
    Request.Flags.insert(Request.Flags.end(), Options.Flags.begin(), Options.Flags.end());
    Request.File = Wanted.string();
    return "";
  }
  return "'" + File.string() + "' has no entry for '" + Input + "'";
}

/// A defect ends the core with a signal; alone on the command line it becomes status 70.
static std::string Crashed;
extern "C" void onCrash(int) {
  (void)!::write(STDERR_FILENO, Crashed.data(), Crashed.size());
  std::_Exit(70);
}

/// On a stack of its own: the other one may be what is used up.
static void sayCrashes() {
  alignas(16) static char Memory[1 << 16];
  stack_t Stack{};
  Stack.ss_sp = Memory;
  Stack.ss_size = sizeof Memory;
  sigaltstack(&Stack, nullptr);
  struct sigaction Action {};
  Action.sa_handler = onCrash;
  Action.sa_flags = SA_ONSTACK;
  for (int Signal : {SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE})
    sigaction(Signal, &Action, nullptr);
}

/// For sums of ten thousands of terms and the like, which visitors descend into. The stack of the first thread grows up
/// to what the limit is then; 128 MB below it are kept free whatever it was.
static void raiseStackLimit() {
  rlimit Stack{};
  constexpr rlim_t Enough = rlim_t{96} << 20;
  if (getrlimit(RLIMIT_STACK, &Stack) != 0 || Stack.rlim_cur >= Enough)
    return;
  Stack.rlim_cur = std::min(Enough, Stack.rlim_max);
  setrlimit(RLIMIT_STACK, &Stack);
}

static int overflow(int Depth) {
  volatile char Frame[1 << 16];
  Frame[0] = static_cast<char>(Depth);
  return Depth < 0 ? 0 : overflow(Depth + 1) + Frame[0];
}

int main(int Argc, char **Argv) {
  // Too big a file is one that cannot be written. A handler, since programs that are run must not inherit it.
  std::signal(SIGXFSZ, [](int) {});
  raiseStackLimit();
  std::vector<std::string> Words(Argv + 1, Argv + Argc);
  if (Words.size() == 1 && Words[0].starts_with("@")) // of the launcher, if there are too many
    Words = splitWords(readFile(Words[0].substr(1)));
  CoreOptions Options;
  if (int Status = parseOptions(Words, Options); Status >= 0)
    return Status;
  if (Options.LowerFor.empty()) {
    Crashed = "internal error; this is a defect of asyncc. To reproduce it, run this command again:\n ";
    for (int I = 0; I < Argc; ++I)
      Crashed += std::string(" '") + Argv[I] + "'";
    Crashed = Options.Diagnostics.empty() ? "asyncc: " + Crashed + "\n" : sarif({commandError(Crashed)});
    sayCrashes();
  }
  if (const char *Crash = std::getenv("ASYNCC_TEST_CRASH"); Crash && *Crash) {
    rlimit NoCore{0, 0};
    setrlimit(RLIMIT_CORE, &NoCore);
    if (*Crash == '2')
      return overflow(Argc);
    if (*Crash == '1')
      std::abort();
  }
  int Status =
      !Options.Explain.empty() ? explain(Options.Explain)
      : Options.LowerFor.empty() ? LowerInputs(Options).run()
                                 : lowerForLauncher(Options);
  if (!std::cout.flush() && Status == 0) {
    std::cerr << "asyncc: cannot write to the standard output\n";
    Status = 1;
  }
  std::cerr.flush();
  std::_Exit(Status); // nothing that a destructor of the front end does matters now
}
