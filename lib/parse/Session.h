//===- Session.h - What is recorded while clang parses --------------------===//
#pragma once

#include "annotations/Annotations.h"
#include "parse/ClangErrors.h"
#include "parse/FailedLookups.h"
#include "parse/ModeSpelling.h"
#include "parse/SkippedBranches.h"
#include "parse/UnmarkedForms.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Sema/SemaConsumer.h"
#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace asyncc {

struct Session {
  Annotations Notes;
  IncludeTree Includes;
  AbsentFiles Absent;
  SkippedBranches Skipped;
  std::vector<clang::SourceLocation> ModeSpellings;
  std::set<const clang::IdentifierInfo *> Underscored;
  clang::MacroInfo *LostMain = nullptr; ///< to be defined again
  MacroTokens Macros;
  UnmarkedForms Forms;
  clang::Sema *S = nullptr;
  std::vector<ClangMessage> Messages; ///< errors, each with its notes
  std::vector<clang::CXXRecordDecl *> Completed; ///< by instantiations
  std::set<const clang::FunctionDecl *> ReachedByDrops;
  std::set<const clang::FunctionDecl *> CalledByLibraries; ///< perhaps: compilers judge whether they are right
  std::set<const clang::Decl *> MadeForMode; ///< classes of which all members are wanted
  std::set<clang::FunctionDecl *> WithExpectedErrors; ///< of which clang thinks that they cannot be called
  std::vector<DropSpelling> AwaitedDrops; ///< that the coroutine around them takes only as they are lowered
  bool HasErrors = false;
  bool IsAtEnd = false;  ///< of the unit, where what waits is instantiated
  bool IsHeader = false; ///< for units of others
  bool IsQuiet = false;  ///< what is tried now may be wrong
  bool IsDated = false; ///< says when it is compiled

  bool isAnnotated() const {
    return !Notes.Scanner.specifiers().empty() || !ModeSpellings.empty() || Forms.found();
  }
};

/// What is declared behind the preamble: a look at all of it would read the preamble as a whole.
std::vector<clang::Decl *> ownDecls(clang::ASTContext &AST);

/// Whether the mode of \p F, an instance, suspends; where nothing tells, whether its result names a promise.
bool returnsCoroutine(const clang::FunctionDecl *F);

/// Keeps the errors that lowering does not remove.
std::unique_ptr<clang::DiagnosticConsumer> errorsInto(Session &State);

/// A compiler for \p Invocation that tells \p Client of everything.
std::unique_ptr<clang::CompilerInstance> makeInstance(std::shared_ptr<clang::CompilerInvocation> Invocation,
                                                      clang::DiagnosticConsumer &Client,
                                                      std::vector<DropSpelling> Drops = {});

/// Parses into a Session, and calls \p Done at the end of the unit while the AST is alive.
class ParseAction : public clang::ASTFrontendAction {
public:
  ParseAction(Session &State, std::function<void()> Done) : State(State), Done(std::move(Done)) {}

protected:
  bool BeginSourceFileAction(clang::CompilerInstance &CI) override;
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &CI,
                                                        llvm::StringRef) override;

private:
  Session &State;
  std::function<void()> Done;
};

} // namespace asyncc
