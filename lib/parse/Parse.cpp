#include "parse/Parse.h"
#include "parse/Flags.h"
#include "parse/KeptPreamble.h"
#include "parse/Session.h"
#include "parse/Words.h"
#include "clang/Basic/LangStandard.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/CompilerInstance.h"
#if CLANG_VERSION_MAJOR >= 22
#include "clang/Driver/CreateInvocationFromArgs.h"
#else
#include "clang/Frontend/Utils.h"
#endif
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"

using namespace clang;

namespace asyncc {
namespace {

/// Where clang looks for what is installed beside it, and how it spells that.
std::string driverPath(const ParseRequest &Request) {
  const auto Path = llvm::sys::findProgramByName(Request.Compiler);
  llvm::SmallString<256> Real;
  return Request.ForClang && Path && !llvm::sys::fs::real_path(*Path, Real) ? Real.str().str() : "asyncc";
}

std::shared_ptr<CompilerInvocation> invocation(const ParseRequest &Request) {
  ParseFlags Flags = translateFlags(Request.Flags, Request.Compiler, Request.ForClang);
  std::vector<std::string> Args = {driverPath(Request), "--driver-mode=g++"};
  Args.insert(Args.end(), Flags.Driver.begin(), Flags.Driver.end());
  for (const char *Extra : {"-fsyntax-only", "-Qunused-arguments", "-Wno-everything", "-ferror-limit=0",
                            "-resource-dir", ASYNCC_RESOURCE_DIR, "-x", "c++"})
    Args.push_back(Extra);
  Args.push_back(Request.File);
  std::vector<const char *> Raw;
  for (const std::string &Arg : Args)
    Raw.push_back(Arg.c_str());
  IgnoringDiagConsumer Quiet;
  CreateInvocationOptions Options;
#if CLANG_VERSION_MAJOR >= 22
  static DiagnosticOptions DiagOptions;
  Options.Diags = CompilerInstance::createDiagnostics(*llvm::vfs::getRealFileSystem(), DiagOptions,
                                                      &Quiet, false);
#else
  Options.Diags = CompilerInstance::createDiagnostics(new DiagnosticOptions, &Quiet, false);
#endif
  Options.RecoverOnError = true;
  std::shared_ptr<CompilerInvocation> Out = createInvocation(Raw, Options);
  if (Out) {
    Out->getPreprocessorOpts().Includes = Flags.Includes;
    Out->getDependencyOutputOpts() = DependencyOutputOptions(); // of -Xclang: the compiler's to write
    Out->getFrontendOpts().SkipFunctionBodies = true;
    Out->getFrontendOpts().DisableFree = true;
    Out->getDiagnosticOpts().ErrorLimit = 0;
    Out->getLangOpts().IsHeaderFile = Request.IsHeader;
  }
  return Out;
}

/// Takes the preamble from those that are kept, if it is there.
class Action : public ParseAction {
public:
  Action(const ParseRequest &Request, Session &State, std::optional<KeptPreamble> &Kept, std::function<void()> Done)
      : ParseAction(State, std::move(Done)), Request(Request), State(State), Kept(Kept) {}

protected:
  bool BeginSourceFileAction(CompilerInstance &CI) override {
    if (!ParseAction::BeginSourceFileAction(CI))
      return false;
    Kept = keptPreamble(CI, Request);
    if (Kept) {
      CI.getPreprocessorOpts().ImplicitPCHInclude = Kept->Path;
      // Whether it fits was asked already.
      CI.getPreprocessorOpts().DisablePCHOrModuleValidation = DisableValidationForModuleKind::All;
      State.Skipped.Derived.insert(Kept->Derived.begin(), Kept->Derived.end());
    }
    return true;
  }

private:
  const ParseRequest &Request;
  Session &State;
  std::optional<KeptPreamble> &Kept;
};

/// The first annotation, else where a file begins that makes coroutines.
SourceLocation needsCoroutines(const Session &State, const SourceManager &SM) {
  if (!State.Notes.Scanner.specifiers().empty())
    return State.Notes.Scanner.specifiers().front().Begin;
  if (!State.ModeSpellings.empty())
    return State.ModeSpellings.front();
  return holdsCoroutineWords(SM.getBufferData(SM.getMainFileID())) ? SM.getLocForStartOfFile(SM.getMainFileID())
                                                                   : SourceLocation();
}

/// Nothing if the preamble could not be read.
std::optional<ParseResult> parseOnce(const ParseRequest &Request, Diagnostics &Diags,
                                     const std::function<void(Translation &)> &Then,
                                     std::vector<DropSpelling> &Drops) {
  std::shared_ptr<CompilerInvocation> Invocation = invocation(Request);
  if (!Invocation)
    return ParseResult::NotForAsync;

  Session State;
  State.IsHeader = Request.IsHeader;
  activeAnnotations() = &State.Notes;
  const std::unique_ptr<DiagnosticConsumer> Client = errorsInto(State);
  const std::unique_ptr<CompilerInstance> CI = makeInstance(Invocation, *Client, Drops);
  std::optional<KeptPreamble> Kept;

  std::optional<ParseResult> Result;
  auto Done = [&] {
    ASTContext &AST = CI->getASTContext();
    Result = ParseResult::NotForAsync;
    Diags.setSources(&CI->getSourceManager(), Kept ? std::move(Kept->Names) : std::map<std::string, std::string>());
    if (Kept)
      AST.setTraversalScope(ownDecls(AST));
    std::vector<SourceLocation> Seen = State.ModeSpellings;
    for (const ScannedSpecifier &Spec : State.Notes.Scanner.specifiers())
      Seen.push_back(Spec.Begin);
    if (SourceLocation Place = keptByCompiler(AST, State.Skipped.List, Seen, Request); Place.isValid()) {
      Diags.report(Place, Diag::skipped_branch, {Request.Compiler});
      Result = ParseResult::Failed;
      return;
    }
    if (State.HasErrors && Drops.empty() && !State.AwaitedDrops.empty()) {
      Drops = std::move(State.AwaitedDrops);
      return;
    }
    if (State.HasErrors) {
      const bool LacksMark = llvm::any_of(State.Messages, [](const ClangMessage &Each) { return Each.Unmarked; });
      if (!State.isAnnotated() && !Request.MustParse && !LacksMark)
        return;
      if (const SourceLocation Place = needsCoroutines(State, CI->getSourceManager());
          Place.isValid() && !AST.getLangOpts().CPlusPlus20) {
        // In place of the errors that this makes in the library.
        Diags.report(Place, Diag::language_standard,
                     {LangStandard::getLangStandardForKind(AST.getLangOpts().LangStd).getName()});
        Result = ParseResult::Failed;
        return;
      }
      AST.setTraversalScope({AST.getTranslationUnitDecl()});
      reportClangErrors(State.Messages, AST, Diags);
      Result = ParseResult::Failed;
      return;
    }
    Translation Unit{AST, CI->getSourceManager(), CI->getPreprocessor(), *State.S,
                     State.Notes,        State.Includes,        State.ModeSpellings,
                     State.Underscored,   std::move(State.Macros), "", false, false, false, false, {}, {},
                     std::move(State.Absent), State.IsDated};
    if (Kept) {
      Unit.PreambleFiles = std::move(Kept->Files);
      Unit.Absent.merge(Kept->Absent);
    }
    Then(Unit);
    Result = ParseResult::Parsed;
  };
  Action TheAction(Request, State, Kept, Done);
  CI->ExecuteAction(TheAction);
  activeAnnotations() = nullptr;
  Diags.setSources(nullptr);
  if (!Result && !Kept)
    return ParseResult::NotForAsync;
  return Result;
}

} // namespace

ParseResult parse(const ParseRequest &Request, Diagnostics &Diags,
                  const std::function<void(Translation &)> &Then) {
  std::vector<DropSpelling> Drops;
  std::optional<ParseResult> Result = parseOnce(Request, Diags, Then, Drops);
  if (!Drops.empty())
    Result = parseOnce(Request, Diags, Then, Drops);
  if (Result)
    return *Result;
  ParseRequest Whole = Request;
  Whole.KeptIn.clear();
  return *parseOnce(Whole, Diags, Then, Drops);
}

} // namespace asyncc
