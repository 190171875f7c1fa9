#include "launcher/Launch.h"
#include "launcher/Cache.h"
#include "launcher/CompilerKind.h"
#include "launcher/CompilerOptions.h"
#include "launcher/DependencyFile.h"
#include "launcher/Files.h"
#include "launcher/IncludeScan.h"
#include "launcher/PrefixMaps.h"
#include "launcher/Process.h"
#include "launcher/Statistics.h"
#include "Report.h"
#include "Sarif.h"
#include "translate/WarningFlags.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <unistd.h>
#include <utility>

namespace asyncc {
namespace {

namespace fs = std::filesystem;

class Launch {
public:
  explicit Launch(const CommandLine &Command)
      : Command(Command), Job(readCompileJob(Command.Args, Command.Compiler.back())),
        Check(!Command.option("--check").empty()),
        Sarif(!Command.option("--diagnostics").empty()), Said(Sarif) {}
  int run();

private:
  int passThrough();
  int refuse();
  std::vector<Source> candidates() const;
  bool lowerAndCompile(const std::vector<Source> &Candidates);
  std::optional<nlohmann::json> ask(std::vector<std::string> Words, const Source &File);
  bool lower(const Source &File, const std::string &Folder);
  bool lowerAll(const std::vector<Source> &Files, const std::string &Folder);
  Ended compile(const DependencyOutput &Dependencies);
  void removeOutput() const;
  void putBeside();
  void overlay();

  const CommandLine &Command;
  CompileJob Job;
  const bool Check; // no compiler follows that would find what asyncc leaves to it
  const bool Sarif; // messages are wanted as data
  int Status = 0;
  bool ForClang = false;                                     // known once something may be lowered
  bool Forced = false;                                       // the text holds what -include names
  Ended Killed;                                              // the core, by the user
  Ended Compiler;
  Report Said;
  std::map<std::string, std::string> SourceOf;               // generated file -> source
  std::map<std::string, std::vector<std::string>> Inlined;   // generated file -> headers
  std::set<std::string> Full; // generated files that name what is beside the source in full
  std::set<size_t> Refused;    // sources in which asyncc found errors
  std::vector<std::string> Ours;                             // words that the compiler is given
  std::map<size_t, std::string> Replacement;                 // argument -> generated file
};

int Launch::passThrough() {
  std::vector<std::string> Words = Command.Compiler;
  // Flags that the compiler does not know may stand in a response file.
  const bool Own = std::ranges::any_of(Job.Args, isOwnWarningFlag);
  std::ranges::copy_if(Own ? Job.Args : Command.Args, std::back_inserter(Words),
                       [](const std::string &Arg) { return !isOwnWarningFlag(Arg); });
  replaceProcess(Own ? shortened(Words, Command.Compiler.size()) : Words);
  std::cerr << "asyncc: cannot start '" << Words[0] << "'\n";
  return 127;
}

/// The status of a command that cannot be carried out, or 0.
int Launch::refuse() {
  for (const Source &File : Job.Preprocessed) {
    std::ifstream In(File.Path);
    if (!scanText(std::string(std::istreambuf_iterator<char>(In), {})).Annotation)
      continue;
    const std::string Text = preprocessedText(File.Path, Command.Compiler.back());
    if (Sarif)
      Said.add({{"error", "async-preprocessed", Text, "", 0, 0}});
    else
      std::cerr << "asyncc: error: " << Text << " [async-preprocessed]\n";
    return 1;
  }
  for (const Source &File : Job.Sources)
    if (File.Path == StdinPath && !takeStdin())
      return Said.fail(1, "cannot read the standard input");
  // With a document, what is said after it is the compiler's.
  if (Sarif && !Check && programFile(Command.Compiler[0]).empty())
    return Said.fail(127, "cannot start '" + Command.Compiler[0] + "'");
  return 0;
}

std::string directoryOf(const std::string &Path) {
  size_t Slash = Path.find_last_of('/');
  return Slash == std::string::npos ? "" : Path.substr(0, Slash + 1);
}

/// Runs the core; its answer, or nothing if compiling must stop.
std::optional<nlohmann::json> Launch::ask(std::vector<std::string> Words, const Source &File) {
  std::string Text;
  Ended Core = runProcess(shortened(Words, 1), &Text);
  if (!Core.Started || Core.Status == 127) {
    Status = Said.fail(70, "cannot start '" + Words[0] + "'");
    return std::nullopt;
  }
  if (endsProcess(Core.Signal)) {
    Killed = Core;
    return std::nullopt;
  }
  if (Core.Signal || Core.Status > 2) {
    std::string Text = "internal error while lowering '" + File.Path +
                       "'; this is a defect of asyncc. To reproduce it, run:\n ";
    Words[4] = "/dev/null";
    for (const std::string &Word : Words)
      Text += " '" + Word + "'";
    Status = Said.fail(70, Text);
    count(Counter::Defect);
    return std::nullopt;
  }
  auto Answer = nlohmann::json::parse(Text, nullptr, false);
  if (Answer.is_object()) {
    Said.add(messagesFrom(Answer.value("messages", nlohmann::json::array())));
  }
  if (Core.Status != 0 || !Answer.is_object()) {
    Status = Core.Status ? Core.Status : 70;
    count(Core.Status == 1 ? Counter::Failed : Counter::Defect);
    return std::nullopt;
  }
  return Answer;
}

/// Lowers one source; records what was made. False if compiling must stop.
bool Launch::lower(const Source &File, const std::string &Folder) {
  const bool Stdin = File.Path == StdinPath;
  const std::string Generated =
      Folder + "/" + (Stdin ? "-.cpp" : fs::path(File.Path).filename().string());
  std::vector<std::string> Words = {corePath(), "--lower-for", Command.Compiler.back(),
                                    "--to",     Generated};
  for (const std::string &Option : Command.Options)
    if (Option.rfind("--runtime", 0) == 0 || Option.rfind("--diagnostics", 0) == 0)
      Words.push_back(Option);
  if (Check)
    Words.push_back("--check");
  if (ForClang)
    Words.push_back("--for-clang");
  Words.push_back("--");
  Words.push_back(Stdin ? "<stdin>" : File.Path);
  Words.insert(Words.end(), Job.Flags.begin(), Job.Flags.end());
  std::vector<std::string> Question = Words;
  Question[4].clear(); // a name that means nothing
  Question.push_back(programFile(Command.Compiler.back()));
  Cache Kept(Question, File.Path);
  std::optional<nlohmann::json> Answer = Kept.find(Generated);
  const bool FromCache = Answer.has_value();
  if (!Answer) {
    Kept.ask();
    Answer = ask(Words, File);
    if (!Answer)
      return false;
    Kept.store(*Answer, Generated);
  }
  const std::string Outcome = Answer->value("outcome", "");
  count(Outcome == "lowered"     ? FromCache ? Counter::LoweredKept : Counter::Lowered
        : Outcome == "unchanged" ? FromCache ? Counter::NothingKept : Counter::NothingToDo
                                 : Counter::NotParsed);
  if (Outcome == "lowered") {
    SourceOf[Generated] = Stdin ? "" : File.Path;
    std::error_code Ignored; // __TIMESTAMP__ is the source's
    fs::last_write_time(Generated, fs::last_write_time(File.Path, Ignored), Ignored);
    Inlined[Generated] = Answer->value("inlined", std::vector<std::string>());
    if (Job.namesSystemHeaders())
      for (std::string &Header : Answer->value("inlined-system", std::vector<std::string>()))
        Inlined[Generated].push_back(std::move(Header));
    Replacement[File.Index] = Generated;
    Forced |= Answer->value("forced", false);
    if (Answer->value("full", false))
      Full.insert(Generated);
  }
  return true;
}

/// How many of the words at \p I include a header, or what it was precompiled to.
size_t sizeOfForcedInclude(const std::vector<std::string> &Args, size_t I) {
  auto Includes = [&](size_t At) {
    return At < Args.size() && (Args[At] == "-include" || Args[At] == "-include-pch");
  };
  if (Args[I] == "-Xclang" && Includes(I + 1) && I + 3 < Args.size() && Args[I + 2] == "-Xclang")
    return 4;
  if (Includes(I))
    return 2;
  const ReadOption Read = readOption(Args[I]);
  const bool Other = Read.Option && (Read.Option->Name == "-include" || Read.Option->Name == "--include");
  return Other ? 1 + Read.ValueFollows : 0;
}

/// Whether what clang makes holds the name of its input.
bool isKeptByClang(const std::vector<std::string> &Args) {
  return std::ranges::any_of(Args, [](const std::string &Arg) {
    return Arg.starts_with("-flto") || Arg == "-emit-llvm" || Arg == "--precompile";
  });
}

Ended Launch::compile(const DependencyOutput &Dependencies) {
  if (ForClang && (Job.Why == CompileJob::Precompiles || isKeptByClang(Job.Args)))
    overlay();
  std::vector<std::string> Words = Command.Compiler;
  // What stood beside the source is looked for before any other folder.
  std::map<std::string, std::string> Folders; // generated -> source
  for (const auto &[Generated, Source] : SourceOf)
    if (!Full.count(Generated))
      Folders[directoryOf(Generated)] = directoryOf(Source);
  for (const auto &[From, To] : Folders) {
    Ours.push_back("-iquote");
    Ours.push_back(To.empty() ? "." : To.substr(0, To.size() > 1 ? To.size() - 1 : 1));
  }
  if (ForClang || std::ranges::any_of(Folders, [](const auto &Folder) { return Folder.second.empty(); })) {
    std::vector<std::string> Searched;
    for (const auto *Dirs : {&Job.QuoteDirs, &Job.IncludeDirs, &Job.SystemDirs, &Job.AfterDirs})
      Searched.insert(Searched.end(), Dirs->begin(), Dirs->end());
    std::ranges::move(mapsForBeside(ForClang, Searched, Job.Args), std::back_inserter(Ours));
  }
  Words.insert(Words.end(), Ours.begin(), Ours.end());
  // g++ compares the file a class is from with the file it was given, which is generated; so this
  // warning, on by default, would meet every class of the source.
  if (!ForClang)
    Words.insert(Words.begin() + Command.Compiler.size(), "-Wno-subobject-linkage");
  Words.insert(Words.end(), Dependencies.added().begin(), Dependencies.added().end());
  std::map<size_t, std::string> Instead = Replacement;
  Instead.insert(Dependencies.replaced().begin(), Dependencies.replaced().end());
  size_t End = std::string::npos; // in Words
  for (size_t I = 0; I < Job.Args.size(); ++I) {
    if (I >= Job.End)
      End = std::min(End, Words.size());
    if (const size_t Size = Forced ? sizeOfForcedInclude(Job.Args, I) : 0) {
      I += Size - 1;
      continue;
    }
    if (isOwnWarningFlag(Job.Args[I]) || Refused.count(I))
      continue;
    auto Found = Instead.find(I);
    Words.push_back(Found == Instead.end() ? Job.Args[I] : Found->second);
  }
  for (const auto &[Generated, Source] : SourceOf) {
    // What is read from standard input has no name.
    std::vector<std::string> Maps = Source.empty() ? prefixMapsFor(directoryOf(Generated), "", {})
                                                   : prefixMapsFor(Generated, Source, Job.Args);
    if (Full.count(Generated) && !Source.empty()) {
      std::error_code Error;
      const std::string Folder = directoryOf(Source), Named = directoryOf(fs::absolute(Source, Error).lexically_normal());
      if (Folder != Named)
        for (std::string &Map : prefixMapsFor(Named, Folder, Job.Args))
          Maps.insert(Maps.begin(), std::move(Map));
    }
    Words.insert(Words.begin() + std::min(End, Words.size()), Maps.begin(), Maps.end());
    End = End == std::string::npos ? End : End + Maps.size();
    Ours.insert(Ours.end(), Maps.begin(), Maps.end());
  }
  return runProcess(shortened(Words, Command.Compiler.size()));
}

/// Clang keeps the name of what a header was precompiled from, which the core needs: it is given the generated
/// text under that name.
void Launch::overlay() {
  auto Files = nlohmann::json::array();
  std::string Folder;
  std::error_code Error;
  for (const Source &File : Job.Sources)
    if (const auto Found = Replacement.find(File.Index); Found != Replacement.end()) {
      const std::string Generated = std::exchange(Found->second, File.Path);
      Folder = directoryOf(Generated);
      Files.push_back({{"type", "file"},
                       {"name", fs::absolute(File.Path, Error).string()},
                       {"external-contents", Generated}});
      auto Rename = [&](auto &Map) {
        auto Node = Map.extract(Generated);
        Node.key() = File.Path;
        Map.insert(std::move(Node));
      };
      Rename(SourceOf);
      Rename(Inlined);
    }
  const nlohmann::json All = {{"version", 0}, {"use-external-names", false}, {"roots", Files}};
  writeAside(Folder + "overlay", All.dump());
  Ours.insert(Ours.end(), {"-ivfsoverlay", Folder + "overlay"});
}

/// Without -o g++ puts a precompiled header beside the header.
void Launch::putBeside() {
  for (const auto &[Generated, Source] : SourceOf)
    if (const std::optional<std::string> Text = textOf(Generated + ".gch");
        Text && !writeAside(Source + ".gch", *Text)) {
      std::cerr << "asyncc: error: cannot write '" << Source << ".gch'\n";
      Compiler.Status = 1;
    }
}

/// Lowers \p Files into \p Folder. False if compiling must stop.
bool Launch::lowerAll(const std::vector<Source> &Files, const std::string &Folder) {
  for (const Source &File : Files) {
    std::string Own = Folder + "/" + std::to_string(File.Index);
    std::error_code Error;
    fs::create_directory(Own, Error);
    if (lower(File, Own))
      continue;
    if (Status != 1 || Killed.Signal)
      return false;
    Refused.insert(File.Index); // what is wrong with the others is said, too
  }
  // Each source becomes a file of its own: those of the others are made.
  const bool Objects = std::ranges::any_of(Job.Args, [](const std::string &Arg) { return Arg == "-c" || Arg == "-S"; });
  return Refused.empty() || (Objects && !Check && Refused.size() < Job.Sources.size());
}

std::vector<Source> Launch::candidates() const {
  std::vector<Source> Out;
  const bool Precompiles = Job.Why == CompileJob::Precompiles;
  if (Job.Why == CompileJob::Compiles || Precompiles) {
    for (const Source &File : Job.Sources)
      if (Check || mayNeedLowering(File.Path, Job))
        Out.push_back(File);
      else
        count(Precompiles ? Counter::Precompiles : Counter::NothingFound);
  } else
    count(Job.Why == CompileJob::Preprocesses ? Counter::Preprocesses
          : Job.Why == CompileJob::FromStdin  ? Counter::FromStdin
                                              : Counter::NoSource);
  return Out;
}

/// As a compiler does that fails: a build would take it for up to date.
void Launch::removeOutput() const {
  std::vector<fs::path> Written;
  const auto Has = [this](const char *Flag) { return std::ranges::find(Job.Args, Flag) != Job.Args.end(); };
  const char *const Ending = Has("-c") ? ".o" : Has("-S") ? ".s" : nullptr;
  if (!Job.OutputName.empty())
    Written.push_back(Job.OutputName);
  else if (Ending)
    for (const Source &Each : Job.Sources)
      Written.push_back(fs::path(Each.Path).filename().replace_extension(Ending));
  std::error_code None;
  for (const fs::path &Each : Written)
    if (fs::is_regular_file(Each, None))
      fs::remove(Each, None);
}

/// False if it fails, or has failed, before the compiler runs.
bool Launch::lowerAndCompile(const std::vector<Source> &Candidates) {
  std::vector<std::string> Words = Command.Compiler;
  Words.insert(Words.end(), Job.Flags.begin(), Job.Flags.end()); // wherever the output goes
  for (const Source &File : Candidates)
    Words.push_back(File.Path);
  const SignalsHeld Held;
  TemporaryFolder Temporary(nameOfCommand(Words));
  bool Ok = !Temporary.path().empty();
  if (Ok) {
    ForClang = isClangCompiler(Command.Compiler.back());
    Ok = lowerAll(Candidates, Temporary.path());
  } else {
    Status = Said.fail(1, "cannot make a temporary folder");
  }
  if (!Killed.Signal)
    Said.finish();
  if (Ok && !Check && !(SourceOf.empty() && Refused.empty())) {
    DependencyOutput Dependencies(Job, Temporary.path());
    Compiler = compile(Dependencies);
    const std::string Unwritten = Compiler.Started ? Dependencies.publish(SourceOf, Inlined, Ours) : "";
    if (!Unwritten.empty() && Compiler.Status == 0) {
      std::cerr << "asyncc: error: cannot write the dependency file '" << Unwritten << "'\n";
      Compiler.Status = 1;
      removeOutput();
    }
    if (Compiler.Started && Job.Why == CompileJob::Precompiles && Job.OutputName.empty() && !ForClang)
      putBeside();
  }
  return Ok;
}

int Launch::run() {
  Status = refuse();
  const std::vector<Source> Candidates = Status ? std::vector<Source>() : candidates();
  bool Ok = Status == 0;
  if (!Candidates.empty())
    Ok = lowerAndCompile(Candidates);
  else
    Said.finish();
  if (Killed.Signal)
    exitAs(Killed);
  if (!Ok)
    return Status;
  if (Check)
    return 0;
  if (SourceOf.empty() && Refused.empty())
    return passThrough();
  if (!Compiler.Started || Compiler.Status == 127) {
    std::cerr << "asyncc: cannot start '" << Command.Compiler[0] << "'\n";
    return 127;
  }
  if (!Refused.empty() && !Compiler.Signal && Compiler.Status == 0)
    return 1;
  exitAs(Compiler);
}

} // namespace

int launch(const CommandLine &Command) { return Launch(Command).run(); }

} // namespace asyncc
