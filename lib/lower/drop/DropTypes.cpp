#include "lower/drop/DropTypes.h"
#include "analysis/Awaitable.h"
#include "analysis/DropTypes.h"
#include "analysis/Maybe.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Sema/Lookup.h"

using namespace clang;

namespace asyncc {
namespace {

bool isExceptionPtrReference(QualType T) {
  if (!T->isLValueReferenceType() || !T->getPointeeType().isConstQualified())
    return false;
  const CXXRecordDecl *Record = T->getPointeeType()->getAsCXXRecordDecl();
  return Record && Record->getName() == "exception_ptr";
}

/// The const member that the annotation names as predicate, or null after an error.
const NamedDecl *predicate(Lowering &L, const CXXMethodDecl *Method, const ScannedAttribute &Attr) {
  const std::string Name = spell(Attr.Args, L.Unit.PP);
  const CXXRecordDecl *Class = Method->getParent();
  NamedDecl *Found = nullptr;
  if (Attr.Args.size() == 1 && Attr.Args.front().is(tok::identifier)) {
    LookupResult Result(L.Unit.S, DeclarationName(Attr.Args.front().getIdentifierInfo()),
                        SourceLocation(), Sema::LookupMemberName);
    Result.suppressDiagnostics();
    L.Unit.S.LookupQualifiedName(Result, const_cast<CXXRecordDecl *>(Class));
    for (NamedDecl *D : Result) {
      auto *Function = dyn_cast<CXXMethodDecl>(D);
      if (isa<FieldDecl>(D) || (Function && Function->isConst() && Function->getMinRequiredArguments() == 0))
        Found = D;
    }
  }
  if (!Found)
    L.report(Attr.Args.empty() ? Attr.NameLoc : Attr.Args.front().getLocation(),
             Diag::drop_predicate, {Name, Class->getNameAsString()});
  return Found;
}

bool valid(Lowering &L, const Annotation &Note, const CXXMethodDecl *Method) {
  const CXXRecordDecl *Class = Method->getParent();
  const std::string Name = nameOf(Method);
  if (isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(Method))
    return L.report(Note.NameLoc, Diag::drop_not_member, {"'" + Name + "'"}), false;
  if (!Class->getIdentifier())
    return L.report(Note.NameLoc, Diag::drop_unnamed_class, {Name}), false;
  if (Method->isStatic())
    return L.report(Note.NameLoc, Diag::drop_static_member, {Name}), false;
  if (Method->getAccess() != AS_public)
    return L.report(Note.NameLoc, Diag::drop_access, {Name}), false;
  if (Method->isOutOfLine() && !Method->isFirstDecl())
    return L.report(Note.NameLoc, Diag::drop_out_of_line, {Name}), false;
  const bool Arguments =
      Method->getMinRequiredArguments() == 0 ||
      (Method->getNumParams() == 1 && isExceptionPtrReference(Method->getParamDecl(0)->getType()));
  if (!Arguments || Method->isVariadic() || Method->getRefQualifier() == RQ_RValue ||
      Method->isVolatile() || Method->getDescribedFunctionTemplate())
    return L.report(Note.NameLoc, Diag::drop_arguments, {Name}), false;
  QualType Result = Method->getReturnType();
  if (!maybeResult(L.Unit.AST, Result) && !isAwaitable(L.Unit, Result))
    return L.report(Method->getLocation(), Diag::drop_result, {Name, typeName(L.Unit, Result)}),
           false;
  return true;
}

bool isMovable(const CXXRecordDecl *Class) {
  if (Class->hasUserDeclaredMoveConstructor())
    return llvm::any_of(Class->ctors(), [](const CXXConstructorDecl *Ctor) {
      return Ctor->isMoveConstructor() && !Ctor->isDeleted();
    });
  return Class->needsImplicitMoveConstructor() && !Class->defaultedMoveConstructorIsDeleted();
}

void lower(Lowering &L, const CXXMethodDecl *Method, const ScannedAttribute &Attr,
           const NamedDecl *Predicate) {
  const std::string Class = Method->getParent()->getNameAsString(), Name = nameOf(Method);
  std::string Call = "self." + Name + "()", Params = "(" + Class + "& self", NoExcept;
  if (Method->getNumParams() == 1 && Method->getMinRequiredArguments() == 1) {
    Call = "self." + Name + "(error)";
    Params += ", std::exception_ptr const& error";
  }
  std::string Result = L.Edits.text(Method->getReturnTypeSourceRange());
  if (Result.empty())
    Result = "auto";
  switch (Method->getExceptionSpecType()) {
  case EST_BasicNoexcept:
  case EST_NoexceptTrue:
  case EST_DynamicNone:
    NoExcept = " noexcept";
    break;
  case EST_DependentNoexcept:
  case EST_Unparsed:
    NoExcept = " noexcept(noexcept(" + Call + "))";
    break;
  default:
    break;
  }
  DropTypes Types(L.Unit);
  std::vector<std::string> Parts =
      Types.of(declaredType(L.Unit.AST, Method->getParent())).Parts;
  std::string PartNeeds;
  if (!Parts.empty()) {
    // The whole object: its own drop, then its parts'.
    const bool Blocks = modeOf(L, Method) == Mode::Blocking &&
                        maybeResult(L.Unit.AST, Method->getReturnType());
    std::string List;
    for (const std::string &Part : Parts) {
      List += ", " + Part;
      std::string Const = Part; // the predicate sees a const object
      if (size_t At = Const.find("&>(self)"); At != std::string::npos)
        Const.insert(At, " const");
      PartNeeds += " || async::drop_needed(" + Const + ")";
    }
    std::string Own = Predicate ? "self." + Predicate->getNameAsString() +
                                      (isa<FieldDecl>(Predicate) ? "" : "()")
                                : "true";
    const bool TakesError =
        Method->getNumParams() == 1 && Method->getMinRequiredArguments() == 1;
    Params = "(" + Class + "& self, std::exception_ptr const& error";
    Call = std::string("async::") + (Blocks ? "drop_parts_now" : "drop_parts") + "([&self" +
           (TakesError ? ", &error" : "") + "]() noexcept(" +
           (NoExcept.empty() ? "false" : "true") + ") { return " + Call + "; }, static_cast<bool>(" +
           Own + "), error" + List + ")";
    if (!Blocks && !maybeResult(L.Unit.AST, Method->getReturnType()))
      Result = "async::task<void>";
    NoExcept.clear();
  }
  std::string Text = "\n// [[async::drop]]: " + Name + "() is the drop of " + Class +
                     "\nfriend " + Result + " async_drop" + Params + ")" + NoExcept + " { return " +
                     Call + "; }";
  if (Predicate) {
    std::string Test = Predicate->getNameAsString() + (isa<FieldDecl>(Predicate) ? "" : "()");
    auto *Function = dyn_cast<CXXMethodDecl>(Predicate);
    const bool Throws = Function && Function->getExceptionSpecType() != EST_BasicNoexcept;
    Text += "\nfriend bool async_drop_needed(" + Class + " const& self)" +
            (Throws ? "" : " noexcept") + " { return static_cast<bool>(self." + Test + ")" + PartNeeds + "; }";
  }
  const SourceLocation End = Method->doesThisDeclarationHaveABody()
                                 ? Method->getBody()->getEndLoc()
                                 : L.Edits.tokenAfter(Method->getEndLoc(), tok::semi);
  L.Edits.insertAfter(End, {Text});
  requireHeader(L, {"async", "dropping"}, "async/drop.hpp");
  if (!Parts.empty())
    requireHeader(L, {"async", "drop_parts"}, "async/drop_parts.hpp");
}

} // namespace

void lowerDropTypes(Lowering &L) {
  std::map<const CXXRecordDecl *, const CXXMethodDecl *> Seen;
  for (const Annotation &Note : L.Unit.Notes.all()) {
    if (Note.Kind != AnnotationKind::Drop)
      continue;
    auto *Method = dyn_cast<CXXMethodDecl>(Note.On);
    const ScannedAttribute *Attr = L.Unit.Notes.Scanner.find(Note.NameLoc);
    if (!Method || Method->getParent()->isLambda()) {
      auto *Named = dyn_cast<NamedDecl>(Note.On);
      L.report(Note.NameLoc, Diag::drop_not_member,
               {Named && Named->getDeclName() ? "'" + nameOf(Named) + "'" : "this"});
      continue;
    }
    if (Method->getTemplateInstantiationPattern() || !Attr || !valid(L, Note, Method))
      continue;
    if (auto [First, New] = Seen.insert({Method->getParent(), Method}); !New) {
      if (L.report(Note.NameLoc, Diag::drop_twice,
                   {Method->getParent()->getNameAsString(), nameOf(First->second), nameOf(Method)}))
        L.note(First->second->getLocation(), "the first one is here");
      continue;
    }
    const NamedDecl *Predicate = nullptr;
    if (Attr->HasArgs && !(Predicate = predicate(L, Method, *Attr)))
      continue;
    if (!Predicate && isMovable(Method->getParent()))
      L.report(Note.NameLoc, Diag::drop_movable, {Method->getParent()->getNameAsString()});
    lower(L, Method, *Attr, Predicate);
  }
}

} // namespace asyncc
