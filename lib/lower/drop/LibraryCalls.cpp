//===- LibraryCalls.cpp - Calls that end lives inside the standard library ===//
//
// `v.clear()`, `o.reset()`, `std::erase_if(v, f)`: nothing in there can await. Each is an error that says what to
// write instead.
//
//===----------------------------------------------------------------------===//

#include "lower/drop/Body.h"
#include "lower/drop/EmptiedTargets.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asyncc {
namespace {

class LibraryCalls {
public:
  explicit LibraryCalls(Body &B) : B(B) {}

  void look(const CallExpr *E) {
    if (B.endsWhatItOwns())
      return;
    if (auto *Member = dyn_cast<CXXMemberCallExpr>(E))
      member(Member);
    else
      call(E);
  }

private:
  void call(const CallExpr *E) {
    static const std::set<std::string> Ending = {"erase_if", "erase"};
    const FunctionDecl *Callee = E->getDirectCallee();
    if (Callee && !isa<CXXMethodDecl>(Callee) && Callee->isInStdNamespace() &&
        Callee->getDeclName().isIdentifier() && Ending.count(Callee->getNameAsString()) &&
        E->getNumArgs() && has(E->getArg(0)->getType()))
      endsInLibrary(E, "std::" + Callee->getNameAsString(), E->getArg(0)->getType());
  }

  void member(const CXXMemberCallExpr *E) {
    static const std::set<std::string> Ending = {
        "clear",       "erase",       "pop_back", "pop_front", "pop",       "reset",  "resize",
        "assign",      "emplace",     "extract",  "remove",    "remove_if", "unique", "insert_or_assign",
        "erase_after", "emplace_hint"};
    const CXXMethodDecl *Method = E->getMethodDecl();
    if (!Method || !Method->getDeclName().isIdentifier() || !Method->getParent()->isInStdNamespace() ||
        (B.Function && B.isOfPromise()))
      return;
    const QualType Owner = E->getObjectType();
    if (Ending.count(Method->getNameAsString()) && has(Owner) &&
        !(Method->getName().starts_with("emplace") && !emplaceEnds(Method)))
      endsInLibrary(E, Method->getNameAsString(), Owner);
  }

  bool has(QualType T) { return static_cast<bool>(B.Types.of(T)); }

  /// Whether it ends what the owner held, or makes an object that it destroys if the key is there. (What std::map::emplace
  /// makes in the compilers' libraries it makes behind the look for the key.)
  static bool emplaceEnds(const CXXMethodDecl *Method) {
    const StringRef Owner = Method->getParent()->getName();
    return Owner == "optional" || Owner == "variant" || Owner == "set" || Owner == "unordered_set" ||
           Owner == "unordered_map" || (Owner == "map" && Method->getName() == "emplace_hint");
  }

  /// How \p Call names the one element whose life it ends, if that can be moved out of the container; else nothing.
  std::string elementOf(const CallExpr *Call, StringRef Owner) const {
    auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
    if (!Method || !Method->getIdentifier() || Owner.ends_with("set"))
      return "";
    const StringRef Name = Method->getName();
    if (const StringRef Getter = getterOf(Name); !Getter.empty())
      return "…." + Getter.str() + "()";
    const CXXRecordDecl *Given = Call->getNumArgs() == 1 ? Method->getParamDecl(0)->getType()->getAsCXXRecordDecl() : nullptr;
    if ((Name != "erase" && Name != "extract") || !Given || !Given->getIdentifier() || !Given->getName().contains("iterator"))
      return "";
    const Expr *Arg = Call->getArg(0)->IgnoreUnlessSpelledInSource();
    const std::string Iterator = isa<DeclRefExpr, MemberExpr>(Arg) ? B.L.Edits.text(Arg->getSourceRange()) : "it";
    return Owner.ends_with("map") ? Iterator + "->second" : "*" + Iterator;
  }

  /// \p Function ends lives of what \p Owner holds: what to write depends on which of them.
  void endsInLibrary(const CallExpr *E, const std::string &Function, QualType Owner) {
    static const std::set<std::string> All = {"clear", "reset", "assign", "emplace"};
    const std::string Type = typeName(B.L.Unit, Owner.getNonReferenceType().getUnqualifiedType());
    auto *Class = Owner.getNonReferenceType()->getAsCXXRecordDecl();
    const StringRef Name = Class && Class->getIdentifier() ? Class->getName() : "";
    auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
    const CXXRecordDecl *Held = Name == "optional" && Spec ? Spec->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl()
                                                           : nullptr;
    const bool Fixed = Held && Held->hasDefinition() && !Held->hasSimpleMoveAssignment() &&
                       !Held->hasUserDeclaredMoveAssignment() && !Held->hasUserDeclaredMoveConstructor() &&
                       Held->hasUserDeclaredCopyConstructor();
    const std::string Element = elementOf(E, Name), Dropped = ", which drops 'x' where its life ends";
    const std::string Instead =
        Fixed && All.count(Function) ? "hold it by a std::unique_ptr, and assign another to that, which drops what it held"
        : Name.ends_with("map") && StringRef(Function).starts_with("emplace")
            ? "write 'try_emplace' instead, which makes nothing if the key is there"
        : Name.ends_with("set") && StringRef(Function).starts_with("emplace")
            ? "write 'insert' instead, which leaves the object with you if there is an equal one"
        : All.count(Function) ? "assign another to it instead ('= " + Type + "()'), which drops what it held"
        : Function == "insert_or_assign"
            ? "assign to the element that it holds instead ('.at(key) = …'), which drops what that was"
        : !Element.empty() && Function == "extract"
            ? "take the object out ('auto x = std::move(" + Element + ")') and erase the element" + Dropped
        : !Element.empty()
            ? "take the object out in the statement in front ('auto x = std::move(" + Element + ")')" + Dropped
            : "move those that stay to another '" + Type +
                  "', and assign that to it instead, which drops the others";
    bool DependsOnMode = false;
    const bool Waits = !DropTypes::isSynchronous(B.Types.of(Owner), DependsOnMode) || DependsOnMode;
    B.L.report(E->getExprLoc(), Diag::drop_library_call,
               {Function, Type, (Waits ? "in a coroutine " : "") + Instead});
  }

  Body &B;
};

} // namespace

void refuseLibraryCall(Body &B, const CallExpr *E) { LibraryCalls(B).look(E); }

} // namespace asyncc
