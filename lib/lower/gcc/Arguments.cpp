//===- Arguments.cpp - Braced lists that functions and `new` are given ---------===//

#include "lower/gcc/AwaitedValues.h"
#include "lower/gcc/Forms.h"
#include "parse/Compat.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace asyncc {

/// The functions of a name in the class that \p T is, or is made from.
static std::vector<const FunctionDecl *> membersOf(QualType T, DeclarationName Name) {
  if (T->isPointerType() || T->isReferenceType())
    T = T->getPointeeType();
  std::vector<const FunctionDecl *> Found;
  if (const CXXRecordDecl *Class = classOf(T))
    for (const NamedDecl *D : Class->lookup(Name))
      if (const FunctionDecl *F = D->getUnderlyingDecl()->getAsFunction())
        Found.push_back(F);
  return Found;
}

/// What \p Call may call, as far as that can be told.
static std::vector<const FunctionDecl *> candidatesOf(const CallExpr *Call) {
  const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
  std::vector<const FunctionDecl *> Found;
  if (auto *Member = dyn_cast<MemberExpr>(Callee)) {
    Found = {Member->getMemberDecl()->getAsFunction()};
  } else if (auto *Ref = dyn_cast<DeclRefExpr>(Callee)) {
    Found = {Ref->getDecl()->getAsFunction()};
  } else if (auto *Lookup = dyn_cast<OverloadExpr>(Callee)) {
    for (const NamedDecl *D : Lookup->decls())
      Found.push_back(D->getUnderlyingDecl()->getAsFunction());
  } else if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee)) {
    return membersOf(Member->getBaseType(), Member->getMember());
  } else if (auto *Scoped = dyn_cast<DependentScopeDeclRefExpr>(Callee)) {
    if (const QualType Of = qualifyingType(Scoped); !Of.isNull())
      return membersOf(Of, Scoped->getDeclName());
  }
  return llvm::is_contained(Found, nullptr) ? std::vector<const FunctionDecl *>() : Found;
}

/// Whether what \p Called is declared with has the same names in \p F.
static bool sharesParameters(const FunctionDecl *Called, const FunctionDecl *F) {
  auto *Theirs = dyn_cast<CXXMethodDecl>(Called), *Own = dyn_cast<CXXMethodDecl>(F);
  return Theirs && Own && !Called->getDescribedFunctionTemplate() &&
         Theirs->getParent()->getCanonicalDecl() == Own->getParent()->getCanonicalDecl();
}

/// The type of the argument that all functions that \p Call may call take at \p Index; or null.
static QualType parameterOf(const CallExpr *Call, unsigned Index, const FunctionDecl *F) {
  QualType Found;
  for (const FunctionDecl *Called : candidatesOf(Call)) {
    if (Call->getNumArgs() < Called->getMinRequiredArguments() || Call->getNumArgs() > Called->getNumParams())
      continue;
    const QualType T =
        Called->getParamDecl(Index)->getType().getNonReferenceType().getUnqualifiedType();
    if ((T->isDependentType() && !sharesParameters(Called, F)) || isa<PackExpansionType>(T) ||
        (!Found.isNull() && Found.getCanonicalType() != T.getCanonicalType()))
      return {};
    Found = T;
  }
  return Found;
}

static const FunctionDecl *onlyCandidateOf(const CallExpr *Call) {
  const std::vector<const FunctionDecl *> All = candidatesOf(Call);
  return All.size() == 1 ? All[0] : nullptr;
}

/// Whether the text of \p S means the same wherever it stands: braces, literals and designators.
static bool isLiteral(const Stmt *S) {
  return isa_and_nonnull<InitListExpr, DesignatedInitExpr, ImplicitCastExpr, CXXConstructExpr, CXXBindTemporaryExpr,
                         MaterializeTemporaryExpr, ExprWithCleanups, CXXStdInitializerListExpr, CXXDefaultInitExpr,
                         CXXDefaultArgExpr, ImplicitValueInitExpr, UnaryOperator, ParenExpr, ConstantExpr,
                         IntegerLiteral, FloatingLiteral, StringLiteral, CharacterLiteral, CXXBoolLiteralExpr,
                         CXXNullPtrLiteralExpr>(S) &&
         !isa<CXXTemporaryObjectExpr>(S) && llvm::all_of(S->children(), isLiteral);
}

/// The text of a default argument, if it means the same at the call: of `T{…}` the braces. \p Braced: those only.
static std::string literalText(const Translation &Unit, const Expr *Default, bool Braced) {
  const Expr *E = plain(Default);
  SourceRange Range = E->getSourceRange();
  if (auto *Made = dyn_cast<CXXTemporaryObjectExpr>(E)) {
    if (Made->getNumArgs() || !Made->isListInitialization())
      return "";
    Range = Made->getParenOrBraceRange();
  } else {
    if (auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E); Cast && Cast->isListInitialization())
      Range = (E = plain(Cast->getSubExpr()))->getSourceRange();
    if (!isLiteral(E))
      return "";
  }
  if (Range.isInvalid() || Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
    return "";
  llvm::StringRef Text =
      Lexer::getSourceText(CharSourceRange::getTokenRange(Range), Unit.SM, Unit.AST.getLangOpts());
  if (Text.consume_front("=")) // to Clang a part of what calls a constructor
    Text = Text.ltrim();
  return Text.starts_with("{") == Braced ? Text.str() : "";
}

/// The argument that is given for none; or null.
static const Expr *defaultOf(const ParmVarDecl *Param) {
  return Param->hasDefaultArg() && !Param->hasUninstantiatedDefaultArg() && !Param->hasUnparsedDefaultArg()
             ? Param->getDefaultArg()
             : nullptr;
}

/// The function as it is written that all of \p Calls, instantiations of one, call; or null.
static const FunctionDecl *writtenCallee(llvm::ArrayRef<const CallExpr *> Calls) {
  const FunctionDecl *Found = nullptr;
  for (const CallExpr *Each : Calls) {
    const FunctionDecl *F = Each->getDirectCallee();
    if (const FunctionDecl *Pattern = F ? F->getTemplateInstantiationPattern() : nullptr)
      F = Pattern;
    if (!F || (Found && F != Found))
      return nullptr;
    Found = F;
  }
  return Found;
}

static bool hasPack(const CallExpr *Call) {
  return llvm::any_of(Call->arguments(), [](const Expr *Arg) { return isa<PackExpansionExpr>(Arg); });
}

/// What instantiations make of \p Call, if that is an aggregate for an argument.
llvm::ArrayRef<const CallExpr *> Forms::instancesOf(const CallExpr *Call) const {
  auto Found = Known.Calls.find(Call->getRParenLoc());
  if (Found == Known.Calls.end())
    return {};
  return Found->second;
}

/// How a template names the class \p T that is a member of what \p Call calls a function of: `typename
/// std::remove_cvref_t<decltype(c)>::options` for `c.get()`, `typename client<M>::options` for `client<M>::get()`.
std::string Forms::memberClass(const CallExpr *Call, QualType T) const {
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (!Class || !Class->getIdentifier() || !isa<CXXRecordDecl>(Class->getDeclContext()) || Class->getAccess() != AS_public)
    return "";
  const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
  std::string Of;
  if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee)) {
    if (Member->isImplicitAccess() || !isa<DeclRefExpr>(plain(Member->getBase())))
      return "";
    Of = std::string("std::remove_cvref_t<decltype(") + (Member->isArrow() ? "*" : "") +
         L.Edits.text(Member->getBase()->getSourceRange()) + ")>::";
  } else if (auto *Scoped = dyn_cast<DependentScopeDeclRefExpr>(Callee)) {
    Of = L.Edits.text(Scoped->getQualifierLoc().getSourceRange());
  }
  return Of.empty() ? "" : "typename " + Of + Class->getNameAsString();
}

/// Whether \p Call makes an aggregate for a default argument.
static bool makesDefault(const CallExpr *Call) {
  return llvm::any_of(Call->arguments(), [](const Expr *Arg) { return isa<CXXDefaultArgExpr>(Arg) && makesAggregate(Arg); });
}

/// f() where a default argument makes an aggregate: it is made in front of the statement and passed, if what it is made
/// from can be written there.
void Forms::defaultArguments(const CallExpr *Call, Place At) {
  const char *const Twice = "destroys an aggregate that a default argument makes in an awaited call twice";
  const char *const PassIt = "pass the argument, by a variable";
  const FunctionDecl *Called = onlyCandidateOf(Call);
  const llvm::ArrayRef<const CallExpr *> Found = instancesOf(Call);
  if (!Called) {
    Called = writtenCallee(Found);
    if (!Called && llvm::any_of(Found, makesDefault))
      L.report(Call->getRParenLoc(), Diag::gcc_await, {Twice, PassIt});
  }
  const bool Shares = Called && sharesParameters(Called, F);
  unsigned Given = 0;
  while (Given < Call->getNumArgs() && !isa<CXXDefaultArgExpr>(Call->getArg(Given)))
    ++Given;
  bool CanPass = !At.InPack && !hasPack(Call);
  Pieces Passed;
  auto Pass = [&](const std::string &Text) {
    Passed.push_back((Given || !Passed.empty() ? ", " : "") + Text);
  };
  for (unsigned I = Given; Called && I < Called->getNumParams(); ++I) {
    const ParmVarDecl *Param = Called->getParamDecl(I);
    const QualType T = Param->getType().getNonReferenceType().getUnqualifiedType();
    const Expr *Default = defaultOf(Param);
    const std::string Member = T->isDependentType() && !Shares ? memberClass(Call, T) : "";
    const bool Known = !T->isDependentType() || Shares || !Member.empty();
    const bool Listed = Default && Known && takesList(Default, T);
    if (!Listed && !(Default && Known && isBraced(plain(Default)) && isOwningAggregate(T))) {
      if (!Known && Default && isBraced(plain(Default)) && llvm::any_of(Found, makesDefault))
        L.report(Call->getRParenLoc(), Diag::gcc_await, {Twice, PassIt});
      const std::string Text = Default ? literalText(L.Unit, Default, false) : "";
      CanPass &= !Text.empty() && T->isScalarType();
      Pass(Text);
      continue;
    }
    const std::string Text = literalText(L.Unit, Default, true), Type = !CanPass          ? ""
                                                                              : !Member.empty() ? Member
                                                                                                : textOfList(Default, T);
    const bool Same = isa<InitListExpr>(plain(Default)) || L.Unit.AST.hasSameUnqualifiedType(Default->getType(), T);
    if (!edits(Call, Call->getRParenLoc(), CanPass && !Text.empty() && !Type.empty() && Same,
               Listed ? "rejects a std::initializer_list that a default argument takes in an awaited call"
                      : Twice,
               PassIt, Rewrite::InFront)) {
      CanPass = false;
      continue;
    }
    ++Count;
    const std::string Form = name("form");
    Closures.push_back({"auto " + Form + " = []() -> " + Type + " { return " + Text + "; };"});
    Pass(Form + "()");
    L.Edits.insertBefore(Call->getRParenLoc(), std::move(Passed));
    Passed.clear();
    Given = Called->getNumParams(); // what follows has something in front of it
  }
}

/// Whether \p List, `{.size = 1}` or `{1}`, is of plain values: most likely nothing is destroyed.
static bool isPlainList(const InitListExpr *List) {
  return llvm::all_of(List->inits(), [&](const Expr *Init) {
    auto *Named = dyn_cast_or_null<DesignatedInitExpr>(Init);
    if (!Init)
      return false;
    const Expr *Value = Named ? Named->getInit() : Init;
    return (Named || List->getNumInits() == 1) && !isa<InitListExpr>(Value) &&
           !Value->isTypeDependent() && !Value->getType()->isRecordType();
  });
}

bool makesAggregate(const Expr *Arg) {
  if (auto *Default = dyn_cast<CXXDefaultArgExpr>(Arg))
    Arg = Default->getExpr();
  return isBraced(plain(Arg)) && isOwningAggregate(plain(Arg)->getType());
}

/// The type that \p Call takes at \p Index in all its instantiations; null if they call different functions.
QualType Forms::toldParameter(const CallExpr *Call, unsigned Index) const {
  const FunctionDecl *Written = hasPack(Call) ? nullptr : writtenCallee(instancesOf(Call));
  if (!Written || Index >= Written->getNumParams() || Written->getParamDecl(Index)->isParameterPack())
    return {};
  return Written->getParamDecl(Index)->getType().getNonReferenceType().getUnqualifiedType();
}

/// Whether \p Arg makes a std::initializer_list, or an object from one.
static bool makesList(const Expr *Arg) {
  return takesList(Arg, Arg->getType());
}

/// f({a, b}) where only an instantiation chooses f, but what it takes can be told.
void Forms::bareLists(const CallExpr *Call, Place At) {
  for (unsigned I = 0; Call->isTypeDependent() && I < Call->getNumArgs(); ++I) {
    const Expr *Arg = Call->getArg(I);
    auto *List = dyn_cast<InitListExpr>(Arg);
    if (!List)
      continue;
    const llvm::ArrayRef<const CallExpr *> Calls = instancesOf(Call);
    auto Is = [I](bool (*What)(const Expr *)) {
      return [I, What](const CallExpr *Each) { return I < Each->getNumArgs() && What(Each->getArg(I)); };
    };
    const QualType T = parameterOf(Call, I, F), Told = T.isNull() ? toldParameter(Call, I) : QualType();
    const bool IsKnown = !Told.isNull() && (!Told->isDependentType() || sharesParameters(writtenCallee(Calls), F));
    const std::string Named = Told.isNull() || !llvm::all_of(Calls, Is(makesAggregate)) ? ""
                              : IsKnown                                                ? textOf(Told)
                                                                                       : memberClass(Call, Told);
    if ((!T.isNull() && bareList(Arg, T, At)) || (IsKnown && bareList(Arg, Told, At))) {
      HasList.insert(Arg);
    } else if (!Named.empty() && !awaits(List) && isBesideAwait(Arg, At)) {
      made(Arg, Aggregate, Named, At);
      HasList.insert(Arg);
    } else if (T.isNull() && At.InAwait && !awaits(List) &&
               (Calls.empty() ? List->getNumInits() && !isPlainList(List)
                              : llvm::any_of(Calls, Is(makesAggregate)) || llvm::any_of(Calls, Is(makesList)))) {
      L.report(Arg->getBeginLoc(), Diag::gcc_await,
               {"may reject a braced list in an awaited call, or destroy twice what it makes",
                "write its type in front of it"});
    }
  }
}

/// A list without a type in front of it that makes a \p T. Whether everything is done for it.
bool Forms::bareList(const Expr *E, QualType T, Place At) {
  if (list(E, T, At))
    return true;
  if (takesList(E, T))
    return elements(E, T, At);
  if (!isBesideAwait(E, At) || !isOwningAggregate(T) || textOf(T).empty())
    return false;
  made(E, Aggregate, textOf(T), At, T);
  return true;
}

/// The await that `new T(co_await e)` makes a T from, if that may be a T itself; or null.
static const Expr *onlyAwait(const ASTContext &AST, const Expr *Init, QualType T) {
  Init = plain(Init);
  if (auto *List = dyn_cast<ParenListExpr>(Init))
    Init = List->getNumExprs() == 1 ? plain(List->getExpr(0)) : Init;
  const QualType Of = Init->getType();
  const bool IsIt = Init->isTypeDependent() || T->isDependentType() ||
                    (Init->isPRValue() && AST.hasSameUnqualifiedType(Of, T) && Of->isRecordType() &&
                     !Of.isTriviallyCopyableType(AST));
  return IsIt && awaited(Init) ? Init : nullptr;
}

static const char *const Bytes = "copies the bytes of an object that is awaited for 'new'";
static const char *const Leaks = "leaks the memory of 'new' if what is awaited for it throws";
static const char *const NameAwaited = "store it in a variable in front of the statement, and move it";

/// new T{a, b}: g++ destroys what a function makes for `new` twice, too, so the whole goes into one.
bool Forms::newObject(const CXXNewExpr *E, Place At) {
  const Expr *Init = E->getInitializer();
  const QualType T = E->getAllocatedType();
  if (!Init || E->isArray() || T->getContainedAutoType() ||
      llvm::any_of(E->placement_arguments(), awaits))
    return false;
  const bool Braces = E->getInitializationStyle() == CXXNewInitializationStyle::Braces;
  const Expr *Await = Braces ? nullptr : onlyAwait(L.Unit.AST, Init, T);
  if (Await && At.InPack) {
    const bool InOrder = edits(Await, Await->getBeginLoc(), true, Bytes, NameAwaited);
    expression(Await, At.inside());
    if (InOrder)
      writeInOrder(Await, As::Itself);
    return true;
  }
  if (list(plain(Init), T, At, E))
    return true;
  if (!Braces && awaits(Init)) {
    const struct Braces Given = argumentsOf(E);
    for (const Expr *Each : Given.Leaves)
      expression(Each, At.inside());
    listOf(E, Given, T, "", At, Await ? Bytes : Leaks, NameAwaited);
    return true;
  }
  if (!Braces)
    return false;
  const bool TakesList = takesList(Init, T);
  if (!TakesList && !(isBesideAwait(E, At) && isOwningAggregate(T)))
    return false;
  made(E, TakesList ? Rejects : Aggregate, "", At);
  return true;
}

} // namespace asyncc
