//===- Main.cpp - [[async::main]] -----------------------------------------===//
//
// A coroutine called `main` moves into a namespace of its own: there the name is free, and __func__,
// messages and the debugger still say `main`. Any other function stays where it is. `int main` comes
// last in the main file. The runtime's expression belongs to the scope of the annotation; if that is
// no global one, a function next to the coroutine does the work.
//
//===----------------------------------------------------------------------===//

#include "lower/main/Main.h"
#include "analysis/Awaitable.h"
#include "analysis/Statements.h"
#include "lower/Capabilities.h"
#include "lower/Order.h"
#include "lower/Runtime.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

struct Entry {
  FunctionDecl *Function = nullptr;
  const Annotation *Note = nullptr; // null: a coroutine called main
};

class MainLowering {
public:
  explicit MainLowering(Lowering &L) : L(L) {}
  void run();

private:
  bool collect(std::vector<Entry> &Entries);
  bool again(std::vector<Entry> &Entries, const FunctionDecl *F, const Annotation &Note);
  std::string argument(const Annotation &Note) const;
  bool valid(const Entry &E);
  bool validResult(const FunctionDecl *F);
  SourceLocation begin(const FunctionDecl *F) const;
  void moveIntoNamespace(const FunctionDecl *F);
  std::string runtime(const Entry &E, const CXXRecordDecl *&Class, bool &AtGlobalScope);
  Pieces runtimePieces(const Entry &E, const std::string &Runtime);
  void emit(const Entry &E);
  SourceLocation endOfMainFile() const {
    return L.Unit.SM.getLocForEndOfFile(L.Unit.SM.getMainFileID());
  }

  Lowering &L;
  std::string Space; // namespace for a coroutine called main
};

bool isMainParameters(const FunctionDecl *F) {
  if (F->getNumParams() == 0)
    return !F->isVariadic();
  if (F->getNumParams() != 2 || F->isVariadic())
    return false;
  ASTContext &AST = F->getASTContext();
  QualType Second = F->getParamDecl(1)->getType();
  return AST.hasSameUnqualifiedType(F->getParamDecl(0)->getType(), AST.IntTy) &&
         AST.hasSameUnqualifiedType(Second, AST.getPointerType(AST.getPointerType(AST.CharTy)));
}

bool MainLowering::validResult(const FunctionDecl *F) {
  QualType Result = F->getReturnType();
  if (!isAwaitable(L.Unit, Result) || isLibraryStream(Result)) {
    L.report(F->getLocation(), Diag::main_result,
             {nameOf(F), typeName(L.Unit, Result)});
    return false;
  }
  QualType Value = awaitedValue(L.Unit, Result);
  if (!Value.isNull())
    Value = Value.getNonReferenceType();
  if (Value.isNull() || Value->isDependentType() || Value->isVoidType() ||
      Value->isIntegralType(L.Unit.AST))
    return true;
  const CXXRecordDecl *Record = Value.getNonReferenceType()->getAsCXXRecordDecl();
  auto Has = [&](const char *Name) {
    return Record && Record->hasDefinition() &&
           !Record->lookup(DeclarationName(&L.Unit.AST.Idents.get(Name))).empty();
  };
  if (Has("has_value") && Has("error"))
    return true;
  L.report(F->getLocation(), Diag::main_value, {nameOf(F), typeName(L.Unit, Value)});
  return false;
}

bool MainLowering::valid(const Entry &E) {
  FunctionDecl *F = E.Function;
  if (auto *Method = dyn_cast<CXXMethodDecl>(F))
    return L.report(E.Note->NameLoc, Diag::main_member,
                    {nameOf(F), Method->getParent()->getNameAsString()}),
           false;
  if (F->getDescribedFunctionTemplate() || F->isTemplateInstantiation())
    return L.report(E.Note->NameLoc, Diag::main_template, {nameOf(F)}), false;
  if (F->getLexicalDeclContext()->isFunctionOrMethod())
    return L.report(E.Note->NameLoc, Diag::main_local, {nameOf(F)}), false;
  if (!isMainParameters(F))
    return L.report(F->getLocation(), Diag::main_parameters, {nameOf(F)}), false;
  return validResult(F);
}

std::string MainLowering::argument(const Annotation &Note) const {
  const ScannedAttribute *Attr = L.Unit.Notes.Scanner.find(Note.NameLoc);
  return Attr ? spell(Attr->Args, L.Unit.PP) : "";
}

/// Another declaration of a main that was seen: one of them names the runtime.
bool MainLowering::again(std::vector<Entry> &Entries, const FunctionDecl *F, const Annotation &Note) {
  const std::string Argument = argument(Note);
  for (Entry &E : Entries)
    if (E.Function->getCanonicalDecl() == F->getCanonicalDecl() && !Argument.empty()) {
      const std::string First = argument(*E.Note);
      if (First.empty()) {
        E.Note = &Note;
      } else if (First != Argument) {
        if (L.report(Note.NameLoc, Diag::main_runtimes, {nameOf(F), Argument, First}))
          L.note(E.Note->NameLoc, "the first one is here");
        return false;
      }
    }
  return true;
}

bool MainLowering::collect(std::vector<Entry> &Entries) {
  std::set<const Decl *> Seen;
  bool Ok = true;
  for (const Annotation &Note : L.Unit.Notes.all()) {
    if (Note.Kind != AnnotationKind::Main)
      continue;
    auto *F = dyn_cast<FunctionDecl>(Note.On);
    if (!F) {
      auto *Named = dyn_cast<NamedDecl>(Note.On);
      L.report(Note.NameLoc, Diag::main_not_function, {Named ? nameOf(Named) : "this"});
      Ok = false;
    } else if (!F->isTemplateInstantiation() && Seen.insert(F->getCanonicalDecl()).second) {
      Entries.push_back({F, &Note});
    } else {
      Ok &= again(Entries, F, Note);
    }
  }
  auto &Main = L.Unit.AST.Idents.get(MainName);
  for (NamedDecl *D : L.Unit.AST.getTranslationUnitDecl()->lookup(DeclarationName(&Main))) {
    auto *F = dyn_cast<FunctionDecl>(D);
    if (!F || Seen.count(F->getCanonicalDecl()))
      continue;
    if (isCoroutine(F)) {
      Entries.push_back({F, nullptr});
    } else if (!Entries.empty() && F->isThisDeclarationADefinition()) {
      if (L.report(F->getLocation(), Diag::main_beside, {nameOf(Entries.front().Function)}))
        L.note(Entries.front().Function->getLocation(), "the asynchronous main is here");
      Ok = false;
    }
  }
  // Plain `int main` may come before the annotated function, too.
  for (NamedDecl *D : L.Unit.AST.getTranslationUnitDecl()->lookup(DeclarationName(&Main)))
    if (auto *F = dyn_cast<FunctionDecl>(D); F && F->hasBody() && !isCoroutine(F) &&
                                             !Seen.count(F->getCanonicalDecl()) &&
                                             !Entries.empty() && Ok) {
      if (L.report(F->getLocation(), Diag::main_beside, {nameOf(Entries.front().Function)}))
        L.note(Entries.front().Function->getLocation(), "the asynchronous main is here");
      Ok = false;
    }
  for (size_t I = 1; I < Entries.size(); ++I) {
    SourceLocation Loc =
        Entries[I].Note ? Entries[I].Note->NameLoc : Entries[I].Function->getLocation();
    if (L.report(Loc, Diag::main_duplicate,
                 {nameOf(Entries[I].Function), nameOf(Entries[0].Function)}))
      L.note(Entries[0].Function->getLocation(), "the first one is here");
    Ok = false;
  }
  return Ok;
}

/// Where a declaration begins in a file: with its `extern "C++"`, and with the macro that its head is in.
SourceLocation MainLowering::begin(const FunctionDecl *F) const {
  SourceLocation Begin = F->getBeginLoc();
  if (auto *Linkage = dyn_cast<LinkageSpecDecl>(F->getLexicalDeclContext()))
    Begin = Linkage->hasBraces() ? Begin : Linkage->getBeginLoc();
  for (const ScannedSpecifier &Spec : L.Unit.Notes.Scanner.specifiers())
    for (const ScannedAttribute &Attr : Spec.Attributes)
      if (const Annotation *Note = L.Unit.Notes.on(F, AnnotationKind::Main);
          Note && Note->On == F && Attr.NameLoc == Note->NameLoc &&
          L.Unit.SM.isBeforeInTranslationUnit(Spec.Begin, Begin))
        Begin = Spec.Begin;
  return L.Unit.SM.getExpansionLoc(Begin);
}

void MainLowering::moveIntoNamespace(const FunctionDecl *F) {
  for (const FunctionDecl *Each : F->redecls()) {
    if (Each->getFriendObjectKind())
      continue;
    L.Edits.insertBefore(begin(Each), {"namespace " + Space + " {\n"});
    if (Each->doesThisDeclarationHaveABody())
      L.Edits.insertAfter(writtenBody(Each)->getEndLoc(), {"\n} // namespace " + Space}, AfterBody);
    else
      L.Edits.insertAfter(L.Edits.tokenAfter(Each->getEndLoc(), tok::semi), {" }"});
  }
}

std::string MainLowering::runtime(const Entry &E, const CXXRecordDecl *&Class,
                                  bool &AtGlobalScope) {
  AtGlobalScope = true;
  const ScannedAttribute *Attr = E.Note ? L.Unit.Notes.Scanner.find(E.Note->NameLoc) : nullptr;
  if (Attr && Attr->HasArgs && !Attr->Args.empty()) {
    DeclContext *Scope = E.Note->Scope;
    AtGlobalScope = Scope->getRedeclContext()->isTranslationUnit();
    return runtimeExpression(L, *Attr, Scope, Class);
  }
  if (!L.Unit.RuntimeFlag.empty()) {
    L.Unit.UsesRuntimeFlag = true;
    return runtimeExpression(L, L.Unit.RuntimeFlag, E.Function->getLocation(), Class);
  }
  if (auto *Default = dyn_cast_or_null<CXXRecordDecl>(lookup(L.Unit, {"async", "multi_thread"})))
    Class = Default;
  return "async::multi_thread{}";
}

/// The expression \p Runtime, the annotation's argument where it stands, so that errors are found there.
Pieces MainLowering::runtimePieces(const Entry &E, const std::string &Runtime) {
  const ScannedAttribute *Attr = E.Note ? L.Unit.Notes.Scanner.find(E.Note->NameLoc) : nullptr;
  if (!Attr || Attr->Args.empty() || L.Unit.CountsLines)
    return {Runtime}; // g++ counts the lines of functions only if these end behind their beginning
  const std::string Written = spell(Attr->Args, L.Unit.PP);
  auto Source = L.Edits.region({Attr->Args.front().getLocation(), Attr->Args.back().getLocation()});
  if (!Source || Runtime.compare(0, Written.size(), Written) != 0)
    return {Runtime};
  return {*Source, Runtime.substr(Written.size())};
}

/// `::a::b::f`; unnamed and inline namespaces need no mention.
std::string qualified(const FunctionDecl *F, const std::string &Last) {
  std::string Out = "::" + Last;
  for (const DeclContext *DC = F->getDeclContext(); DC; DC = DC->getParent())
    if (auto *Space = dyn_cast<NamespaceDecl>(DC); Space && !Space->isAnonymousNamespace())
      Out = "::" + Space->getNameAsString() + Out;
  return Out;
}

void MainLowering::emit(const Entry &E) {
  FunctionDecl *F = E.Function;
  const FunctionDecl *Definition = nullptr;
  F->hasBody(Definition);
  // A header's annotation starts the program in the unit that defines the function.
  if (!Definition && L.Unit.SM.getFileID(L.Unit.SM.getFileLoc(F->getLocation())) !=
                         L.Unit.SM.getMainFileID())
    return;

  const CXXRecordDecl *Class = nullptr;
  bool AtGlobalScope = true;
  std::string Runtime = runtime(E, Class, AtGlobalScope);
  if (Runtime.empty() || !checkCapabilities(L, Definition, Class))
    return;

  std::string Call = nameOf(F);
  if (F->getDeclName().getAsString() == MainName && F->getDeclContext()->getRedeclContext()->isTranslationUnit()) {
    Space = uniqueName(L.Unit, "async_main");
    moveIntoNamespace(F);
    Call = Space + "::main";
  }
  L.Unit.Lowered.add(F->getLocation(), "main", nameOf(F), {"runs on " + Runtime});
  const bool HasArgs = F->getNumParams() == 2;
  const std::string Params = HasArgs ? "(int argc, char** argv)" : "()";
  const std::string Args = HasArgs ? "(argc, argv)" : "()";
  std::string Local = uniqueName(L.Unit, "main_runtime");
  std::string Rule = E.Note ? "[[async::main]]" : "a coroutine called main";
  const std::string Head = " {\n  auto&& " + Local + " = ",
                    Tail = ";\n  return async::run_main(" + Local + ", [&] { return ";
  auto Whole = [&](const std::string &Before, const std::string &After) {
    Pieces Out = {Before + Head};
    for (Piece &Each : runtimePieces(E, Runtime))
      Out.push_back(std::move(Each));
    Out.push_back(Tail + After);
    return Out;
  };
  requireHeader(L, {"async", "run_main"}, "async/main.hpp");
  if (Runtime == "async::multi_thread{}")
    requireHeader(L, {"async", "multi_thread"}, "async/runtimes/multi_thread.hpp");
  if (AtGlobalScope) {
    std::string Target = Space.empty() ? qualified(F, Call) : "::" + Call;
    L.Edits.Set->add(L.Unit.SM.getMainFileID(),
                     {L.Unit.SM.getFileOffset(endOfMainFile()),
                      L.Unit.SM.getFileOffset(endOfMainFile()),
                      Whole("\n// " + Rule + ": builds the runtime and runs " + nameOf(F) +
                                " on it\nint main" + Params,
                            Target + Args + "; });\n}\n"),
                      100});
    return;
  }
  // The scope of the annotation, entered again behind everything else.
  std::string Start = uniqueName(L.Unit, "async_main_start"), Enter, Leave;
  for (const DeclContext *DC = E.Note->Scope; DC; DC = DC->getParent())
    if (auto *Around = dyn_cast<NamespaceDecl>(DC)) {
      Enter = std::string(Around->isInline() ? "inline " : "") + "namespace " +
              (Around->isAnonymousNamespace() ? "" : Around->getNameAsString() + " ") + "{ " + Enter;
      Leave += "}";
    }
  const unsigned End = L.Unit.SM.getFileOffset(endOfMainFile());
  L.Edits.Set->add(L.Unit.SM.getMainFileID(),
                   {End, End,
                    Whole("\n" + Enter + "\n// " + Rule + ": builds the runtime and runs " + nameOf(F) +
                              " on it\nstatic int " + Start + Params,
                          Call + Args + "; });\n}\n" + Leave + "\nint main" + Params +
                              " { return " + qualified(F, Start) + Args + "; }\n"),
                    100});
}

void MainLowering::run() {
  std::vector<Entry> Entries;
  bool Ok = collect(Entries);
  for (const Entry &E : Entries)
    Ok = valid(E) && Ok;
  if (Ok && !Entries.empty())
    emit(Entries.front());
}

} // namespace

void lowerMain(Lowering &L) { MainLowering(L).run(); }

} // namespace asyncc
