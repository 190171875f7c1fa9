#include "analysis/Visitor.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/Version.h"

using namespace clang;

namespace asyncc {

namespace {

class Walk : public RecursiveASTVisitor<Walk> {
public:
  explicit Walk(Visitor &V) : V(V) {}

  bool shouldVisitTemplateInstantiations() const { return V.shouldVisitTemplateInstantiations(); }
  bool shouldVisitLambdaBody() const { return V.shouldVisitLambdaBody(); }
  bool shouldTraversePostOrder() const { return V.shouldTraversePostOrder(); }

  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) { return V.TraverseConstructorInitializer(Init); }
  // LLVM 22 says whether the qualifier is visited, too.
  template <class... Rest> bool TraverseDecltypeTypeLoc(DecltypeTypeLoc TL, Rest...) {
    return V.TraverseDecltypeTypeLoc(TL);
  }

#define X(NODE)                                                                                    \
  bool Traverse##NODE(NODE *Node) { return V.Traverse##NODE(Node); }
  ASYNCC_TRAVERSED(X)
#undef X
#define X(NODE)                                                                                    \
  bool Visit##NODE(NODE *Node) { return V.Visit##NODE(Node); }
  ASYNCC_VISITED(X)
#undef X
#define X(NODE)                                                                                    \
  bool Visit##NODE(NODE Node) { return V.Visit##NODE(Node); }
  ASYNCC_VISITED_LOCATIONS(X)
#undef X

private:
  Visitor &V;
};
using Base = RecursiveASTVisitor<Walk>;

} // namespace

bool Visitor::TraverseType(QualType T) { return Walk(*this).TraverseType(T); }
bool Visitor::TraverseConstructorInitializer(CXXCtorInitializer *Init) {
  return Walk(*this).Base::TraverseConstructorInitializer(Init);
}
bool Visitor::TraverseDecltypeTypeLoc(DecltypeTypeLoc TL) {
#if CLANG_VERSION_MAJOR >= 22
  return Walk(*this).Base::TraverseDecltypeTypeLoc(TL, /*TraverseQualifier=*/true);
#else
  return Walk(*this).Base::TraverseDecltypeTypeLoc(TL);
#endif
}
bool Visitor::TraverseElements(InitListExpr *E) {
  E = elementsOf(E);
  return Walk(*this).WalkUpFromInitListExpr(E) &&
         llvm::all_of(E->inits(), [this](Expr *Init) { return TraverseStmt(Init); });
}

#define X(NODE)                                                                                    \
  bool Visitor::Traverse##NODE(NODE *Node) { return Walk(*this).Base::Traverse##NODE(Node); }
ASYNCC_TRAVERSED(X)
#undef X

} // namespace asyncc
