#include "analysis/Statements.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {

SourceLocation endOf(const Stmt *S,
                     llvm::function_ref<SourceLocation(SourceLocation)> SemiAfter) {
  while (true) {
    const Stmt *Last = nullptr;
    if (auto *If = dyn_cast<IfStmt>(S))
      Last = If->getElse() ? If->getElse() : If->getThen();
    else if (auto *For = dyn_cast<ForStmt>(S))
      Last = For->getBody();
    else if (auto *While = dyn_cast<WhileStmt>(S))
      Last = While->getBody();
    else if (auto *Range = dyn_cast<CXXForRangeStmt>(S))
      Last = Range->getBody();
    else if (auto *Switch = dyn_cast<SwitchStmt>(S))
      Last = Switch->getBody();
    else if (auto *Case = dyn_cast<SwitchCase>(S))
      Last = Case->getSubStmt();
    else if (auto *Label = dyn_cast<LabelStmt>(S))
      Last = Label->getSubStmt();
    else if (auto *Attributed = dyn_cast<AttributedStmt>(S))
      Last = Attributed->getSubStmt();
    if (!Last)
      break;
    S = Last;
  }
  if (isa<CompoundStmt, CXXTryStmt, DeclStmt, NullStmt>(S))
    return S->getEndLoc();
  return SemiAfter(S->getEndLoc());
}

const Stmt *writtenBody(const FunctionDecl *F) {
  const Stmt *S = F->getBody();
  if (auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(S))
    S = Coroutine->getBody();
  // Clang puts the try block of a coroutine into a block of its own.
  if (auto *Block = dyn_cast_or_null<CompoundStmt>(S);
      Block && Block->getLBracLoc().isInvalid() && Block->size() == 1)
    S = Block->body_front();
  return S;
}

} // namespace asyncc
