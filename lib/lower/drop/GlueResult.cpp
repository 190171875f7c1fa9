#include "lower/drop/GlueResult.h"
#include "analysis/Awaitable.h"
#include "analysis/Names.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include <set>

using namespace clang;

namespace asyncc {
namespace {

/// What the drops give that the drop of a whole consists of.
class Leaves {
public:
  Leaves(Translation &Unit, DropTypes &Types, const CXXRecordDecl *Of) : Unit(Unit), Types(Types), Of(Of) {}

  void parts(const CXXRecordDecl *Record) {
    for (const CXXBaseSpecifier &Base : Record->bases())
      type(Base.getType());
    for (const FieldDecl *Field : Record->fields())
      type(Field->getType());
  }
  void result(QualType T) {
    if (T->isVoidType())
      return;
    Awaits = true;
    if (T->isDependentType() || T->isUndeducedType()) {
      Unknown = true;
    } else if (isLibraryTask(T)) {
      const QualType Value = awaitedValue(Unit, T);
      Other |= Value.isNull() || !Value->isVoidType();
    } else if (CXXRecordDecl *Class = T->getAsCXXRecordDecl();
               Class && Class->hasDefinition() && promiseOf(Unit, Class)) {
      Mixed |= !Foreign.isNull() && !Unit.AST.hasSameType(Foreign, T);
      Foreign = T;
    } else {
      Other = true;
    }
  }

  bool Awaits = false, Unknown = false, Other = false, Mixed = false;
  bool Later = false; ///< one is of a class that is complete only behind \c Of
  QualType Foreign;

private:
  void type(QualType T) {
    T = T.getCanonicalType().getUnqualifiedType();
    if (const ArrayType *Array = Unit.AST.getAsArrayType(T))
      return type(Array->getElementType());
    DropInfo Info = Types.of(T);
    const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
    if (!Info || !Record || !Seen.insert(Record->getCanonicalDecl()).second)
      return;
    if (auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record); Spec && Spec->isInStdNamespace()) {
      for (const TemplateArgument &Arg : Spec->getTemplateArgs().asArray())
        argument(Arg);
      return;
    }
    if (const CXXRecordDecl *Whole = Record->getDefinition())
      Later |= Unit.SM.isBeforeInTranslationUnit(Of->getBraceRange().getEnd(), Whole->getBraceRange().getEnd());
    if (Info.Marked)
      result(Info.Marked->getReturnType());
    else if (Info.Protocol)
      result(Info.Protocol->getReturnType());
    if (!Info.Protocol && Record->hasDefinition())
      parts(Record->getDefinition());
  }
  void argument(const TemplateArgument &Arg) {
    if (Arg.getKind() == TemplateArgument::Type)
      type(Arg.getAsType());
    else if (Arg.getKind() == TemplateArgument::Pack)
      for (const TemplateArgument &Each : Arg.pack_elements())
        argument(Each);
  }

  Translation &Unit;
  DropTypes &Types;
  const CXXRecordDecl *Of;
  std::set<const CXXRecordDecl *> Seen;
};

} // namespace

/// Whether an object of \p Class may hold, by way of an owner, another one.
bool isRecursive(DropTypes &Types, QualType T, const CXXRecordDecl *Class, unsigned Depth) {
  if (Depth > 8 || !Types.of(T))
    return false;
  if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
    return isRecursive(Types, Array->getElementType(), Class, Depth + 1);
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record)
    return false;
  if (Depth && Record->getCanonicalDecl() == Class->getCanonicalDecl())
    return true;
  if (auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record))
    for (const TemplateArgument &Arg : Spec->getTemplateArgs().asArray())
      if (Arg.getKind() == TemplateArgument::Type &&
          isRecursive(Types, Arg.getAsType(), Class, Depth + 1))
        return true;
  if (Record->isInStdNamespace() || !Record->hasDefinition())
    return false;
  for (const FieldDecl *Field : Record->fields())
    if (isRecursive(Types, Field->getType(), Class, Depth + 1))
      return true;
  return false;
}

/// Whether \p S is the body of a coroutine, or a closure in it is one.
static bool mayHoldCoroutine(const Stmt *S) {
  if (!S)
    return false;
  if (isa<CoroutineBodyStmt>(S))
    return true;
  if (auto *Closure = dyn_cast<LambdaExpr>(S))
    return mayHoldCoroutine(Closure->getCallOperator()->getBody());
  return llvm::any_of(S->children(), mayHoldCoroutine);
}

/// Whether a coroutine is defined within \p Class: what drops objects of the class there stands behind it, so that its
/// result cannot be deduced yet.
static bool definesCoroutine(const CXXRecordDecl *Class) {
  auto Is = [](const Decl *D) {
    const FunctionDecl *F = D ? D->getAsFunction() : nullptr;
    return F && F->doesThisDeclarationHaveABody() && mayHoldCoroutine(F->getBody());
  };
  return llvm::any_of(Class->decls(), [&](const Decl *D) {
    auto *Friend = dyn_cast<FriendDecl>(D);
    return Is(Friend ? Friend->getFriendDecl() : D);
  });
}

GlueResult glueResult(Translation &Unit, DropTypes &Types, const CXXRecordDecl *Class,
                      const CXXMethodDecl *Own) {
  GlueResult Out;
  if (Class->isDependentContext())
    return Out;
  Leaves Found(Unit, Types, Class);
  Found.parts(Class);
  if (Own)
    Found.result(Own->getReturnType());
  if (Found.Unknown)
    return Out;
  // A result that nothing can be deduced from is named.
  const bool Named = Found.Later || isRecursive(Types, declaredType(Unit.AST, Class), Class);
  if (!Found.Awaits) {
    Out.Type = "void";
    Out.Suffix = Named ? "_in<void>" : "";
    return Out;
  }
  if (!Found.Foreign.isNull() && !Found.Mixed && !Found.Other) { // theirs, if all of them are
    const std::string Name = (Named || definesCoroutine(Class)) && givesNothing(Unit, Found.Foreign) ? qualifiedTypeName(Unit, Found.Foreign) : "";
    return Name.empty() ? Out : GlueResult{Name, "_in<" + Name + ">"};
  }
  Out.Type = "async::task<void>";
  if (Found.Other || Found.Mixed || !Found.Foreign.isNull() || Named)
    Out.Suffix = "_in_task";
  return Out;
}

bool mentions(QualType T, const CXXRecordDecl *Class, Mentioned How, unsigned Depth) {
  auto Within = [&](QualType Inner) { return mentions(Inner, Class, How, Depth + 1); };
  if (Depth > 8)
    return false;
  if (T->isPointerType() || T->isReferenceType())
    return How == Mentioned::Anyhow && Within(T->getPointeeType());
  if (auto *Function = T->getAs<FunctionProtoType>())
    return How == Mentioned::Anyhow &&
           (Within(Function->getReturnType()) || llvm::any_of(Function->param_types(), Within));
  if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
    return Within(Array->getElementType());
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
      Record && Record->getCanonicalDecl() == Class->getCanonicalDecl())
    return true;
  auto *Spec = T->getAs<TemplateSpecializationType>();
  if (!Spec)
    return false;
  if (auto *Template = dyn_cast_or_null<ClassTemplateDecl>(Spec->getTemplateName().getAsTemplateDecl());
      Template && Template->getTemplatedDecl()->getCanonicalDecl() == Class->getCanonicalDecl())
    return true;
  return llvm::any_of(Spec->template_arguments(), [&](const TemplateArgument &Arg) {
    return Arg.getKind() == TemplateArgument::Type && Within(Arg.getAsType());
  });
}

bool holdsItself(const CXXRecordDecl *Class) {
  return llvm::any_of(Class->fields(), [&](const FieldDecl *Field) { return mentions(Field->getType(), Class); });
}

std::string resultOfOtherParts(Translation &Unit, DropTypes &Types, const CXXRecordDecl *Class) {
  std::string All;
  auto Add = [&](const std::string &Type) { All += (All.empty() ? "" : ", ") + Type; };
  for (const CXXBaseSpecifier &Base : Class->bases())
    Add(typeName(Unit, Base.getType()));
  for (const FieldDecl *Field : Class->fields())
    if (const QualType T = Field->getType();
        Field->getIdentifier() && !mentions(T, Class) && (T->isDependentType() || Types.of(T)))
      Add("decltype(" + Class->getNameAsString() + "::" + Field->getNameAsString() + ")");
  return "async::parts_result<" + All + ">";
}

} // namespace asyncc
