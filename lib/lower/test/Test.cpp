//===- Test.cpp - [[async::test]] -----------------------------------------===//
//
// A test stays where it is. What makes it known stands at the end of the main file, in the namespaces
// of the test, which are entered again there: one object of static storage for each runtime, whose
// constructor puts it into the list that `async::testing::run_tests` goes through.
//
//     namespace net {
//     // [[async::test]]: reads is a test
//     static async::testing::test_case async_test_reads{"net::reads", __FILE__, 12,
//         [] { async::testing::run_test(async::current_thread{}, [] { return reads(); }); }};
//     }
//
//===----------------------------------------------------------------------===//

#include "lower/test/Test.h"
#include "analysis/Awaitable.h"
#include "lower/Capabilities.h"
#include "lower/Runtime.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asyncc {
namespace {

/// The function's name with its namespaces, as code outside of them would write it.
std::string publicName(const FunctionDecl *F) {
  std::string Out = nameOf(F);
  for (const DeclContext *DC = F->getDeclContext(); DC; DC = DC->getParent())
    if (auto *Space = dyn_cast<NamespaceDecl>(DC);
        Space && !Space->isAnonymousNamespace() && !Space->isInline())
      Out = nameOf(Space) + "::" + Out;
  return Out;
}

std::string literal(llvm::StringRef Text) {
  std::string Out = "\"";
  for (char C : Text) {
    if (C == '"' || C == '\\')
      Out += '\\';
    Out += C;
  }
  return Out + "\"";
}

/// Where the template arguments that begin at \p I end, or \p I if they do not.
size_t endOfTemplateArguments(const std::vector<Token> &Tokens, size_t I) {
  unsigned Round = 0;
  int Angles = 0;
  for (size_t At = I; At < Tokens.size(); ++At) {
    if (Tokens[At].isOneOf(tok::l_paren, tok::l_brace, tok::l_square))
      ++Round;
    else if (Tokens[At].isOneOf(tok::r_paren, tok::r_brace, tok::r_square))
      --Round;
    else if (Round == 0 && Tokens[At].is(tok::less))
      ++Angles;
    else if (Round == 0 && Tokens[At].isOneOf(tok::greater, tok::greatergreater))
      Angles -= Tokens[At].is(tok::greater) ? 1 : 2;
    if (Angles <= 0)
      return At;
  }
  return I;
}

/// The arguments of the annotation: one for each runtime.
std::vector<ScannedAttribute> argumentsOf(const ScannedAttribute &Attr) {
  std::vector<ScannedAttribute> Out;
  if (Attr.Args.empty())
    return Out;
  ScannedAttribute Part = Attr;
  Part.Args.clear();
  unsigned Depth = 0;
  for (size_t I = 0; I < Attr.Args.size(); ++I) {
    const Token &Tok = Attr.Args[I];
    if (Depth == 0 && Tok.is(tok::comma)) {
      Out.push_back(Part);
      Part.Args.clear();
      continue;
    }
    if (Tok.isOneOf(tok::l_paren, tok::l_brace, tok::l_square))
      ++Depth;
    else if (Tok.isOneOf(tok::r_paren, tok::r_brace, tok::r_square))
      --Depth;
    const bool Angle = Tok.is(tok::less) && I > 0 && Attr.Args[I - 1].is(tok::identifier);
    for (size_t End = Angle ? endOfTemplateArguments(Attr.Args, I) : I; I < End; ++I)
      Part.Args.push_back(Attr.Args[I]);
    Part.Args.push_back(Attr.Args[I]);
  }
  Out.push_back(Part);
  return Out;
}

class TestLowering {
public:
  explicit TestLowering(Lowering &L) : L(L) {}

  void run() {
    std::set<const Decl *> Seen;
    for (const Annotation &Note : L.Unit.Notes.all()) {
      if (Note.Kind != AnnotationKind::Test)
        continue;
      auto *F = dyn_cast<FunctionDecl>(Note.On);
      if (!F) {
        auto *Named = dyn_cast<NamedDecl>(Note.On);
        L.report(Note.NameLoc, Diag::test_not_function,
                 {Named && Named->getDeclName() ? "'" + nameOf(Named) + "'" : "this"});
      } else if (Seen.insert(F->getCanonicalDecl()).second && valid(Note, F)) {
        emit(Note, F);
      }
    }
  }

private:
  bool valid(const Annotation &Note, const FunctionDecl *F) {
    auto Refuse = [&](Diag ID, std::vector<std::string> More = {}) {
      More.insert(More.begin(), nameOf(F));
      L.report(Note.NameLoc, ID, More);
      return false;
    };
    auto *Method = dyn_cast<CXXMethodDecl>(F);
    if (Method && Method->getParent()->isLambda())
      return L.report(Note.NameLoc, Diag::test_not_function, {"a lambda"}), false;
    if (Method)
      return Refuse(Diag::test_member, {Method->getParent()->getNameAsString()});
    if (F->getTemplatedKind() != FunctionDecl::TK_NonTemplate)
      return Refuse(Diag::test_template);
    if (F->getLexicalDeclContext()->isFunctionOrMethod())
      return Refuse(Diag::test_local);
    const bool IsMain = F->getDeclName().getAsString() == MainName &&
                        F->getDeclContext()->getRedeclContext()->isTranslationUnit();
    if (IsMain || L.Unit.Notes.on(F, AnnotationKind::Main))
      return Refuse(Diag::test_main);
    if (F->getNumParams() || F->isVariadic())
      return L.report(F->getLocation(), Diag::test_parameters, {nameOf(F)}), false;
    if (!isAwaitable(L.Unit, F->getReturnType()))
      return L.report(F->getLocation(), Diag::test_result,
                      {nameOf(F), typeName(L.Unit, F->getReturnType())}),
             false;
    return validValue(F);
  }

  bool validValue(const FunctionDecl *F) {
    QualType Value = awaitedValue(L.Unit, F->getReturnType());
    if (Value.isNull() || Value->isDependentType() || Value->isVoidType())
      return true;
    Value = Value.getNonReferenceType();
    const CXXRecordDecl *Record = Value->getAsCXXRecordDecl();
    auto Has = [&](const char *Name) {
      return Record && Record->hasDefinition() &&
             !Record->lookup(DeclarationName(&L.Unit.AST.Idents.get(Name))).empty();
    };
    // Other classes may have the two from a base: the library looks again.
    if (Value->isIntegralType(L.Unit.AST) || (Has("has_value") && Has("error")) ||
        (Record && Record->hasDefinition() && Record->getNumBases()))
      return true;
    L.report(F->getLocation(), Diag::test_value, {nameOf(F), typeName(L.Unit, Value)});
    return false;
  }

  bool inMainFile(SourceLocation Loc) const {
    return L.Unit.SM.getFileID(L.Unit.SM.getFileLoc(Loc)) == L.Unit.SM.getMainFileID();
  }

  void emit(const Annotation &Note, const FunctionDecl *F) {
    const FunctionDecl *Definition = nullptr;
    if (!F->hasBody(Definition)) {
      // One that is declared in a header is a test of the unit that defines it.
      if (inMainFile(F->getLocation()))
        L.report(Note.NameLoc, Diag::test_undefined, {nameOf(F)});
      return;
    }
    const ScannedAttribute *Attr = L.Unit.Notes.Scanner.find(Note.NameLoc);
    const std::string Name = publicName(F);
    std::vector<std::string> Names, Runtimes;
    if (Attr && !Attr->Args.empty()) {
      for (const ScannedAttribute &Each : argumentsOf(*Attr)) {
        const CXXRecordDecl *Class = nullptr;
        if (Each.Args.empty()) {
          L.report(Note.NameLoc, Diag::test_no_runtime, {nameOf(F)});
          return;
        }
        Runtimes.push_back(runtimeExpression(L, Each, Note.Scope, Class));
        if (Runtimes.back().empty() || !checkCapabilities(L, Definition, Class))
          return;
        Names.push_back(Name + "/" + spell(Each.Args, L.Unit.PP));
      }
    } else {
      Runtimes.push_back("async::current_thread{}");
      requireHeader(L, {"async", "current_thread"}, "async/runtimes/current_thread.hpp");
      Names.push_back(Name);
    }
    requireHeader(L, {"async", "testing", "run_test"}, "async/testing/test.hpp");

    std::string Enter, Leave, All;
    for (const DeclContext *DC = Note.Scope; DC; DC = DC->getParent())
      if (auto *Around = dyn_cast<NamespaceDecl>(DC)) {
        Enter = std::string(Around->isInline() ? "inline " : "") + "namespace " +
                (Around->isAnonymousNamespace() ? "" : nameOf(Around) + " ") + "{ " + Enter;
        Leave += "}";
      }
    for (size_t I = 0; I < Runtimes.size(); ++I) {
      All += (I ? ", " : "runs on ") + Runtimes[I];
      std::string Object = uniqueName(L.Unit, "async_test_" + nameOf(F)) +
                           (I ? "_" + std::to_string(I + 1) : std::string());
      const SourceLocation Loc = L.Unit.SM.getFileLoc(Definition->getLocation());
      const PresumedLoc Place = L.Unit.SM.getPresumedLoc(Loc);
      const std::string File = inMainFile(Loc) ? "__FILE__" : literal(Place.getFilename());
      Enter += "\n";
      if (I == 0)
        Enter += "// [[async::test]]: " + nameOf(F) + " is a test\n";
      Enter += "static async::testing::test_case " + Object + "{" + literal(Names[I]) + ", " + File +
               ", " + std::to_string(Place.getLine()) + ", [] { async::testing::run_test(" +
               Runtimes[I] + ", [] { return " + nameOf(F) + "(); }); }};";
    }
    const unsigned End =
        L.Unit.SM.getFileOffset(L.Unit.SM.getLocForEndOfFile(L.Unit.SM.getMainFileID()));
    L.Edits.Set->add(L.Unit.SM.getMainFileID(),
                     {End, End, {(Leave.empty() ? "" : "\n") + Enter + "\n" + Leave +
                                 (Leave.empty() ? "" : "\n")}, ++Count});
    L.Unit.Lowered.add(F->getLocation(), "test", Name, {All});
  }

  Lowering &L;
  int Count = 0;
};

} // namespace

void lowerTests(Lowering &L) { TestLowering(L).run(); }

} // namespace asyncc
