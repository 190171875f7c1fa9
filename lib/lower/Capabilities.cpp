#include "lower/Capabilities.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Sema/Lookup.h"

using namespace clang;

namespace asyncc {
namespace {

struct Capability {
  const char *Name;   // as the user knows it
  const char *Member; // what a runtime that has it declares (see <async/runtime.hpp>)
};
constexpr Capability Timers{"timers", "start_timer"}, Sockets{"sockets", "io"};

struct Call {
  const FunctionDecl *Callee;
  SourceLocation Loc;
};

class Calls : public RecursiveASTVisitor<Calls> {
public:
  std::vector<Call> List;
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitCallExpr(CallExpr *E) {
    if (const FunctionDecl *Callee = E->getDirectCallee())
      List.push_back({Callee, E->getBeginLoc()});
    return true;
  }
};

bool inLibrary(const FunctionDecl *F, bool &Net) {
  const DeclContext *DC = F->getDeclContext();
  std::vector<llvm::StringRef> Path;
  for (; DC; DC = DC->getParent())
    if (auto *Space = dyn_cast<NamespaceDecl>(DC); Space && !Space->isInline())
      Path.push_back(Space->getName());
  Net = Path.size() >= 2 && Path[Path.size() - 2] == "net";
  return !Path.empty() && Path.back() == "async";
}

bool isBlockingClass(const FunctionDecl *F) {
  auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(F->getDeclContext());
  if (!Spec)
    return false;
  for (const TemplateArgument &Arg : Spec->getTemplateArgs().asArray())
    if (Arg.getKind() == TemplateArgument::Type)
      if (const CXXRecordDecl *Record = Arg.getAsType()->getAsCXXRecordDecl())
        if (Record->getName() == "blocking")
          return true;
  return false;
}

const Capability *needed(const FunctionDecl *F) {
  bool Net = false;
  if (!inLibrary(F, Net))
    return nullptr;
  if (Net && F->getDeclContext()->isRecord())
    return isBlockingClass(F) ? nullptr : &Sockets;
  if (!F->getDeclName().isIdentifier())
    return nullptr;
  llvm::StringRef Name = F->getName();
  if (Name == "sleep_for" || Name == "sleep_until" || Name == "interval" || Name == "timeout")
    return &Timers;
  return nullptr;
}

class Checker {
public:
  Checker(Lowering &L, const CXXRecordDecl *Class) : L(L), Class(Class) {}

  bool walk(const FunctionDecl *F) {
    const FunctionDecl *Definition = nullptr;
    if (!F->hasBody(Definition) || !Seen.insert(Definition->getCanonicalDecl()).second)
      return true;
    Calls Found;
    Found.TraverseStmt(Definition->getBody());
    bool Ok = true;
    for (const Call &Each : Found.List) {
      Path.push_back(Each);
      bool Net;
      if (const Capability *Need = needed(Each.Callee); Need && !provides(*Need))
        Ok = say(*Need) && Ok;
      else if (!inLibrary(Each.Callee, Net))
        Ok = walk(Each.Callee) && Ok;
      Path.pop_back();
    }
    return Ok;
  }
  std::vector<Call> Path;

private:
  bool provides(const Capability &Need) const {
    LookupResult Result(L.Unit.S, &L.Unit.AST.Idents.get(Need.Member), SourceLocation(),
                        Sema::LookupMemberName);
    Result.suppressDiagnostics();
    return L.Unit.S.LookupQualifiedName(Result, const_cast<CXXRecordDecl *>(Class));
  }

  bool say(const Capability &Need) {
    if (!Said.insert(Need.Name).second)
      return false;
    const Call &Use = Path.back();
    if (L.report(Use.Loc, Diag::main_capability,
                 {nameOf(Use.Callee), Need.Name, Class->getQualifiedNameAsString(), Need.Member}))
      for (size_t I = Path.size() - 1; I-- > 0;)
        L.note(Path[I].Loc, "reached by the call of '" + nameOf(Path[I].Callee) + "' here");
    return false;
  }

  Lowering &L;
  const CXXRecordDecl *Class;
  std::set<const Decl *> Seen;
  std::set<std::string> Said;
};

} // namespace

bool checkCapabilities(Lowering &L, const FunctionDecl *Main, const CXXRecordDecl *Class) {
  if (!Main || !Class || !Class->hasDefinition() || Class->isDependentType())
    return true;
  return Checker(L, Class->getDefinition()).walk(Main);
}

} // namespace asyncc
