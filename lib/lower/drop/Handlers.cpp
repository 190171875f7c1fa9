//===- Handlers.cpp - Bodies of catch that await --------------------------===//
//
//     try { … }                       int caught1_ = 0; async::handler handler1_; E* caught1_1_;
//     catch (E& e) { body }     ->    try { … }
//                                     catch (E& e) { handler1_.enter(); caught1_ = 1; … = &e; }
//                                     if (caught1_ == 1) { E& e = *caught1_1_; body }
//
// A handler cannot await, so its body moves behind it. The library keeps the exception the one that
// is being handled: `throw;`, std::current_exception() and functions that rethrow go on working,
// and a pause around each await hides it from what else the thread runs.
//
//===----------------------------------------------------------------------===//

#include "analysis/Completion.h"
#include "lower/drop/Body.h"

using namespace clang;

namespace asyncc {

static size_t indexOf(const ScopeTree &Tree, const CXXTryStmt *Try) {
  return std::find(Tree.Lifted.begin(), Tree.Lifted.end(), Try) - Tree.Lifted.begin();
}

std::string handlerName(const Body &B, const ScopeTree &Tree, const CXXCatchStmt *Handler) {
  for (size_t I = 0; I < Tree.Lifted.size(); ++I)
    for (unsigned N = 0; N < Tree.Lifted[I]->getNumHandlers(); ++N)
      if (Tree.Lifted[I]->getHandler(N) == Handler)
        return B.name("handler" + std::to_string(I + 1));
  return "";
}

namespace {

class Lift {
public:
  Lift(Body &B, const CXXTryStmt *Try, size_t Index)
      : B(B), L(B.L), Try(Try), N(std::to_string(Index + 1)), Handler(B.name("handler" + N)),
        Which(B.name("caught" + N)) {}

  void run() {
    std::string Before =
                    "{ async::handler " + Handler + "; [[maybe_unused]] int " + Which + " = 0; ",
                Heads;
    const unsigned Count = Try->getNumHandlers();
    for (unsigned I = 0; I < Count; ++I)
      handler(I, Before, Heads);
    L.Edits.insertBefore(Try->getTryLoc(), {Before}, -200000);
    L.Edits.insertAfter(Try->getTryBlock()->getRBracLoc(), {Heads + "\n"}, -200000);
    L.Edits.insertAfter(Try->getEndLoc(), {" }"}, 900000);
    requireHeader(L, {"async", "handler"}, "async/handler.hpp");
  }

private:
  void handler(unsigned I, std::string &Before, std::string &Heads) {
    const CXXCatchStmt *Catch = Try->getHandler(I);
    const auto *Block = cast<CompoundStmt>(Catch->getHandlerBlock());
    const VarDecl *Var = Catch->getExceptionDecl();
    const std::string Number = std::to_string(I + 1);
    std::string Declaration = "...", Take, Bind;
    const std::string Unused = Var && !Var->isReferenced() ? "[[maybe_unused]] " : ""; // no compiler warns of it in a head
    if (Var) {
      QualType T = Var->getType();
      const bool ByReference = T->isReferenceType(), ByObject = T->isRecordType();
      const std::string Kept = B.name("caught" + N + "_" + Number);
      const std::string Type = qualifiedTypeName(L.Unit, T.getNonReferenceType());
      Declaration = Type + (ByReference || ByObject ? "& " : " ") + Kept + "of";
      if (!Var->getIdentifier()) {
        Declaration = Type + (ByReference || ByObject ? "&" : "");
      } else if (ByReference || ByObject) {
        Before += "std::remove_reference_t<" + Type + ">* " + Kept + " = nullptr; ";
        Take = Kept + " = std::addressof(" + Kept + "of);";
        Bind = Unused + Type + (ByReference ? "& " : " ") + Var->getNameAsString() + " = *" + Kept + ";";
      } else {
        Before += "std::remove_cv_t<" + Type + "> " + Kept + "{}; ";
        Take = Kept + " = " + Kept + "of;";
        Bind = Unused + Type + " " + Var->getNameAsString() + " = " + Kept + ";";
      }
    }
    Heads += "\ncatch (" + Declaration + ") { " + Handler + ".enter(); " + Which + " = " + Number +
             "; " + Take + " }";
    const bool Last = I + 1 == Try->getNumHandlers() &&
                      !completesNormally(Try->getTryBlock());
    std::string Head = I ? "else " : "";
    if (!Last)
      Head += "if (" + Which + " == " + Number + ") ";
    L.Edits.replace({Catch->getCatchLoc(), closingParen(Catch)}, {Head});
    if (!Bind.empty())
      L.Edits.insertAfter(Block->getLBracLoc(), {" " + Bind}, -150000);
  }

  /// The `)` of a handler's head.
  SourceLocation closingParen(const CXXCatchStmt *Catch) const {
    const VarDecl *Var = Catch->getExceptionDecl();
    return L.Edits.tokenAfter(Var ? Var->getEndLoc() : Catch->getCatchLoc(), tok::r_paren);
  }

  Body &B;
  Lowering &L;
  const CXXTryStmt *Try;
  std::string N, Handler, Which;
};

} // namespace

void lowerHandlers(Body &B, const ScopeTree &Tree) {
  for (const CXXTryStmt *Try : Tree.Lifted)
    Lift(B, Try, indexOf(Tree, Try)).run();
}

} // namespace asyncc
