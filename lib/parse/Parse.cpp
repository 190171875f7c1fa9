#include "parse/Parse.h"
#include "parse/ClangErrors.h"
#include "parse/DropBodies.h"
#include "parse/Flags.h"
#include "parse/SkippedBranches.h"
#include "parse/ModeSpelling.h"
#include "parse/UnmarkedForms.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#if CLANG_VERSION_MAJOR >= 22
#include "clang/Driver/CreateInvocationFromArgs.h"
#else
#include "clang/Frontend/Utils.h"
#endif
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Sema/SemaConsumer.h"

using namespace clang;

namespace asyncc {
namespace {

struct Session {
  Annotations Notes;
  IncludeTree Includes;
  std::vector<SkippedBranch> Skipped;
  std::vector<SourceLocation> ModeSpellings;
  std::set<const IdentifierInfo *> Underscored;
  MacroInfo *LostMain = nullptr; // to be defined again
  MacroTokens Macros;
  UnmarkedForms Forms;
  Sema *S = nullptr;
  std::vector<ClangMessage> Messages; // errors, each with its notes
  std::set<const FunctionDecl *> ReachedByDrops;
  std::set<FunctionDecl *> WithExpectedErrors; // of which clang thinks that they cannot be called
  bool HasErrors = false;
};

/// Whether \p F is a body that the maybe lowering will render twice: its blocking instantiation is
/// no valid coroutine until then.
bool isMaybeBody(const FunctionDecl *F, const Annotations &Notes) {
  const FunctionDecl *Pattern = F;
  while (const FunctionDecl *From = Pattern->getInstantiatedFromMemberFunction())
    Pattern = From;
  if (const FunctionDecl *From = Pattern->getTemplateInstantiationPattern())
    Pattern = From;
  for (const Decl *D = Pattern; D;) {
    if (auto *Class = dyn_cast<CXXRecordDecl>(D))
      if (const CXXRecordDecl *From = Class->getTemplateInstantiationPattern())
        D = From;
    if (Notes.on(D, AnnotationKind::Maybe))
      return true;
    // A friend belongs to the class that it is defined in.
    auto *Function = dyn_cast<FunctionDecl>(D);
    D = dyn_cast_or_null<Decl>(Function && Function->getFriendObjectKind()
                                   ? D->getLexicalDeclContext()
                                   : D->getDeclContext());
  }
  return false;
}

/// Whether \p F's result names a promise: in a blocking mode it does not.
bool returnsCoroutine(const FunctionDecl *F) {
  const CXXRecordDecl *Record = F->getReturnType()->getAsCXXRecordDecl();
  if (auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Record))
    Record = Spec->getSpecializedTemplate()->getTemplatedDecl();
  return Record && Record->hasDefinition() && Record->getName() != "generator" &&
         !Record->getDefinition()
              ->lookup(&F->getASTContext().Idents.get("promise_type"))
              .empty();
}

class Capture : public DiagnosticConsumer {
public:
  explicit Capture(Session &State) : State(State) {}

  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    if (Level == DiagnosticsEngine::Note || Level == DiagnosticsEngine::Remark) {
      if (Keep)
        add(Severity::Note, Info);
      return;
    }
    Keep = false;
    if (Level < DiagnosticsEngine::Error || expected(Info))
      return;
    Keep = true;
    State.HasErrors = true;
    add(Severity::Error, Info);
  }

private:
  void add(Severity Level, const Diagnostic &Info) {
    State.Messages.emplace_back(Level, Info);
    if (Level == Severity::Error)
      State.Messages.back().Await = await(Info.getLocation());
    if (Info.getID() == diag::err_coroutine_invalid_func_context && State.S)
      if (FunctionDecl *F = State.S->getCurFunctionDecl(); F && isMaybeBody(F, State.Notes))
        State.Messages.back().NoCoroutine = F;
  }

  /// The `co_await` that an error is about: its own place, or where what failed was instantiated.
  SourceLocation await(SourceLocation Loc) const {
    if (!State.S)
      return {};
    for (const auto &Context : State.S->CodeSynthesisContexts)
      if (isAwait(Context.PointOfInstantiation))
        return Context.PointOfInstantiation;
    return isAwait(Loc) ? Loc : SourceLocation();
  }
  bool isAwait(SourceLocation Loc) const {
    Token Tok;
    return Loc.isValid() && Loc.isFileID() &&
           !Lexer::getRawToken(Loc, Tok, State.S->SourceMgr, State.S->getLangOpts()) &&
           Tok.is(tok::raw_identifier) && Tok.getRawIdentifier() == "co_await";
  }
  /// Errors that lowering removes.
  bool expected(const Diagnostic &Info) const {
    if (Info.getID() == diag::err_static_assert_failed ||
        Info.getID() == diag::err_static_assert_requirement_failed)
      return true; // the compiler judges them, on the lowered text
    if (Info.getID() == diag::err_decl_attribute_invalid_on_stmt ||
        Info.getID() == diag::err_attribute_not_type_attr)
      return true; // said in our own words
    if (Info.getID() == diag::err_undefined_internal_type)
      return true; // bodies were skipped or not instantiated; the compiler judges
    if (!State.S)
      return false;
    for (const auto &Context : State.S->CodeSynthesisContexts)
      if (auto *F = dyn_cast_or_null<FunctionDecl>(Context.Entity))
        if (isMaybeBody(F, State.Notes) || State.ReachedByDrops.count(F)) {
          State.WithExpectedErrors.insert(const_cast<FunctionDecl *>(F));
          return true;
        }
    // A lambda outside of functions: in the initialiser of a variable template or a static member.
    const auto *Call = dyn_cast_or_null<CXXMethodDecl>(State.S->getCurFunctionDecl(/*AllowLambda=*/true));
    return Call && Call->getParent()->isLambda() && isMaybeBody(Call, State.Notes);
  }

  Session &State;
  bool Keep = false;
};

class Consumer : public SemaConsumer {
public:
  Consumer(Session &State, SourceManager &SM, std::function<void()> Done)
      : State(State), SM(SM), Done(std::move(Done)) {}

  void InitializeSema(Sema &S) override { State.S = &S; }
  void ForgetSema() override { State.S = nullptr; }

  /// Bodies in headers of the system and of the library, which was lowered before, say nothing about
  /// annotations; skipping them saves half of a parse.
  bool shouldSkipFunctionBody(Decl *D) override {
    return isSystems(SM, D->getLocation()) || isLibrarys(D->getLocation());
  }

  bool HandleTopLevelDecl(DeclGroupRef) override {
    for (FunctionDecl *F : State.WithExpectedErrors)
      F->setInvalidDecl(false); // calls of it are fine
    State.WithExpectedErrors.clear();
    prune();
    return true;
  }
  void HandleTagDeclDefinition(TagDecl *D) override {
    auto *Class = dyn_cast<CXXRecordDecl>(D);
    if (Class && State.S && !isSystems(SM, D->getLocation()) && !isLibrarys(D->getLocation()))
      reachDropBodies(*State.S, State.Notes, Class, State.ReachedByDrops);
  }
  void HandleVTable(CXXRecordDecl *) override { prune(); }
  void HandleTranslationUnit(ASTContext &) override { Done(); }

private:
  bool isLibrarys(SourceLocation Loc) {
    const FileID File = SM.getFileID(SM.getExpansionLoc(Loc));
    if (File != LastFile) {
      auto Entry = SM.getFileEntryRefForID(File);
      LastFile = File;
      LastIsLibrarys =
          File != SM.getMainFileID() && Entry && isLibraryHeader(Entry->getName());
    }
    return LastIsLibrarys;
  }
  /// Instantiations of bodies are needed only to learn which types their objects have.
  void prune() {
    auto &Pending = State.S->PendingInstantiations;
    if (Pending.empty())
      return;
    // Clang takes from the front and adds at the back, and works on a queue of its own inside of an
    // instantiation: what was kept before, in this queue, stays.
    std::deque<Sema::PendingImplicitInstantiation> Kept;
    if (Pending.size() < Checked || (Checked && Pending[Checked - 1].first != LastChecked))
      Checked = 0;
    if (Pending.size() == Checked)
      return;
    for (size_t I = 0; I < Pending.size(); ++I) {
      auto &Item = Pending[I];
      if (I < Checked) {
        Kept.push_back(Item);
        continue;
      }
      auto *F = dyn_cast<FunctionDecl>(Item.first);
      if (F && (isSystems(SM, F->getLocation()) ||
                (isMaybeBody(F, State.Notes) && !returnsCoroutine(F))))
        continue;
      Kept.push_back(Item);
    }
    Pending.swap(Kept);
    Checked = Pending.size();
    LastChecked = Checked ? Pending.back().first : nullptr;
  }

  Session &State;
  SourceManager &SM;
  std::function<void()> Done;
  size_t Checked = 0; // entries at the front of the queue that were kept
  const ValueDecl *LastChecked = nullptr;
  FileID LastFile;
  bool LastIsLibrarys = false;
};

/// `_Async` stands for `?async`; each place where it is expanded is one to edit. And so may be one that counts.
class ModeSpellingRecorder : public PPCallbacks {
public:
  ModeSpellingRecorder(Session &State, const SourceManager &SM) : State(State), SM(SM) {}
  void MacroExpands(const Token &Name, const MacroDefinition &, SourceRange,
                    const MacroArgs *) override {
    if (Name.getIdentifierInfo()->getName() == "_Async")
      State.ModeSpellings.push_back(Name.getLocation());
    else if (Name.getIdentifierInfo()->isStr("__COUNTER__"))
      State.Macros.counted(SM, Name.getLocation());
  }

private:
  Session &State;
  const SourceManager &SM;
};

/// The name that a coroutine called main has here outlives an #undef, as libraries have that wrap main by a macro.
class MainKeeper : public PPCallbacks {
public:
  explicit MainKeeper(Session &State) : State(State) {}
  void MacroUndefined(const Token &Name, const MacroDefinition &, const MacroDirective *) override {
    if (Name.getIdentifierInfo()->isStr("main"))
      State.LostMain = Ours; // which it is not before this directive ends
  }
  void MacroDefined(const Token &Name, const MacroDirective *MD) override {
    if (Name.getIdentifierInfo()->isStr("main") && !Ours)
      Ours = const_cast<MacroInfo *>(MD->getMacroInfo());
  }

private:
  Session &State;
  MacroInfo *Ours = nullptr;
};

class Action : public ASTFrontendAction {
public:
  Action(Session &State, std::function<void()> Done) : State(State), Done(std::move(Done)) {}

protected:
  bool BeginSourceFileAction(CompilerInstance &CI) override {
    Preprocessor &PP = CI.getPreprocessor();
    // In front of what -include and -imacros name.
    std::string Predefines = PP.getPredefines();
    size_t Headers = std::min(Predefines.find("\n#include "), Predefines.find("\n#__include_macros "));
    Headers = Headers == std::string::npos ? Predefines.size() : Headers + 1;
    Predefines.insert(Headers, std::string("#define main ") + MainName + "\n#define _Async ::async::mode\n");
    PP.setPredefines(std::move(Predefines));
    PP.addPPCallbacks(std::make_unique<MainKeeper>(State));
    PP.setTokenWatcher([this, &PP](const Token &Tok) {
      if (State.LostMain)
        PP.appendDefMacroDirective(PP.getIdentifierInfo("main"), std::exchange(State.LostMain, nullptr));
      State.Notes.Scanner.token(Tok);
      State.Macros.token(PP, Tok);
      State.Forms.token(Tok);
      if (Tok.is(tok::identifier) && Tok.getIdentifierInfo()->getName().ends_with("_") &&
          !State.Underscored.count(Tok.getIdentifierInfo()) && isUsers(PP, Tok.getLocation()))
        State.Underscored.insert(Tok.getIdentifierInfo());
    });
    PP.addPPCallbacks(std::make_unique<ModeSpellingRecorder>(State, CI.getSourceManager()));
    recordIncludes(PP, State.Includes);
    recordSkippedBranches(PP, State.Skipped);
    return true;
  }
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, StringRef) override {
    return std::make_unique<Consumer>(State, CI.getSourceManager(), Done);
  }

private:
  /// The library's headers were lowered before and hold names of asyncc's own.
  static bool isUsers(Preprocessor &PP, SourceLocation Loc) {
    SourceManager &SM = PP.getSourceManager();
    FileID File = SM.getFileID(SM.getFileLoc(Loc));
    auto Entry = SM.getFileEntryRefForID(File);
    return File == SM.getMainFileID() || (Entry && !isLibraryHeader(Entry->getName()));
  }

  Session &State;
  std::function<void()> Done;
};

std::shared_ptr<CompilerInvocation> invocation(const ParseRequest &Request) {
  ParseFlags Flags = translateFlags(Request.Flags, Request.Compiler, Request.ForClang);
  std::vector<std::string> Args = {"asyncc", "--driver-mode=g++"};
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
    Out->getFrontendOpts().SkipFunctionBodies = true;
    Out->getFrontendOpts().DisableFree = true;
    Out->getDiagnosticOpts().ErrorLimit = 0;
  }
  return Out;
}

} // namespace

ParseResult parse(const ParseRequest &Request, Diagnostics &Diags,
                  const std::function<void(Translation &)> &Then) {
  std::shared_ptr<CompilerInvocation> Invocation = invocation(Request);
  if (!Invocation)
    return ParseResult::NotForAsync;

  Session State;
  activeAnnotations() = &State.Notes;
  Capture Client(State);
  auto FS = modeSpellingFileSystem();
#if CLANG_VERSION_MAJOR >= 22
  CompilerInstance CI(Invocation);
  CI.setVirtualFileSystem(FS);
  CI.createDiagnostics(&Client, false);
  CI.createFileManager();
  CI.createSourceManager();
#else
  CompilerInstance CI;
  CI.setInvocation(Invocation);
  CI.createDiagnostics(&Client, false);
  CI.createFileManager(FS);
  CI.createSourceManager(CI.getFileManager());
#endif

  ParseResult Result = ParseResult::NotForAsync;
  auto Done = [&] {
    const bool Annotated = !State.Notes.Scanner.specifiers().empty() ||
                           !State.ModeSpellings.empty() || State.Forms.found();
    Diags.setSources(&CI.getSourceManager());
    std::vector<SourceLocation> Seen = State.ModeSpellings;
    for (const ScannedSpecifier &Spec : State.Notes.Scanner.specifiers())
      Seen.push_back(Spec.Begin);
    if (SourceLocation Kept = keptByCompiler(CI.getASTContext(), State.Skipped, Seen, Request);
        Kept.isValid()) {
      Diags.report(Kept, Diag::skipped_branch, {Request.Compiler});
      Result = ParseResult::Failed;
      return;
    }
    if (State.HasErrors) {
      if (!Annotated && !Request.MustParse)
        return;
      reportClangErrors(State.Messages, CI.getASTContext(), Diags);
      Result = ParseResult::Failed;
      return;
    }
    Translation Unit{CI.getASTContext(), CI.getSourceManager(), CI.getPreprocessor(), *State.S,
                     State.Notes,        State.Includes,        State.ModeSpellings,
                     State.Underscored,   std::move(State.Macros), "", false, false, false, false, {}};
    Then(Unit);
    Result = ParseResult::Parsed;
  };
  Action TheAction(State, Done);
  CI.ExecuteAction(TheAction);
  activeAnnotations() = nullptr;
  Diags.setSources(nullptr);
  return Result;
}

} // namespace asyncc
