//===- Temporaries.cpp - Temporaries get places ---------------------------===//
//
//     f(open());   ->   async::temporary<connection> temporary1_; …
//                       f(temporary1_.make([&]() -> connection { return open(); }));
//
// The place is a local object in front of the statement, so its drop is that of a scope, also if
// the temporary was made only under a condition. The value is constructed in it, not moved; only if
// an await is deep inside is it made elsewhere and moved.
//
//===----------------------------------------------------------------------===//

#include "lower/drop/Temporaries.h"
#include "analysis/Awaitable.h"
#include "lower/FunctionNames.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

using namespace clang;

namespace asyncc {

/// What `[&]` does not capture of \p S: bit-fields that are bound, and members of anonymous unions.
static void collectCaptures(const Stmt *S, std::set<std::string> &Out) {
  if (!S)
    return;
  auto *Ref = dyn_cast<DeclRefExpr>(S);
  auto *Bound = Ref ? dyn_cast<BindingDecl>(Ref->getDecl()) : nullptr;
  if (Bound && Bound->getBinding() && Bound->getBinding()->refersToBitField()) {
    const std::string Name = Bound->getNameAsString(); // without the cast g++ gives the capture as few bits
    Out.insert(", " + Name + " = static_cast<decltype(" + Name + ")>(" + Name + ")");
  }
  auto *Member = dyn_cast<MemberExpr>(S);
  auto *Of = Member ? dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreImplicit()) : nullptr;
  if (Of && Of->getDecl()->getDeclName().isEmpty() && isa<VarDecl>(Of->getDecl())) {
    const std::string Name = Member->getMemberDecl()->getNameAsString();
    Out.insert(", &" + Name + " = " + Name);
  }
  for (const Stmt *Child : S->children())
    collectCaptures(Child, Out);
}
static std::string capturesOf(const Stmt *S) {
  std::set<std::string> Each;
  collectCaptures(S, Each);
  return llvm::join(Each, "");
}

TemporaryEdits::TemporaryEdits(Body &B, const ScopeTree &Tree) : B(B) {
  // What is outside stands before what is inside, and is found after it.
  int Order = InExpression;
  for (auto I = Tree.Temporaries.rbegin(); I != Tree.Temporaries.rend(); ++I, Order += 10) {
    const Temporary &T = **I;
    // A blocking body calls what the suspending one awaits.
    const Expr *Awaited = B.Awaits ? T.Awaited : nullptr;
    const SourceRange Range = (T.Awaited && !B.Awaits ? T.Awaited : T.Value)->getSourceRange();
    auto Before = [&](SourceRange Of, std::string Text, int At) {
      List.push_back({Of.getBegin(), false, std::move(Text), At, Of});
    };
    auto Behind = [&](SourceRange Of, std::string Text) {
      List.push_back({Of.getEnd(), true, std::move(Text), -Order, Of});
    };
    const bool MayBeForeign = T.Dependent && B.mayBeForeign();
    B.L.Held.insert(InstantiatedValues::written(T.Value));
    if (Awaited && (MayBeForeign || B.isLibrary())) {
      Before(T.Value->IgnoreImplicit()->getSourceRange(),
             MayBeForeign ? "(async::slot_of(" + T.Name + "), " : "(", Order);
      Before(Awaited->getSourceRange(),
             std::string(MayBeForeign ? "async::into_either(" : "async::into(") + T.Name + ", ", Order + 1);
      Behind(Awaited->getSourceRange(), "))");
    } else if (Awaited || T.Moves) {
      const bool IsComma = isComma(Awaited ? Awaited : T.Value);
      Before(Range, T.Name + (IsComma ? ".hold((" : ".hold("), Order);
      Behind(Range, IsComma ? "))" : ")");
    } else {
      const std::string Returns = T.Dependent          ? "() -> decltype(auto) "
                                  : T.TypeText.empty() ? " " // a closure
                                                       : "() -> " + T.TypeText + " ";
      const Expr *Made = InstantiatedValues::written(T.Value);
      B.L.Placed.insert(Made);
      nameFunctions(B.L, B.Function, Made);
      if (auto *Typed = dyn_cast<CXXFunctionalCastExpr>(Made))
        B.L.Placed.insert(InstantiatedValues::written(Typed->getSubExpr()));
      // h->f() calls what h.operator->() gives, whose own arrow stays.
      auto *Arrow = dyn_cast<CXXOperatorCallExpr>(Made);
      const bool IsArrow = Arrow && Arrow->getOperator() == OO_Arrow;
      const SourceRange Text = IsArrow ? Arrow->getArg(0)->getSourceRange() : Range;
      Before(Text, T.Name + ".make([&" + capturesOf(Made) + "]" + Returns + "{ return ", Order);
      Behind(Text, IsArrow ? ".operator->(); })" : "; })");
    }
  }
}

std::string TemporaryEdits::copy(SourceRange Range) {
  std::optional<Region> Source = B.L.Edits.region(Range);
  if (!Source)
    return "";
  Copied.push_back(*Source);
  struct Change {
    unsigned Begin, End;
    int Order;
    std::string Text;
  };
  std::vector<Change> Inside;
  // What others changed there before, annotations that they removed for example.
  if (auto Made = B.L.Edits.Set->files().find(Source->File); Made != B.L.Edits.Set->files().end())
    for (const Edit &Each : Made->second)
      if (Each.Begin > Source->Begin && Each.End < Source->End &&
          llvm::none_of(Each.New, [](const Piece &Part) { return Part.Source.has_value(); })) {
        std::string Text;
        for (const Piece &Part : Each.New)
          Text += Part.Text;
        Inside.push_back({Each.Begin, Each.End, Each.Order, Text});
      }
  for (const Insertion &Each : List)
    if (auto At = B.L.Edits.region(Each.At);
        At && At->File == Source->File && At->Begin >= Source->Begin && At->End <= Source->End)
      Inside.push_back({Each.After ? At->End : At->Begin, Each.After ? At->End : At->Begin,
                        Each.Order, Each.Text});
  std::stable_sort(Inside.begin(), Inside.end(), [](const Change &X, const Change &Y) {
    return std::tie(X.Begin, X.Order) < std::tie(Y.Begin, Y.Order);
  });
  const StringRef Buffer = B.L.Edits.SM.getBufferData(Source->File);
  std::string Out;
  unsigned At = Source->Begin;
  for (const Change &Each : Inside) {
    if (Each.Begin < At)
      continue;
    Out += Buffer.slice(At, Each.Begin).str() + Each.Text;
    At = Each.End;
  }
  return Out + Buffer.slice(At, Source->End).str();
}

void TemporaryEdits::apply() {
  for (const Insertion &Each : List) {
    if (auto At = B.L.Edits.region(Each.At); At && llvm::any_of(Copied, [&](const Region &R) {
                                               return R.File == At->File && At->Begin >= R.Begin &&
                                                      At->End <= R.End;
                                             }))
      continue; // its text stands elsewhere
    Each.After ? B.L.Edits.insertAfter(Each.At, {Each.Text}, Each.Order, Each.Of)
               : B.L.Edits.insertBefore(Each.At, {Each.Text}, Each.Order, Each.Of);
  }
}

} // namespace asyncc
