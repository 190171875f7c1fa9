#include "parse/Flags.h"
#include "clang/Basic/Version.h"
#include "clang/Basic/FileManager.h"
#include "clang/Driver/Driver.h"
#include "clang/Serialization/ASTReader.h"
#include "clang/Serialization/PCHContainerOperations.h"
#if CLANG_VERSION_MAJOR >= 22
#include "clang/Options/Options.h"
#else
#include "clang/Driver/Options.h"
#endif
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

#if CLANG_VERSION_MAJOR >= 22
namespace options = clang::options;
static const llvm::opt::OptTable &optTable() { return clang::getDriverOptTable(); }
#else
namespace options = clang::driver::options;
static const llvm::opt::OptTable &optTable() { return clang::driver::getDriverOptTable(); }
#endif

namespace asyncc {

/// g++-12, or /usr/bin/g++ that links to it, names the release whose headers are meant.
static std::string gccInstallDir(const std::string &Compiler) {
  auto Path = llvm::sys::findProgramByName(Compiler);
  llvm::SmallString<256> Real;
  if (!Path || llvm::sys::fs::real_path(*Path, Real))
    return "";
  llvm::StringRef Name = llvm::sys::path::filename(Real);
  size_t Dash = Name.rfind("g++-");
  if (Dash == llvm::StringRef::npos)
    return "";
  llvm::StringRef Version = Name.substr(Dash + 4);
  llvm::StringRef Triple = Name.substr(0, Dash).rtrim('-');
  std::string Dir = "/usr/lib/gcc/" + (Triple.empty() ? "x86_64-linux-gnu" : Triple.str()) + "/" +
                    Version.str();
  return llvm::sys::fs::is_directory(Dir) ? Dir : "";
}

/// Flags of g++ that take a separate argument and that clang does not know.
static bool takesArgument(llvm::StringRef Flag) {
  return Flag == "-wrapper" || Flag == "-aux-info" || Flag == "-dumpbase" || Flag == "-dumpdir" ||
         Flag == "-dumpbase-ext";
}

/// Flags that clang knows but whose values may be g++'s own, or that cannot matter to a parse.
static bool irrelevant(llvm::StringRef Arg) {
  static const char *const Prefixes[] = {
      "-fdiagnostics", "-fplugin", "-fsanitize", "-fno-sanitize", "-flto",    "-fprofile",
      "-save-temps",   "-M",       "-W",         "-g",            "-fcf-",    "-fno-diagnostics",
      "-fmessage",     "-pedantic", "-fdump",    "-fdebug",       "-ftime",   "-fuse-ld",
      "-ftemplate-backtrace", "-Xassembler", "-Xlinker", "-static", "-fstack", "-fcoverage",
      "-fmax-errors", "-ferror-limit", "-fcolor", "-fno-color", "-fmodules", "-ffile-prefix-map",
      "-fdebug-prefix-map", "-fmacro-prefix-map"};
  for (const char *Prefix : Prefixes)
    if (Arg.starts_with(Prefix))
      return true;
  // With optimization glibc's headers ask for what only __clang__ or a newer GCC has.
  return Arg.starts_with("-O") || Arg == "-c" || Arg == "-S" || Arg == "-E" || Arg == "-w" || Arg == "-v" || Arg == "-pipe" ||
         Arg == "-s" || Arg == "-H" || Arg == "-rdynamic" || Arg == "--coverage" || Arg == "-shared";
}

/// A precompiled header says nothing about annotations: what it was made from is read instead.
static std::string precompiledFrom(const std::string &Path) {
  clang::FileManager Files{clang::FileSystemOptions()};
  clang::IgnoringDiagConsumer Quiet;
  clang::RawPCHContainerReader Reader;
#if CLANG_VERSION_MAJOR >= 22
  clang::DiagnosticOptions Options;
  clang::DiagnosticsEngine Diags(llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>(), Options, &Quiet, false);
#else
  clang::DiagnosticsEngine Diags(new clang::DiagnosticIDs, new clang::DiagnosticOptions, &Quiet, false);
#endif
  return clang::ASTReader::getOriginalSourceFile(Path, Files, Reader, Diags);
}

/// \p Flags with headers to include where they name precompiled ones, by -include-pch or -Xclang, as CMake does.
static std::vector<std::string> withoutPrecompiled(const std::vector<std::string> &Flags) {
  std::vector<std::string> Out;
  std::string Precompiled;
  bool Includes = false;
  for (size_t I = 0; I < Flags.size(); ++I) {
    const bool Inner = Flags[I] == "-Xclang" && I + 3 < Flags.size() && Flags[I + 2] == "-Xclang";
    const std::string &Name = Inner ? Flags[I + 1] : Flags[I];
    if (Name == "-include-pch" && I + 1 < Flags.size()) {
      Precompiled = Flags[I + (Inner ? 3 : 1)];
      I += Inner ? 3 : 1;
    } else if (Inner && Name == "-include") {
      Out.insert(Out.end(), {"-include", Flags[I + 3]});
      Includes = true;
      I += 3;
    } else {
      Out.push_back(Flags[I]);
    }
  }
  if (!Precompiled.empty() && !Includes)
    if (std::string From = precompiledFrom(Precompiled); !From.empty())
      Out.insert(Out.end(), {"-include", From});
  return Out;
}

/// Whether \p Flag, or a word for the preprocessor, takes a file or a target from the next.
static bool takesDependencyWord(llvm::StringRef Flag, bool ForPreprocessor) {
  return Flag == "-MF" || Flag == "-MT" || Flag == "-MQ" || Flag == "-MJ" ||
         (ForPreprocessor && (Flag == "-MD" || Flag == "-MMD"));
}

/// \p Words for the preprocessor without those of dependency rules.
static std::vector<std::string> withoutRules(const std::vector<std::string> &Words) {
  std::vector<std::string> Out;
  for (size_t I = 0; I < Words.size(); ++I)
    if (takesDependencyWord(Words[I], true))
      ++I;
    else if (!llvm::StringRef(Words[I]).starts_with("-M"))
      Out.push_back(Words[I]);
  return Out;
}

SplitFlags withoutDependencyRules(const std::vector<std::string> &Flags) {
  SplitFlags Out;
  for (size_t I = 0; I < Flags.size(); ++I) {
    llvm::StringRef Flag(Flags[I]);
    if ((takesArgument(Flag) || Flag == "-Xclang") && I + 1 < Flags.size()) {
      Out.Driver.insert(Out.Driver.end(), {Flags[I], Flags[I + 1]});
      ++I;
    } else if (takesDependencyWord(Flag, false)) {
      ++I;
    } else if (Flag == "-Xpreprocessor" && I + 1 < Flags.size()) {
      Out.Preprocessor.push_back(Flags[++I]);
    } else if (Flag.consume_front("-Wp,")) {
      llvm::SmallVector<llvm::StringRef, 4> Parts;
      Flag.split(Parts, ',');
      Out.Preprocessor.insert(Out.Preprocessor.end(), Parts.begin(), Parts.end());
    } else if (!Flag.starts_with("-M")) {
      Out.Driver.push_back(Flags[I]);
    }
  }
  Out.Preprocessor = withoutRules(Out.Preprocessor);
  return Out;
}

ParseFlags translateFlags(const std::vector<std::string> &Given, const std::string &Compiler,
                          bool ForClang) {
  ParseFlags Out;
  std::vector<const char *> Raw;
  const SplitFlags Split = withoutDependencyRules(withoutPrecompiled(Given));
  for (size_t I = 0; I < Split.Driver.size(); ++I)
    if (takesArgument(Split.Driver[I]))
      ++I;
    else
      Raw.push_back(Split.Driver[I].c_str());
  for (const std::string &Word : Split.Preprocessor)
    Raw.push_back(Word.c_str());
  unsigned MissingIndex, MissingCount;
  llvm::opt::InputArgList Args =
      optTable().ParseArgs(Raw, MissingIndex, MissingCount, llvm::opt::Visibility());
  for (const llvm::opt::Arg *Arg : Args) {
    const auto &Option = Arg->getOption();
    if (Option.matches(options::OPT_UNKNOWN) || Option.matches(options::OPT_INPUT) ||
        Option.matches(options::OPT_o))
      continue;
    if (Option.matches(options::OPT_include)) {
      Out.Includes.push_back(Arg->getValue());
      continue;
    }
    if (irrelevant(Arg->getAsString(Args)))
      continue;
    llvm::opt::ArgStringList Rendered;
    Arg->render(Args, Rendered);
    for (const char *Text : Rendered)
      Out.Driver.push_back(Text);
  }
  if (!ForClang) {
    // The branches of g++ are what will be compiled.
    Out.Driver.push_back("-U__clang__");
    // Clang calls itself GCC 4.2; with 11 and later glibc and libstdc++ use what it does not know.
    Out.Driver.push_back("-fgnuc-version=10.2.1");
    if (std::string Dir = gccInstallDir(Compiler); !Dir.empty())
      Out.Driver.push_back("--gcc-install-dir=" + Dir);
  }
  return Out;
}

} // namespace asyncc
