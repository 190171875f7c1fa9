#include "lower/FunctionNames.h"
#include "analysis/Statements.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asyncc {

void nameFunctions(Lowering &L, const FunctionDecl *F, const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return;
  for (const Stmt *Child : S->children())
    if (!isa<PredefinedExpr>(S)) // whose child is its text
      nameFunctions(L, F, Child);
  auto *Named = dyn_cast<PredefinedExpr>(S);
  auto *Body = dyn_cast_or_null<CompoundStmt>(Named && F ? writtenBody(F) : nullptr);
  if (!Body || !L.NamesTaken.insert(Named).second)
    return;
  std::string &Name = L.FunctionNames[{F, Named->getIdentKind()}];
  if (Name.empty()) {
    Name = uniqueLocalName(L.Unit, Named->getIdentKindName().trim('_').lower() + "_");
    L.Edits.insertAfter(Body->getLBracLoc(),
                        {" auto const& " + Name + " = " + Named->getIdentKindName().str() + ";"});
  }
  L.Edits.replace(Named->getSourceRange(), {Name});
}

} // namespace asyncc
