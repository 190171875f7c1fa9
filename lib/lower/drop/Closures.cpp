//===- Closures.cpp - Captures with a drop can be reached -----------------===//
//
//     [c = std::move(conn), &log](int n) mutable { … }
//  -> async::captures{[&] { return std::move(conn); }}.in(
//         [&log](connection& c, int n) mutable { … })
//
// Nobody but a closure can name its captures. If one of them has a drop, the captures by value become
// members of an object around the closure, made in place and in the order that was written, and the
// function gets references to them. (Captures without an initialiser and without a drop stay.)
//
//===----------------------------------------------------------------------===//

#include "analysis/Awaitable.h"
#include "analysis/Dependent.h"
#include "analysis/Visitor.h"
#include "lower/drop/Body.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace asyncc {
namespace {

class LowersClosure {
public:
  LowersClosure(Body &B, LambdaExpr *E) : B(B), L(B.L), E(E) {}

  void run() {
    if (!captured() || !lowerable())
      return;
    B.L.Unit.Lowered.add(E->getBeginLoc(), "drop", L.Edits.text(E->getIntroducerRange()),
                         {"its captures are dropped at the end of its life"});
    requireHeader(L, {"async", "dropping"}, "async/drop.hpp");
    captures();
    parameters();
    L.Edits.insertAfter(E->getEndLoc(), {")"}, -2 * InExpression);
  }

private:
  DropInfo dropOf(const LambdaCapture &C) const {
    if (!C.capturesVariable() || C.getCaptureKind() != LCK_ByCopy)
      return {};
    auto *Var = dyn_cast<VarDecl>(C.getCapturedVar()); // else a structured binding
    if (!Var)
      return {};
    return Var->getType()->isReferenceType() ? B.drop(Var->getType().getNonReferenceType())
                                             : B.drop(Var);
  }

  /// The first captured variable with a drop, or null.
  const VarDecl *captured() const {
    for (const LambdaCapture &C : E->captures())
      if (dropOf(C))
        return cast<VarDecl>(C.getCapturedVar());
    return nullptr;
  }

  bool lowerable() {
    std::string Why;
    Open = L.Edits.region(SourceRange(E->getIntroducerRange().getBegin()));
    Close = L.Edits.region(SourceRange(E->getIntroducerRange().getEnd()));
    auto End = L.Edits.region(SourceRange(E->getEndLoc()));
    for (const LambdaCapture &C : E->captures())
      if (dropOf(C) && (C.isImplicit() || C.isPackExpansion()))
        Why = C.isImplicit() ? "implicitly" : "in a pack";
    if (!Open || !Close || !End || Open->File != Close->File || End->File != Open->File)
      Why = "in a macro";
    const bool OfBoth = L.Unit.Notes.on(E->getCallOperator(), AnnotationKind::Maybe);
    if (OfBoth)
      Why = "in a lambda for both kinds of mode";
    if (Why.empty())
      return true;
    const std::string Name = captured()->getNameAsString();
    QualType T = captured()->getType().getNonReferenceType();
    if (const Expr *Init = captured()->getInit(); Init && T->isUndeducedType())
      if (const QualType Likely = likelyType(Init); !Likely.isNull())
        T = Likely.getNonReferenceType();
    L.report(E->getBeginLoc(), Diag::drop_closure,
             {typeName(L.Unit, T), Name, Why,
              OfBoth ? "by reference, or give the lambda the object as a parameter"
                     : "by name and by itself ('" + Name + " = std::move(" + Name + ")'), or by reference"});
    return false;
  }

  StringRef buffer() const { return L.Unit.SM.getBufferData(Open->File); }
  /// In the file, also of what stands in the argument of a macro.
  unsigned offset(SourceLocation Loc) const { return L.Unit.SM.getFileOffset(L.Unit.SM.getFileLoc(Loc)); }
  void put(unsigned Begin, unsigned End, const std::string &Text, int Order = 0) {
    L.Edits.Set->add(Open->File, {Begin, End, {Text}, Order});
  }

  /// Where each written capture ends: at the next comma, or at the closing bracket.
  std::vector<unsigned> ends() const {
    std::vector<unsigned> Out;
    auto Comma = [&](SourceLocation Behind) {
      // In the file also within a macro's argument: the macro may have commas of its own.
      const std::optional<Region> Written = L.Edits.region(Behind);
      SourceLocation At = L.Edits.tokenAfter(
          Written ? L.Edits.SM.getComposedLoc(Written->File, Written->End) : Behind, tok::comma);
      return At.isValid() ? std::min(offset(At), Close->Begin) : Close->Begin;
    };
    if (E->getCaptureDefault() != LCD_None)
      Out.push_back(Comma(E->getCaptureDefaultLoc()));
    for (auto I = E->explicit_capture_begin(); I != E->explicit_capture_end(); ++I) {
      SourceLocation Last = I->getLocation();
      if (E->isInitCapture(I))
        Last = cast<VarDecl>(I->getCapturedVar())->getInit()->getEndLoc();
      Out.push_back(Comma(Last));
    }
    return Out;
  }

  void captures() {
    put(Open->Begin, Open->End, "async::captures{");
    std::string Kept;
    unsigned Begin = Open->End;
    size_t N = 0;
    bool First = true;
    const std::vector<unsigned> Ends = ends();
    auto Keep = [&](unsigned End) {
      Kept += (Kept.empty() ? "" : ", ") + buffer().slice(Begin, End).trim().str();
      // The comma goes with what stays.
      put(Begin, std::min(End + (End < Close->Begin ? 1 : 0), Close->Begin), "");
    };
    auto Next = [&](unsigned End) { Begin = std::min(End + 1, Close->Begin); };
    if (E->getCaptureDefault() != LCD_None) {
      Keep(Ends[N]);
      Next(Ends[N++]);
    }
    for (auto I = E->explicit_capture_begin(); I != E->explicit_capture_end(); ++I, ++N) {
      const bool Copies = I->getCaptureKind() == LCK_ByCopy && I->capturesVariable() &&
                          (dropOf(*I) || (E->isInitCapture(I) && !I->isPackExpansion()));
      if (!Copies) {
        Keep(Ends[N]);
      } else {
        if (!First)
          put(Begin, Begin, ", ", -10);
        First = false;
        make(*I, Begin, Ends[N], std::any_of(I, E->explicit_capture_end(), [&](const LambdaCapture &Each) {
               return E->isInitCapture(&Each) && containsAwait(cast<VarDecl>(Each.getCapturedVar())->getInit());
             }));
        if (Ends[N] < Close->Begin)
          put(Ends[N], Ends[N] + 1, "");
        declare(*I);
      }
      Next(Ends[N]);
    }
    put(Close->Begin, Close->End, "}.in([" + Kept + "]");
  }

  /// The capture between two places becomes a function that makes its value, or what it makes if an \p Await comes there,
  /// or behind it.
  void make(const LambdaCapture &C, unsigned Begin, unsigned End, bool Await) {
    auto *Var = cast<VarDecl>(C.getCapturedVar());
    const std::string Name = Var->getNameAsString();
    const StringRef Text = buffer().slice(Begin, End);
    End -= Text.size() - Text.rtrim().size();
    if (!Var->isInitCapture())
      return put(Begin, End, "[&] { return " + Name + "; }");
    unsigned Start = offset(C.getLocation()) + Name.size();
    while (!StringRef("=({").contains(buffer()[Start]))
      ++Start;
    const bool Closes = buffer()[Start] != '=',
               Awaits = containsAwait(Var->getInit()) || (Await && isMovable(Var->getType()));
    // What is awaited here cannot be awaited there.
    put(Begin, Start + 1, Awaits ? "async::value_of(" : "[&] { return");
    if (!Awaits && Closes)
      put(Start + 1, Start + 1, " ", -10);
    put(End - Closes, End, Awaits ? ")" : "; }", 1000);
  }

  static bool containsAwait(const Expr *Init) {
    class Find : public Visitor {
    public:
      bool Found = false;
      bool VisitCoawaitExpr(CoawaitExpr *) override { return !(Found = true); }
      bool VisitDependentCoawaitExpr(DependentCoawaitExpr *) override { return !(Found = true); }
      bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
    } V;
    V.TraverseStmt(const_cast<Expr *>(Init));
    return V.Found;
  }

  void declare(const LambdaCapture &C) {
    auto *Var = cast<VarDecl>(C.getCapturedVar());
    QualType T = Var->getType().getNonReferenceType();
    std::string Type = T->isDependentType() || T->isUndeducedType()
                           ? ""
                           : qualifiedTypeName(L.Unit, T.getUnqualifiedType());
    Declared += (Declared.empty() ? "" : ", ") + std::string("[[maybe_unused]] ") +
                (Type.empty() ? "auto" : Type) +
                (E->isMutable() && !T.isConstQualified() ? "& " : " const& ") +
                Var->getNameAsString();
  }

  void parameters() {
    // The captures of [[async::closure]] live in the frame; what owns them there is a parameter, too.
    const Annotation *Owning = L.Unit.Notes.on(E->getCallOperator(), AnnotationKind::Closure);
    if (Owning)
      Declared += ", ";
    const FunctionTypeLoc Loc = E->getCallOperator()->getFunctionTypeLoc();
    if (E->hasExplicitParameters() && Loc.getLParenLoc().isValid()) { // else `[] -> int {}`
      const unsigned Begin = offset(Loc.getLParenLoc()) + 1, End = offset(Loc.getRParenLoc());
      const StringRef Written = buffer().slice(Begin, End).trim();
      if (Owning)
        return put(Begin, Begin, Declared, -10);
      if (Written == "void")
        return put(Begin, End, Declared);
      return put(Begin, Begin, Declared + (Written.empty() ? "" : ", "), -10);
    }
    if (Owning)
      return L.Edits.insertBefore(L.Unit.Notes.behindSpecifier(Owning->NameLoc), {Declared}, -10);
    SourceLocation Behind = E->getIntroducerRange().getEnd();
    if (const TemplateParameterList *Params = E->getTemplateParameterList())
      Behind = Params->getRAngleLoc();
    put(offset(Behind) + 1, offset(Behind) + 1, "(" + Declared + ")", -10);
  }

  Body &B;
  Lowering &L;
  LambdaExpr *E;
  std::optional<Region> Open, Close;
  std::string Declared;
};

} // namespace

void lowerClosure(Body &B, LambdaExpr *E) { LowersClosure(B, E).run(); }

} // namespace asyncc
