#include "parse/ClangErrors.h"
#include "analysis/BlockingObjects.h"
#include "analysis/Maybe.h"
#include "analysis/Names.h"
#include "analysis/ObjectModes.h"
#include "analysis/Visitor.h"
#include "parse/Parse.h"
#include "clang/AST/DeclCXX.h"
#include <algorithm>

using namespace clang;

namespace asyncc {

ClangMessage::ClangMessage(Severity Level, const Diagnostic &Info) : Loc(Info.getLocation()), Level(Level) {
  llvm::SmallString<128> Formatted;
  Info.FormatDiagnostic(Formatted);
  Text = Formatted.str();
  for (size_t At; (At = Text.find(MainName)) != std::string::npos;)
    Text.replace(At, sizeof(MainName) - 1, "main");
  for (unsigned I = 0; I < Info.getNumArgs(); ++I)
    if (Info.getArgKind(I) == DiagnosticsEngine::ak_qualtype)
      if (const auto T = QualType::getFromOpaquePtr(reinterpret_cast<void *>(Info.getRawArg(I))); !T.isNull())
        Types.push_back(T);
}

namespace {

class Reporter {
public:
  Reporter(ASTContext &AST, Diagnostics &Diags) : AST(AST), Diags(Diags), Objects(AST) {}

  /// An error and its notes.
  void report(llvm::ArrayRef<ClangMessage> Group) {
    const ClangMessage &Error = Group.front();
    if (awaitsBlocking(Error) || noCoroutine(Error) || unmarked(Error) || overridesWithAnother(Group))
      return;
    const bool OfTwoModes = ofTwoModes(Group);
    for (const ClangMessage &Each : Group.drop_front(OfTwoModes))
      if (!OfTwoModes || !StringRef(Each.Text).contains("(the implicit "))
        Diags.raw(Each.Loc, Each.Level, Each.Text);
  }

private:
  bool awaitsBlocking(const ClangMessage &Error) {
    if (Error.Await.isInvalid())
      return false;
    const auto Object = Objects.find(Error.Await);
    if (Object && Said.insert(Error.Await).second)
      Diags.report(Error.Await, Diag::maybe_blocking_object,
                   {Object->What, Object->Mode, Object->Operand});
    return Object.has_value();
  }

  bool noCoroutine(const ClangMessage &Error) {
    const FunctionDecl *F = Error.NoCoroutine;
    if (!F)
      return false;
    if (isa<CXXConstructorDecl, CXXDestructorDecl>(F))
      Diags.report(Error.Loc, Diag::maybe_special_member,
                   {std::string("'") + keyword(Error) + "' stands in " +
                    (isa<CXXConstructorDecl>(F) ? "a constructor" : "a destructor")});
    else if (F->isConstexpr())
      Diags.report(F->getLocation(), Diag::maybe_constexpr,
                   {nameOf(F), F->isConsteval() ? "consteval" : "constexpr"});
    else if (F->isVariadic())
      Diags.report(F->getLocation(), Diag::maybe_variadic, {nameOf(F)});
    else
      return false;
    return true;
  }
  /// Clang's text begins with it, in quotes.
  static std::string keyword(const ClangMessage &Error) {
    return StringRef(Error.Text).drop_front().take_until([](char C) { return C == '\''; }).str();
  }

  /// An instantiation for a blocking mode shows that the annotation is missing.
  bool unmarked(const ClangMessage &Error) {
    const FunctionDecl *F = Error.Unmarked;
    if (F && Said.insert(F->getLocation()).second)
      Diags.report(F->getLocation(), Diag::maybe_unmarked, {nameOf(F)});
    return F;
  }

  /// In an instantiation for suspending modes, which is what clang looks at.
  bool overridesWithAnother(llvm::ArrayRef<ClangMessage> Group) {
    const ClangMessage &Error = Group.front();
    const auto [Start, Rest] = StringRef(Error.Text).split(" has a different return type");
    const auto *Note = llvm::find_if(Group, [](const ClangMessage &Each) {
      return StringRef(Each.Text).starts_with("overridden virtual function");
    });
    if (!Start.starts_with("virtual function '") || Rest.empty() || Error.Types.size() < 2 || Note == Group.end() ||
        !(maybeResult(AST, Error.Types[0]) || maybeResult(AST, Error.Types[1])))
      return false;
    if (!Said.insert(Error.Loc).second)
      return true;
    if (Diags.report(Error.Loc, Diag::maybe_override,
                     {Start.split('\'').second.drop_back().str(), text(Error.Types[0]), text(Error.Types[1]),
                      virtualClass(Note->Loc)}))
      Diags.note(Note->Loc, "the function that it overrides");
    return true;
  }

  /// The class that declares the virtual function at \p Loc.
  std::string virtualClass(SourceLocation Loc) {
    struct Collect : Visitor {
      explicit Collect(std::map<SourceLocation, const CXXRecordDecl *> &Found) : Found(Found) {}
      bool shouldVisitTemplateInstantiations() const override { return true; }
      bool VisitCXXMethodDecl(CXXMethodDecl *F) override {
        if (F->isVirtual())
          Found.emplace(F->getLocation(), F->getParent());
        return true;
      }
      std::map<SourceLocation, const CXXRecordDecl *> &Found;
    };
    if (VirtualClasses.empty())
      Collect(VirtualClasses).TraverseDecl(AST.getTranslationUnitDecl());
    auto Found = VirtualClasses.find(Loc);
    return Found == VirtualClasses.end() ? "" : nameOf(Found->second);
  }

  bool ofTwoModes(llvm::ArrayRef<ClangMessage> Group) {
    for (const ClangMessage &Each : Group)
      for (size_t I = 1; I < Each.Types.size(); ++I)
        if (const auto Found = objectsOfTwoModes(AST, Each.Types[I - 1], Each.Types[I])) {
          Diags.report(Group.front().Loc, Diag::maybe_object_mode,
                       {text(Found->Blocking), mode(Found->Blocking), text(Found->Suspending),
                        mode(Found->Suspending)});
          return true;
        }
    return false;
  }
  std::string text(QualType T) const { return T.getAsString(PrintingPolicy(AST.getLangOpts())); }
  std::string mode(QualType T) const { return text(objectMode(AST, T).Mode.getCanonicalType()); }

  ASTContext &AST;
  Diagnostics &Diags;
  BlockingObjects Objects;
  std::map<SourceLocation, const CXXRecordDecl *> VirtualClasses; // where their functions are declared
  std::set<SourceLocation> Said;
};

} // namespace

void reportClangErrors(llvm::ArrayRef<ClangMessage> Messages, ASTContext &AST, Diagnostics &Diags) {
  Reporter All(AST, Diags);
  while (!Messages.empty()) {
    const auto *Next = std::find_if(Messages.begin() + 1, Messages.end(), [](const ClangMessage &Each) {
      return Each.Level == Severity::Error;
    });
    All.report(Messages.take_front(Next - Messages.begin()));
    Messages = Messages.drop_front(Next - Messages.begin());
  }
}

} // namespace asyncc
