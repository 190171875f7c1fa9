//===- Visitor.h - What is visited of a tree, by virtual functions --------===//
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/TypeLoc.h"

// What asyncc's visitors override; a new one adds to these lists.
#define ASYNCC_TRAVERSED(X)                                                                        \
  X(CXXNoexceptExpr) X(CXXRecordDecl) X(CXXTryStmt) X(CXXTypeidExpr) X(CoawaitExpr)                \
  X(ConceptSpecializationExpr) X(CoreturnStmt) X(CoyieldExpr) X(Decl) X(DependentCoawaitExpr)  \
  X(IfStmt) X(InitListExpr) X(LambdaExpr) X(RequiresExpr) X(ReturnStmt)    \
  X(Stmt) X(UnaryExprOrTypeTraitExpr) X(VarDecl)
#define ASYNCC_VISITED(X)                                                                          \
  X(BinaryOperator) X(CXXConstructExpr) X(CXXDefaultArgExpr) X(CXXDeleteExpr)                      \
  X(CXXDependentScopeMemberExpr) X(CXXForRangeStmt) X(CXXMemberCallExpr) X(CXXMethodDecl)          \
  X(CXXNewExpr) X(CXXOperatorCallExpr) X(CXXRecordDecl) X(CXXThisExpr) X(CXXThrowExpr) X(CallExpr) \
  X(ClassTemplateDecl) X(CoawaitExpr) X(CompoundStmt) X(ConceptSpecializationExpr)                 \
  X(CoreturnStmt) X(CoroutineBodyStmt) X(CoroutineSuspendExpr) X(CoyieldExpr) X(DeclRefExpr)       \
  X(DeclStmt) X(DecompositionDecl) X(DependentCoawaitExpr) X(DoStmt) X(EnumDecl)                   \
  X(ExplicitCastExpr) X(Expr) X(ExprWithCleanups) X(FieldDecl) X(ForStmt) X(FriendDecl)            \
  X(FunctionDecl) X(FunctionTemplateDecl) X(GotoStmt) X(IfStmt) X(ImplicitCastExpr)                \
  X(InitListExpr) X(LabelStmt) X(LambdaExpr) X(MaterializeTemporaryExpr) X(MemberExpr)             \
  X(PredefinedExpr) X(RecoveryExpr) X(ReturnStmt) X(SourceLocExpr) X(Stmt) X(SwitchCase)           \
  X(SwitchStmt) X(TagDecl) X(TemplateTypeParmType) X(TypeDecl) X(UnaryOperator)                    \
  X(UnresolvedLookupExpr) X(VarDecl) X(WhileStmt)
#define ASYNCC_VISITED_LOCATIONS(X) X(TemplateSpecializationTypeLoc) X(TypedefTypeLoc)

namespace asyncc {

/// The list with what its elements initialise, if that is known.
inline clang::InitListExpr *elementsOf(clang::InitListExpr *E) {
  return E->isSemanticForm() || !E->getSemanticForm() ? E : E->getSemanticForm();
}

/// Clang's RecursiveASTVisitor with virtual functions. That is a template, compiled anew for every visitor, which
/// took most of the time of a build. (LLVM 20 and later have the like of it, DynamicRecursiveASTVisitor.)
class Visitor {
public:
  virtual ~Visitor() = default;

  virtual bool shouldVisitTemplateInstantiations() const { return false; }
  virtual bool shouldVisitLambdaBody() const { return true; }
  virtual bool shouldTraversePostOrder() const { return false; }

  bool TraverseType(clang::QualType T);
  virtual bool TraverseConstructorInitializer(clang::CXXCtorInitializer *Init);
  virtual bool TraverseDecltypeTypeLoc(clang::DecltypeTypeLoc TL);
  /// Visits a list with what initialises its elements, conversions among it, if that is known; by itself a visitor sees
  /// what was written only.
  bool TraverseElements(clang::InitListExpr *E);

#define X(NODE) virtual bool Traverse##NODE(clang::NODE *Node);
  ASYNCC_TRAVERSED(X)
#undef X
#define X(NODE)                                                                                    \
  virtual bool Visit##NODE(clang::NODE *) { return true; }
  ASYNCC_VISITED(X)
#undef X
#define X(NODE)                                                                                    \
  virtual bool Visit##NODE(clang::NODE) { return true; }
  ASYNCC_VISITED_LOCATIONS(X)
#undef X
};

} // namespace asyncc
