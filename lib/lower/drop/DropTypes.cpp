#include "lower/drop/DropTypes.h"
#include "analysis/Awaitable.h"
#include "analysis/DropTypes.h"
#include "analysis/Maybe.h"
#include "analysis/Statements.h"
#include "lower/Modes.h"
#include "lower/Order.h"
#include "lower/drop/Glue.h"
#include "lower/drop/GlueResult.h"
#include "lower/drop/Parts.h"
#include "lower/drop/PromptDrops.h"
#include "parse/Compat.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Sema/Lookup.h"

using namespace clang;

namespace asyncc {
namespace {

/// A parameter that refers to a temporary of its default argument, which ends before the drop is awaited.
const ParmVarDecl *refersToDefault(const CXXMethodDecl *Drop) {
  for (const ParmVarDecl *Param : Drop->parameters())
    if (Param->getType()->isReferenceType() && Param->hasDefaultArg() && !(Param == Drop->getParamDecl(0) && takesError(Drop))) {
      const Expr *Default = Param->hasUninstantiatedDefaultArg() ? Param->getUninstantiatedDefaultArg()
                            : Param->hasUnparsedDefaultArg()     ? nullptr
                                                                 : Param->getDefaultArg();
      if (auto *Cleanups = dyn_cast_or_null<ExprWithCleanups>(Default))
        Default = Cleanups->getSubExpr();
      if (Default && !Default->IgnoreParenImpCasts()->isGLValue())
        return Param;
    }
  return nullptr;
}

/// The const member that the annotation names as predicate, or null after an error.
const NamedDecl *predicate(Lowering &L, const CXXMethodDecl *Method, const ScannedAttribute &Attr) {
  const std::string Name = Attr.Args.empty() ? "()" : spell(Attr.Args, L.Unit.PP);
  const CXXRecordDecl *Class = Method->getParent();
  NamedDecl *Found = nullptr;
  if (Attr.Args.size() == 1 && Attr.Args.front().is(tok::identifier)) {
    LookupResult Result(L.Unit.S, DeclarationName(Attr.Args.front().getIdentifierInfo()),
                        SourceLocation(), Sema::LookupMemberName);
    Result.suppressDiagnostics();
    L.Unit.S.LookupQualifiedName(Result, const_cast<CXXRecordDecl *>(Class));
    for (NamedDecl *D : Result) {
      auto *Function = dyn_cast<CXXMethodDecl>(D);
      if (isa<FieldDecl>(D) ||
          (Function && Function->isConst() && Function->getMinRequiredArguments() == 0))
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
  if ((Method->getMinRequiredArguments() && !takesError(Method)) || Method->isVariadic() || Method->getRefQualifier() == RQ_RValue ||
      Method->isVolatile() || Method->getDescribedFunctionTemplate())
    return L.report(Note.NameLoc, Diag::drop_arguments, {Name}), false;
  if (const ParmVarDecl *Param = refersToDefault(Method))
    return L.report(Param->getLocation(), Diag::drop_default_argument, {Name, nameOf(Param)}), false;
  if (const Expr *Clause = trailingRequires(Method); Clause && !mentionsIsAsync(Clause))
    return L.report(Clause->getBeginLoc(), Diag::drop_constrained, {Name, nameOf(Class)}), false;
  QualType Result = Method->getReturnType();
  const MaybeResult Maybe = maybeResult(L.Unit.AST, Result);
  if (!Maybe && !isAwaitable(L.Unit, Result))
    return L.report(Method->getLocation(), Diag::drop_result, {Name, typeName(L.Unit, Result)}),
           false;
  if (const QualType Value = Maybe ? Maybe.Value : awaitedValue(L.Unit, Result);
      !Value.isNull() && DropTypes(L.Unit).of(Value))
    return L.report(Method->getLocation(), Diag::drop_value, {Name, typeName(L.Unit, Value)}), false;
  return true;
}

bool isMovable(const CXXRecordDecl *Class) {
  if (Class->hasUserDeclaredMoveConstructor())
    return llvm::any_of(Class->ctors(), [](const CXXConstructorDecl *Ctor) {
      return Ctor->isMoveConstructor() && !Ctor->isDeleted();
    });
  return Class->needsImplicitMoveConstructor() && !Class->defaultedMoveConstructorIsDeleted() &&
         !Class->hasAnyDependentBases(); // which may not be
}

/// By a copy, for want of a way to move: both objects then have what is to be dropped.
bool isOnlyCopied(const CXXRecordDecl *Class) {
  return !isMovable(Class) && !Class->hasUserDeclaredMoveConstructor() &&
         llvm::any_of(Class->ctors(), [](const CXXConstructorDecl *Ctor) {
           return Ctor->isCopyConstructor() && !Ctor->isDeleted() && Ctor->isUserProvided();
         });
}

/// What the predicate says of an object.
std::string asked(const std::string &Object, const NamedDecl *Predicate) {
  auto *Function = dyn_cast<CXXMethodDecl>(Predicate);
  const std::string Text = Object + "." + Predicate->getNameAsString() + (Function ? "()" : "");
  const QualType T = Function ? Function->getReturnType() : cast<FieldDecl>(Predicate)->getType();
  return T->isBooleanType() ? Text : "static_cast<bool>(" + Text + ")";
}

void lower(Lowering &L, const CXXMethodDecl *Method, const ScannedAttribute &Attr,
           const NamedDecl *Predicate) {
  const std::string Class = Method->getParent()->getNameAsString(), Name = nameOf(Method);
  const bool Local = Method->getParent()->isLocalClass();
  std::string Call = "self." + Name + "()", Params = "(" + Class + "& self", NoExcept;
  if (takesError(Method)) {
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
  std::vector<std::string> Parts = Types.of(declaredType(L.Unit.AST, Method->getParent())).Parts;
  std::string PartNeeds;
  // What the function overrides may be no drop.
  const bool Overrides = virtualBase(Types, Method->getParent()) && Method->size_overridden_methods();
  const std::string PartsBelow = Overrides ? baseWithParts(L.Unit, Types, Method->getParent()) : "";
  if (!Parts.empty() || !PartsBelow.empty()) {
    // The whole object: its own drop, then its parts'.
    const bool TakesError = takesError(Method);
    const std::string Own = Predicate ? asked("own", Predicate) : "true";
    Params = "(" + Class + "& self, std::exception_ptr const& error";
    // The closures' parameters have names of their own: compilers may warn of what is hidden.
    const GlueResult Gives = PartsBelow.empty() && !Method->isVirtual()
                                 ? glueResult(L.Unit, Types, Method->getParent(), Method)
                                 : GlueResult();
    Call = (PartsBelow.empty() ? "async::drop_own_first" + Gives.Suffix : "async::drop_own_then_base") +
           "(self, [](" + Class + "& own, std::exception_ptr const&" + (TakesError ? " cause" : "") + ") noexcept(" + (NoExcept.empty() ? "false" : "true") +
           ") -> decltype(auto) { return own." + Name + (TakesError ? "(cause)" : "()") + "; }, [](" +
           Class + " const&" + (Predicate ? " own" : "") + ") { return " + Own + "; }, " +
           (PartsBelow.empty() ? "" : partsOfBase(Class, PartsBelow) + ", ") + "error" +
           partList(Parts) + ")";
    PartNeeds = partNeeds(Parts);
    const MaybeResult Mode = maybeResult(L.Unit.AST, Method->getReturnType());
    if (!(Method->getParent()->isDependentContext() && holdsItself(Method->getParent()) && Mode &&
          Mode.Value->isVoidType())) // that is what the parts give, too
      Result = Gives.Type;
    NoExcept.clear();
  }
  const std::string Self = Class + "& self = *this; ";
  const bool Virtual = Method->isVirtual();
  const std::string Polymorphic = Virtual && !Overrides ? "virtual " : "";
  const std::string Override = Overrides ? " override" : "";
  if (QualType Value = awaitedValue(L.Unit, Method->getReturnType());
      Virtual && isLibraryTask(Method->getReturnType()) && !Value.isNull() &&
      !Value->isVoidType() && Parts.empty()) {
    // Overriders with parts of their own give nothing either.
    Result = "async::task<void>";
    Call = "async::discarding(" + Call + ")";
    NoExcept.clear();
  }
  if (Virtual && Result == "auto")
    Result = maybeResult(L.Unit.AST, Method->getReturnType())
                 ? L.Edits.text(Method->getReturnTypeSourceRange())
                 : "async::task<void>";
  std::string Text = "\n// [[async::drop]]: " + Name + "() is the drop of " + Class + "\n";
  if (Virtual && !NoExcept.empty()) {
    // Of this class's own drop; those of the parts of who overrides it may fail.
    if (NoExcept == " noexcept")
      Text += "static constexpr bool asyncc_drop_is_noexcept = true;\n";
    NoExcept.clear();
  }
  // Compilers may find such a friend unneeded.
  const std::string Friend =
      std::string(Method->getParent()->isInAnonymousNamespace() ? "[[maybe_unused]] " : "") + "friend ";
  if (Local || Virtual)
    Text += Polymorphic + (Virtual || !Parts.empty() ? Result : "auto") +
            " asyncc_drop([[maybe_unused]] std::exception_ptr const& error)" + NoExcept + Override +
            " { " + Self + "return " + Call + "; }";
  else
    Text +=
        Friend + Result + " async_drop" + Params + ")" + NoExcept + " { return " + Call + "; }";
  if (Virtual && !Parts.empty())
    Text += partsFunction(Class, PartsBelow, Parts);
  if (Predicate) {
    auto *Function = dyn_cast<CXXMethodDecl>(Predicate);
    const bool Throws = Function && Function->getExceptionSpecType() != EST_BasicNoexcept;
    const std::string Test = " { " + (Local || Virtual ? Class + " const& self = *this; " : "") +
                             "return " + asked("self", Predicate) + PartNeeds + "; }";
    Text += (Local || Virtual ? "\n" + Polymorphic + "bool asyncc_drop_needed() const"
                              : "\n" + Friend + "bool async_drop_needed(" + Class + " const& self)") +
            std::string(Throws || Virtual || !PartNeeds.empty() ? "" : " noexcept") + Override + Test;
  }
  const SourceLocation End = Method->doesThisDeclarationHaveABody()
                                 ? writtenBody(Method)->getEndLoc()
                                 : L.Edits.tokenAfter(Method->getEndLoc(), tok::semi);
  // Who calls the function is warned, not who owns an object.
  if (Method->hasAttr<DeprecatedAttr>())
    Text = "\n_Pragma(\"GCC diagnostic push\") _Pragma(\"GCC diagnostic ignored \\\"-Wdeprecated-declarations\\\"\")" + Text +
           "\n_Pragma(\"GCC diagnostic pop\")";
  Pieces All{Text};
  if (Parts.empty() && PartsBelow.empty())
    for (Piece &Each : promptDrop(L, Types, Method))
      All.push_back(std::move(Each));
  L.Edits.insertAfter(End, std::move(All), AfterBody);
  requireHeader(L, {"async", "dropping"}, "async/drop.hpp");
}

/// The virtual drop of a base that \p Method does not override.
const CXXMethodDecl *virtualDropAbove(Lowering &L, const CXXMethodDecl *Method) {
  if (!Method->getParent()->hasDefinition())
    return nullptr;
  DropTypes Types(L.Unit);
  for (const CXXBaseSpecifier &Base : Method->getParent()->bases())
    if (const DropInfo Info = Base.getType()->isDependentType() ? DropInfo{} : Types.of(Base.getType());
        Info.Marked && Info.Marked->isVirtual() && !overrides(Method, Info.Marked))
      return Info.Marked;
  return nullptr;
}

} // namespace

void lowerDropTypes(Lowering &L) {
  lowerDropGlue(L);
  std::map<const CXXRecordDecl *, const CXXMethodDecl *> Seen;
  for (const Annotation &Note : L.Unit.Notes.all()) {
    if (Note.Kind != AnnotationKind::Drop)
      continue;
    auto *Method = dyn_cast<CXXMethodDecl>(Note.On);
    // The blocking copy of the drop itself stands beside it, in the same class.
    if (Method && L.Root && isa<FunctionDecl>(L.Root) &&
        Method->getCanonicalDecl() == L.Root->getCanonicalDecl())
      continue;
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
    if (const CXXMethodDecl *Base = virtualDropAbove(L, Method)) {
      if (L.report(Note.NameLoc, Diag::drop_twice,
                   {Method->getParent()->getNameAsString(),
                    Base->getParent()->getNameAsString() + "::" + nameOf(Base), nameOf(Method)}))
        L.note(Base->getLocation(), "the first one is virtual, and is what is called; override it");
      continue;
    }
    const NamedDecl *Predicate = nullptr;
    if (Attr->HasArgs && !(Predicate = predicate(L, Method, *Attr)))
      continue;
    if (!Predicate && isMovable(Method->getParent()))
      L.report(Note.NameLoc, Diag::drop_movable, {Method->getParent()->getNameAsString()});
    else if (isOnlyCopied(Method->getParent()))
      L.report(Note.NameLoc, Diag::drop_copied, {Method->getParent()->getNameAsString()});
    L.Unit.Lowered.add(Method->getLocation(), "drop",
                       Method->getParent()->getNameAsString() + "::" + nameOf(Method),
                       {Predicate ? "awaited at the end of an object's life if '" +
                                        Predicate->getNameAsString() + "' is true"
                                  : "awaited at the end of each object's life"});
    lower(L, Method, *Attr, Predicate);
  }
}

} // namespace asyncc
