#include "launcher/CommandLine.h"
#include "launcher/CompilerKind.h"
#include "launcher/CompilerOptions.h"
#include "OptionTable.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace asyncc {

static std::string baseName(const std::string &Path) {
  return Path.substr(Path.find_last_of('/') + 1);
}

static std::string extension(const std::string &Path) {
  std::string Name = baseName(Path);
  size_t Dot = Name.find_last_of('.');
  return Dot == std::string::npos || Dot == 0 ? "" : Name.substr(Dot + 1);
}

static const std::set<std::string> SourceExtensions = {"C", "cc", "cp", "cpp", "CPP", "cxx", "c++"};
static const std::set<std::string> HeaderExtensions = {"h",  "hh",  "H",   "hp", "hxx",
                                                       "hpp", "HPP", "h++", "tcc"};
/// Of definitions for headers to include; compilers know none of them.
static const std::set<std::string> InlineExtensions = {"ipp", "tpp", "txx", "ixx", "inl", "inc"};

bool hasCxxExtension(const std::string &Path) {
  std::string Ext = extension(Path);
  return SourceExtensions.count(Ext) || HeaderExtensions.count(Ext) || InlineExtensions.count(Ext) ||
         Ext == "ii";
}

std::string CommandLine::option(const std::string &Name) const {
  for (const std::string &Option : Options)
    if (Option == Name)
      return "1";
    else if (Option.rfind(Name + "=", 0) == 0)
      return Option.substr(Name.size() + 1);
  return "";
}

static bool isLauncher(const std::string &Word) {
  static const std::set<std::string> Launchers = {"ccache", "distcc", "icecc", "sccache", "asyncc"};
  return Launchers.count(baseName(Word));
}

/// g++, x86_64-linux-gnu-g++-12, clang++-19, cc, …
static bool namesCompiler(const std::string &Word) {
  std::string Name = baseName(Word);
  if (size_t Dash = Name.find_last_of('-');
      Dash != std::string::npos &&
      Name.find_first_not_of("0123456789.", Dash + 1) == std::string::npos)
    Name.resize(Dash);
  for (const char *Known : {"g++", "c++", "gcc", "cc", "clang++", "clang"}) {
    const std::string End = Known;
    if (Name == End || (Name.size() > End.size() &&
                        Name.compare(Name.size() - End.size() - 1, End.npos, "-" + End) == 0))
      return true;
  }
  return false;
}

/// Reads asyncc's own options from \p I on; what is read last is nearest to the compiler, and wins.
static void readOwnOptions(const std::vector<std::string> &Words, size_t &I,
                           std::vector<std::string> &Options) {
  for (; I < Words.size() && Words[I].size() > 1 && Words[I][0] == '-' && Words[I] != "--"; ++I) {
    std::string Option = Words[I];
    for (const OptionInfo &Info : OwnOptions)
      if (Info.Value && Words[I] == Info.Name && I + 1 < Words.size())
        Option += "=" + Words[++I];
    const std::string Name = Option.substr(0, Option.find('='));
    std::erase_if(Options, [&](const std::string &Each) {
      return Each.substr(0, Each.find('=')) == Name;
    });
    Options.push_back(Option);
  }
}

/// Reads launchers, and asyncc again with options of its own, from \p At to the first word that \p Ends.
template <class Predicate>
static void readLaunchers(const std::vector<std::string> &Words, size_t &At, CommandLine &Out,
                          Predicate Ends) {
  while (At < Words.size() && !Ends(At))
    if (baseName(Words[At]) == "asyncc")
      readOwnOptions(Words, ++At, Out.Options);
    else
      Out.Compiler.push_back(Words[At++]);
}

CommandLine splitCommandLine(const std::vector<std::string> &Words) {
  CommandLine Out;
  size_t I = 0;
  readOwnOptions(Words, I, Out.Options);
  if (I == Words.size() || Words[I] == "--" || hasCxxExtension(Words[I]))
    return Out;
  // What stands in front of the word that names a compiler (ccache, nice -n 5, env A=b) is a launcher.
  CommandLine Named = Out;
  size_t At = I;
  readLaunchers(Words, At, Named, [&](size_t At) {
    return namesCompiler(Words[At]) || hasCxxExtension(Words[At]);
  });
  if (At < Words.size() && namesCompiler(Words[At])) {
    Out = Named;
  } else {
    At = I;
    readLaunchers(Words, At, Out,
                  [&](size_t At) { return At + 1 == Words.size() || !isLauncher(Words[At]); });
    if (At == Words.size())
      return Out;
  }
  Out.Is = CommandLine::Compile;
  Out.Compiler.push_back(Words[At]);
  Out.Args.assign(Words.begin() + At + 1, Words.end());
  return Out;
}

std::vector<std::string> splitWords(const std::string &Text) {
  std::vector<std::string> Out;
  std::string Word;
  bool InWord = false;
  char Quote = 0;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (C == '\\' && I + 1 < Text.size()) {
      Word += Text[++I];
      InWord = true;
    } else if (Quote) {
      if (C == Quote)
        Quote = 0;
      else
        Word += C;
    } else if (C == '"' || C == '\'') {
      Quote = C;
      InWord = true;
    } else if (std::isspace(static_cast<unsigned char>(C))) {
      if (InWord)
        Out.push_back(Word);
      Word.clear();
      InWord = false;
    } else {
      Word += C;
      InWord = true;
    }
  }
  if (InWord)
    Out.push_back(Word);
  return Out;
}

static void expand(const std::vector<std::string> &Args, const std::string &Folder,
                   std::vector<std::string> &Out, unsigned Depth) {
  for (const std::string &Arg : Args) {
    std::ifstream File;
    if (Arg.size() > 1 && Arg[0] == '@' && Depth < 64 &&
        (File.open(std::filesystem::path(Folder) / Arg.substr(1)), File.is_open()))
      expand(splitWords(std::string(std::istreambuf_iterator<char>(File), {})), Folder, Out, Depth + 1);
    else
      Out.push_back(Arg);
  }
}

std::vector<std::string> withResponseFiles(const std::vector<std::string> &Args, const std::string &Folder) {
  std::vector<std::string> Out;
  expand(Args, Folder, Out, 0);
  return Out;
}

bool CompileJob::namesSystemHeaders() const {
  return Dependencies ? !UserDependencies : std::getenv("DEPENDENCIES_OUTPUT") == nullptr;
}

namespace {
class JobReader {
public:
  JobReader(const std::vector<std::string> &Args, const std::string &Compiler)
      : Compiler(Compiler) {
    for (const std::string &Arg : withResponseFiles(Args))
      if (Arg.starts_with("-Wp,-include,") && std::ranges::count(Arg, ',') == 2)
        Job.Args.insert(Job.Args.end(), {"-include", Arg.substr(Arg.rfind(',') + 1)}); // which is the same
      else
        Job.Args.push_back(Arg);
  }

  CompileJob run() {
    Job.End = Job.Args.size();
    for (size_t I = 0; I < Job.Args.size(); ++I)
      argument(I);
    finish();
    return std::move(Job);
  }

private:
  void argument(size_t &I) {
    const std::string Arg = Job.Args[I];
    Current = I;
    if (Arg == "-") {
      if (Language == "c++")
        Job.Sources.push_back({I, StdinPath});
      else if (Language == "c++-cpp-output")
        Job.Preprocessed.push_back({I, StdinPath});
      else
        Stdin = true;
      return;
    }
    if (Arg.size() < 2 || Arg[0] != '-' || Job.End < I)
      return input(I, Arg);
    if (Arg == "--") {
      Job.End = I; // for clang all that follows is input
      return;
    }
    const ReadOption Read = readOption(Arg);
    std::string Value(Read.Value);
    if (Read.ValueFollows && I + 1 < Job.Args.size())
      Value = Job.Args[++I];
    else if (Read.ValueFollows)
      Job.End = I; // which the compiler is to find
    const OptionMeaning Meaning = Read.Option ? Read.Option->Meaning : OptionMeaning::Nothing;
    if (Meaning == OptionMeaning::Output) {
      Job.OutputName = Value;
      return;
    }
    if (Arg == "-dumpdir")
      DumpFolder = Value;
    else if (Arg == "-dumpbase")
      DumpName = Value;
    if (Meaning == OptionMeaning::DependencyFile)
      dependencyFile({I, Read.ValueFollows ? "" : "-MF", ""}, Value);
    Current = I;
    option(Meaning, Value, Arg);
    Job.Flags.push_back(Arg);
    if (Read.ValueFollows)
      Job.Flags.push_back(Value);
  }

  void option(OptionMeaning Meaning, const std::string &Value, const std::string &Arg) {
    switch (Meaning) {
    case OptionMeaning::QuoteDir:
      return folder(Job.QuoteDirs, Value);
    case OptionMeaning::IncludeDir:
      return folder(Job.IncludeDirs, Value);
    case OptionMeaning::SystemDir:
      return folder(Job.SystemDirs, Value);
    case OptionMeaning::AfterDir:
      return folder(Job.AfterDirs, Value);
    case OptionMeaning::ForcedInclude:
      Job.ForcedIncludes.push_back(Value);
      break;
    case OptionMeaning::FindsHeaders:
      Job.OddIncludes = true;
      break;
    case OptionMeaning::Language:
      Language = Value == "none" ? "" : Value;
      break;
    case OptionMeaning::Definition:
      Job.Definitions.push_back(Value);
      break;
    case OptionMeaning::UserDependencies:
      Job.UserDependencies = true;
      [[fallthrough]];
    case OptionMeaning::Dependencies:
      Job.Dependencies = true;
      break;
    case OptionMeaning::PhonyTargets:
      Job.PhonyTargets = true;
      break;
    case OptionMeaning::Preprocesses:
      Preprocesses = true;
      break;
    case OptionMeaning::PreprocessorOptions:
      forPreprocessor(Arg);
      break;
    case OptionMeaning::PreprocessorWord:
      preprocessorWord({Current, "", ""}, Value);
      Job.OddIncludes = true; // which may be for any word
      break;
    case OptionMeaning::InnerWord:
      innerWord({Current, "", ""}, Value);
      Job.OddIncludes = true;
      break;
    case OptionMeaning::Nothing:
    case OptionMeaning::Output:
    case OptionMeaning::DependencyFile:
      break;
    }
  }

  void folder(std::vector<std::string> &Folders, const std::string &Value) {
    Folders.push_back(Value);
    Job.OddIncludes |= Value.starts_with("=") || Value.starts_with("$SYSROOT");
  }

  /// `-Wp,-MMD,x.d,-MP`
  void forPreprocessor(const std::string &Arg) {
    for (size_t At = 4, End; At <= Arg.size(); At = End + 1) {
      End = std::min(Arg.find(',', At), Arg.size());
      preprocessorWord({Current, Arg.substr(0, At), Arg.substr(End)}, Arg.substr(At, End - At));
    }
  }

  /// Of -Wp, and -Xpreprocessor, which g++ takes for one list: there -MD and -MMD take the file's name, and it counts
  /// before that of -MF.
  void preprocessorWord(const CompileJob::Naming &Where, const std::string &Word) {
    if (NextNames) {
      NextNames = false;
      dependencyFile(Where, Word, !isClangCompiler(Compiler));
    } else if (Word == "-MD" || Word == "-MMD" || Word == "-MF") {
      Job.Dependencies |= Word != "-MF";
      Job.UserDependencies |= Word == "-MMD";
      // Clang does so only where nothing else follows.
      NextNames = Word == "-MF" || !isClangCompiler(Compiler) ||
                  std::ranges::count(Job.Args[Where.Index], ',') == 2;
    } else if (Word == "-MP") {
      Job.PhonyTargets = true;
    } else if (Word.starts_with("-I") || Word.starts_with("-i")) {
      Job.OddIncludes = true;
    }
  }

  /// Of -Xclang: what clang's driver would say for -MMD -MF x.d.
  void innerWord(const CompileJob::Naming &Where, const std::string &Word) {
    if (NextNames) {
      NextNames = false;
      Job.UserDependencies |= !Job.Dependencies;
      Job.Dependencies = true;
      dependencyFile(Where, Word, true);
    } else if (Word == "-sys-header-deps") {
      SystemDependencies = true;
    }
    NextNames = Word == "-dependency-file";
  }

  void dependencyFile(const CompileJob::Naming &Where, const std::string &Name, bool Inner = false) {
    Job.DependencyArgs.push_back(Where);
    if (Inner || !InnerNames)
      Job.DependencyFiles = {Name}; // the last one wins
    InnerNames |= Inner;
  }

  /// Clang goes by the name it is called by, g++ is a program of its own.
  bool takesCForCxx() const {
    return baseName(Compiler).find("++") != std::string::npos ||
           baseName(programFile(Compiler)).find("++") != std::string::npos;
  }

  void input(size_t I, const std::string &Path) {
    const std::string Ext = extension(Path);
    // g++ and clang++ take C for C++.
    static const std::set<std::string> Modules = {"cppm", "ccm", "cxxm", "c++m"};
    if (Language == "c++" || Language == "c++-module" ||
        (Language.empty() &&
         (SourceExtensions.count(Ext) || Modules.count(Ext) || (Ext == "c" && takesCForCxx()))))
      Job.Sources.push_back({I, Path});
    else if (Language == "c++-cpp-output" ||
             (Language.empty() && (Ext == "ii" || (Ext == "i" && takesCForCxx()))))
      Job.Preprocessed.push_back({I, Path});
    else if (Language == "c++-header" || (Language.empty() && HeaderExtensions.count(Ext)))
      Headers.push_back({I, Path});
  }

  /// Or would, as far as names go: of -fsyntax-only g++ makes nothing.
  bool links() const {
    return std::ranges::none_of(Job.Flags, [](const std::string &Flag) { return Flag == "-c" || Flag == "-S"; });
  }

  void finish() {
    Job.UserDependencies &= !SystemDependencies;
    Job.Why = Preprocesses                        ? CompileJob::Preprocesses
              : Stdin                             ? CompileJob::FromStdin
              : !Job.Sources.empty()              ? CompileJob::Compiles
              : Headers.empty()                   ? CompileJob::NoSource
                                                  : CompileJob::Precompiles;
    if (Job.Why == CompileJob::Precompiles)
      Job.Sources = std::move(Headers);
    if (!Job.Dependencies) {
      Job.DependencyFiles.clear();
    } else if (Job.DependencyFiles.empty()) {
      // Each file gets its own, or with -o all the same, the last being kept.
      namespace fs = std::filesystem;
      if (!DumpName.empty()) {
        Job.DependencyFiles.push_back(DumpFolder + DumpName + ".d");
        Job.DependencyFiles.push_back(fs::path(DumpFolder + DumpName).replace_extension(".d").string());
      }
      if (!Job.OutputName.empty())
        Job.DependencyFiles.push_back(fs::path(Job.OutputName).replace_extension(".d").string());
      else
        for (const Source &File : Job.Sources) {
          const std::string Name =
              File.Path == StdinPath ? "-.d"
                                     : fs::path(baseName(File.Path)).replace_extension(".d").string();
          Job.DependencyFiles.push_back(Name);
          if (!DumpFolder.empty())
            Job.DependencyFiles.push_back(DumpFolder + Name); // g++, and clang in some releases
          // Since 11 g++ puts the program's name in front when it links: a-x.d for a.out.
          if (links() && (Name != "a.d" || Job.Sources.size() > 1) && !isClangCompiler(Compiler))
            Job.DependencyFiles.push_back("a-" + Name);
        }
    }
  }

  CompileJob Job;
  const std::string &Compiler;
  std::string Language, DumpFolder, DumpName;
  std::vector<Source> Headers;
  size_t Current = 0; // argument
  bool Stdin = false, Preprocesses = false, SystemDependencies = false;
  bool NextNames = false;  // the preprocessor's next word the dependency file
  bool InnerNames = false; // such a word did
};
} // namespace

CompileJob readCompileJob(const std::vector<std::string> &Args, const std::string &Compiler) {
  return JobReader(Args, Compiler).run();
}

} // namespace asyncc
