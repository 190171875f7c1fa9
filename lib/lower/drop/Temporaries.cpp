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
#include "clang/Basic/SourceManager.h"
#include <algorithm>

using namespace clang;

namespace asyncc {

TemporaryEdits::TemporaryEdits(Body &B, const ScopeTree &Tree) : B(B) {
  // What is outside stands before what is inside, and is found after it.
  int Order = InExpression;
  for (auto I = Tree.Temporaries.rbegin(); I != Tree.Temporaries.rend(); ++I, Order += 10) {
    const Temporary &T = **I;
    // A blocking body calls what the suspending one awaits.
    const Expr *Awaited = B.Awaits ? T.Awaited : nullptr;
    const SourceRange Range = (T.Awaited && !B.Awaits ? T.Awaited : T.Value)->getSourceRange();
    if (Awaited && T.Dependent && B.mayBeForeign()) {
      List.push_back({T.Value->IgnoreImplicit()->getBeginLoc(), false,
                      "(async::slot_of(" + T.Name + "), ", Order});
      List.push_back(
          {Awaited->getBeginLoc(), false, "async::into_either(" + T.Name + ", ", Order + 1});
      List.push_back({Awaited->getEndLoc(), true, "))", -Order});
    } else if (Awaited && B.isLibrary()) {
      List.push_back({T.Value->IgnoreImplicit()->getBeginLoc(), false, "(", Order});
      List.push_back({Awaited->getBeginLoc(), false, "async::into(" + T.Name + ", ", Order + 1});
      List.push_back({Awaited->getEndLoc(), true, "))", -Order});
    } else if (Awaited || T.Moves) {
      List.push_back({Range.getBegin(), false, T.Name + ".hold(", Order});
      List.push_back({Range.getEnd(), true, ")", -Order});
    } else {
      const std::string Returns = T.Dependent          ? "() -> decltype(auto) "
                                  : T.TypeText.empty() ? " " // a closure
                                                       : "() -> " + T.TypeText + " ";
      List.push_back(
          {Range.getBegin(), false, T.Name + ".make([&]" + Returns + "{ return ", Order});
      List.push_back({Range.getEnd(), true, "; })", -Order});
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
    Each.After ? B.L.Edits.insertAfter(Each.At, {Each.Text}, Each.Order)
               : B.L.Edits.insertBefore(Each.At, {Each.Text}, Each.Order);
  }
}

} // namespace asyncc
