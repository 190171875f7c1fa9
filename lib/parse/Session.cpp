#include "parse/Session.h"
#include "analysis/Maybe.h"
#include "analysis/Names.h"
#include "analysis/ObjectModes.h"
#include "parse/CalledByLibraries.h"
#include "parse/DropBodies.h"
#include "parse/ModeSpelling.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/DiagnosticSema.h"

using namespace clang;

namespace asyncc {
namespace {

/// LLVM 22 shares the ownership.
template <class T> void addExternalSource(T &S, const llvm::IntrusiveRefCntPtr<ExternalSemaSource> &Source) {
  if constexpr (requires { S.addExternalSource(Source); })
    S.addExternalSource(Source);
  else
    S.addExternalSource(Source.get());
}

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
    if (Level < DiagnosticsEngine::Error || State.IsQuiet || expected(Info))
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
    if (Level == Severity::Error)
      noteAwaitedDrop(Info.getLocation());
    if (Info.getID() == diag::err_coroutine_invalid_func_context && State.S)
      if (FunctionDecl *F = State.S->getCurFunctionDecl(); F && isMaybeBody(F, State.Notes))
        State.Messages.back().NoCoroutine = F;
    if (Info.getID() == diag::err_implied_std_coroutine_traits_promise_type_not_found && State.S)
      if (FunctionDecl *F = State.S->getCurFunctionDecl(true); F && isUnmarkedMaybe(F))
        State.Messages.back().Unmarked = patternOf(F);
  }

  /// Awaits, and its result has a mode that is not fixed. A constrained one may be a half by hand.
  bool isUnmarkedMaybe(const FunctionDecl *F) const {
    const FunctionDecl *Pattern = patternOf(F);
    const MaybeResult Result = maybeResult(Pattern->getASTContext(), Pattern->getReturnType());
    return Result && Result.Mode->isDependentType() && !Pattern->getTrailingRequiresClause() &&
           !isMaybeBody(F, State.Notes);
  }

  /// co_await async::drop(x), itself no template's
  void noteAwaitedDrop(SourceLocation Await) {
    if (!State.S || !isAwait(Await) || !State.S->CodeSynthesisContexts.empty())
      return;
    const SourceManager &SM = State.S->SourceMgr;
    const auto [File, Offset] = SM.getDecomposedLoc(Await);
    const StringRef Text = SM.getBufferData(File);
    size_t At = Text.find_first_not_of(" \t\r\n", Offset + StringRef("co_await").size());
    if (At != StringRef::npos && Text.substr(At).starts_with("::"))
      At += 2;
    auto Entry = SM.getFileEntryRefForID(File);
    if (Entry && At != StringRef::npos && Text.substr(At).starts_with(DropAsWritten) &&
        Text.substr(At + DropAsWritten.size()).ltrim().starts_with("("))
      State.AwaitedDrops.push_back({Entry->getName().str(), static_cast<unsigned>(At)});
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
    if (Info.getID() == diag::err_undeclared_var_use) {
      llvm::SmallString<64> Text;
      Info.FormatDiagnostic(Text);
      if (StringRef(Text).contains(DropAsRead))
        return true;
    }
    if (!State.S)
      return false;
    for (const auto &Context : State.S->CodeSynthesisContexts)
      if (auto *F = dyn_cast_or_null<FunctionDecl>(Context.Entity))
        if (isMaybeBody(F, State.Notes) || State.ReachedByDrops.count(F) || State.CalledByLibraries.count(F)) {
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

  void InitializeSema(Sema &S) override {
    State.S = &S;
    Called = calledByLibraries(State);
    addExternalSource(S, Called);
  }
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
      // Before the end of the unit it may be specialized.
      State.IsAtEnd ? reachDropBodies(*State.S, State.Notes, Class, State.ReachedByDrops)
                    : State.Completed.push_back(Class);
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
    if (!State.S)
      return; // what a preamble holds
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
  llvm::IntrusiveRefCntPtr<ExternalSemaSource> Called;
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
    State.IsDated |= llvm::is_contained({"__DATE__", "__TIME__", "__TIMESTAMP__"}, Name.getIdentifierInfo()->getName());
  }

private:
  Session &State;
  const SourceManager &SM;
};

/// The name that a coroutine called main has here outlives an #undef, as libraries have that wrap main by a macro.
class MainKeeper : public PPCallbacks {
public:
  explicit MainKeeper(Session &State) : State(State) {}
  void MacroUndefined(const Token &Name, const MacroDefinition &Defined, const MacroDirective *) override {
    if (!Name.getIdentifierInfo()->isStr("main"))
      return;
    if (MacroInfo *Info = Defined.getMacroInfo(); !Ours && Info && Info->getNumTokens() == 1 &&
                                                  Info->getReplacementToken(0).getIdentifierInfo() &&
                                                  Info->getReplacementToken(0).getIdentifierInfo()->isStr(MainName))
      Ours = Info; // of a preamble
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

/// The library's headers were lowered before and hold names of asyncc's own; what the system calls members of its
/// classes is in nobody's way.
static bool isUsers(Preprocessor &PP, SourceLocation Loc) {
  SourceManager &SM = PP.getSourceManager();
  FileID File = SM.getFileID(SM.getFileLoc(Loc));
  auto Entry = SM.getFileEntryRefForID(File);
  return File == SM.getMainFileID() ||
         (Entry && !isLibraryHeader(Entry->getName()) && !isCompilersPath(Entry->getName()));
}

} // namespace

bool returnsCoroutine(const FunctionDecl *F) {
  ASTContext &AST = F->getASTContext();
  if (const MaybeResult Result = maybeResult(AST, F->getReturnType()))
    if (const std::optional<bool> Blocks = blocks(AST, Result.Mode))
      return !*Blocks;
  const CXXRecordDecl *Record = F->getReturnType()->getAsCXXRecordDecl();
  if (auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Record))
    Record = Spec->getSpecializedTemplate()->getTemplatedDecl();
  return Record && Record->hasDefinition() && Record->getName() != "generator" &&
         !Record->getDefinition()
              ->lookup(&F->getASTContext().Idents.get("promise_type"))
              .empty();
}

std::vector<Decl *> ownDecls(ASTContext &AST) {
  std::vector<Decl *> Out;
  for (Decl *D : AST.getTranslationUnitDecl()->noload_decls())
    if (!D->isFromASTFile())
      Out.push_back(D);
  return Out;
}

std::unique_ptr<DiagnosticConsumer> errorsInto(Session &State) { return std::make_unique<Capture>(State); }

std::unique_ptr<CompilerInstance> makeInstance(std::shared_ptr<CompilerInvocation> Invocation,
                                               DiagnosticConsumer &Client, std::vector<DropSpelling> Drops) {
  auto FS = modeSpellingFileSystem(std::move(Drops));
#if CLANG_VERSION_MAJOR >= 22
  auto CI = std::make_unique<CompilerInstance>(std::move(Invocation));
  CI->setVirtualFileSystem(FS);
  CI->createDiagnostics(&Client, false);
  CI->setVirtualFileSystem(createVFSFromCompilerInvocation(CI->getInvocation(), CI->getDiagnostics(), FS));
  CI->createFileManager();
  CI->createSourceManager();
#else
  auto CI = std::make_unique<CompilerInstance>();
  CI->setInvocation(std::move(Invocation));
  CI->createDiagnostics(&Client, false);
  CI->createFileManager(createVFSFromCompilerInvocation(CI->getInvocation(), CI->getDiagnostics(), FS));
  CI->createSourceManager(CI->getFileManager());
#endif
  return CI;
}

bool ParseAction::BeginSourceFileAction(CompilerInstance &CI) {
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
  recordFailedLookups(PP, State.Absent);
  recordSkippedBranches(PP, State.Skipped);
  return true;
}

std::unique_ptr<ASTConsumer> ParseAction::CreateASTConsumer(CompilerInstance &CI, StringRef) {
  return std::make_unique<Consumer>(State, CI.getSourceManager(), Done);
}

} // namespace asyncc
