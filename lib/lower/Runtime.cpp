#include "lower/Runtime.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"
#include "clang/Sema/Lookup.h"

using namespace clang;

namespace asyncc {
namespace {

struct Word {
  tok::TokenKind Kind;
  std::string Text;

  bool isOneOf(std::initializer_list<tok::TokenKind> Kinds) const {
    return llvm::is_contained(Kinds, Kind);
  }
};

NamedDecl *find(Lowering &L, DeclContext *Scope, const std::string &Name, bool Qualified) {
  for (; Scope; Scope = Qualified ? nullptr : Scope->getParent()) {
    if (!Scope->isFileContext() && !Scope->isRecord())
      continue;
    LookupResult Result(L.Unit.S, DeclarationName(&L.Unit.AST.Idents.get(Name)), SourceLocation(),
                        Sema::LookupOrdinaryName);
    Result.suppressDiagnostics();
    L.Unit.S.LookupQualifiedName(Result, Scope->getPrimaryContext());
    if (!Result.empty())
      return (*Result.begin())->getUnderlyingDecl();
  }
  return nullptr;
}

DeclContext *scopeOf(NamedDecl *D) {
  if (auto *Alias = dyn_cast<NamespaceAliasDecl>(D))
    return Alias->getNamespace();
  if (auto *Space = dyn_cast<NamespaceDecl>(D))
    return Space;
  if (auto *Type = dyn_cast<TypedefNameDecl>(D))
    return Type->getUnderlyingType()->getAsCXXRecordDecl();
  if (auto *Template = dyn_cast<ClassTemplateDecl>(D))
    return Template->getTemplatedDecl();
  return dyn_cast<CXXRecordDecl>(D);
}

/// The place behind the template arguments at \p I, or \p I if there are none.
size_t behindArguments(const std::vector<Word> &Words, size_t I) {
  if (I == Words.size() || Words[I].Kind != tok::less)
    return I;
  unsigned Nested = 0; // parentheses and braces, in which < compares
  for (int Open = 0; I < Words.size(); ++I)
    switch (Words[I].Kind) {
    case tok::l_paren:
    case tok::l_brace:
    case tok::l_square:
      ++Nested;
      break;
    case tok::r_paren:
    case tok::r_brace:
    case tok::r_square:
      --Nested;
      break;
    case tok::less:
      Open += Nested == 0;
      break;
    case tok::greater:
    case tok::greatergreater:
      if (Nested == 0 && (Open -= Words[I].Kind == tok::greater ? 1 : 2) <= 0)
        return I + 1;
      break;
    default:
      break;
    }
  return I;
}

/// What \p D is a name of or a value of; null for a namespace.
QualType typeOf(Lowering &L, NamedDecl *D) {
  if (auto *Template = dyn_cast<ClassTemplateDecl>(D))
    return declaredType(L.Unit.AST, Template->getTemplatedDecl());
  if (auto *Type = dyn_cast<TypeDecl>(D))
    return declaredType(L.Unit.AST, Type);
  if (auto *Value = dyn_cast<ValueDecl>(D))
    return Value->getType();
  return {};
}

const CXXRecordDecl *classOf(Lowering &L, NamedDecl *D) {
  const QualType T = typeOf(L, D);
  return T.isNull() ? nullptr : T.getNonReferenceType()->getAsCXXRecordDecl();
}

/// Whether a value of the type may be a runtime: a class is, unless it is known as a whole and has no
/// member `run`; numbers, pointers and functions are not.
bool runs(Lowering &L, QualType Type) {
  Type = Type.getNonReferenceType();
  if (Type->isDependentType() || isa<AutoType>(Type))
    return true;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class)
    return false;
  Class = Class->getDefinition();
  if (!Class || Class->hasAnyDependentBases())
    return true;
  LookupResult Run(L.Unit.S, &L.Unit.AST.Idents.get("run"), SourceLocation(), Sema::LookupMemberName);
  Run.suppressDiagnostics();
  return L.Unit.S.LookupQualifiedName(Run, const_cast<CXXRecordDecl *>(Class));
}

/// Words that no expression for a runtime consists of: `int`, `3`, `nullptr`.
bool isNoClass(const std::vector<Word> &Words) {
  if (Words.size() != 1)
    return false;
  switch (Words.front().Kind) {
  case tok::kw_void:
  case tok::kw_bool:
  case tok::kw_char:
  case tok::kw_int:
  case tok::kw_long:
  case tok::kw_short:
  case tok::kw_unsigned:
  case tok::kw_float:
  case tok::kw_double:
  case tok::kw_nullptr:
  case tok::kw_true:
  case tok::kw_false:
  case tok::numeric_constant:
  case tok::char_constant:
  case tok::string_literal:
    return true;
  default:
    return false;
  }
}

/// Whether \p Class is made from one of the library's runtimes.
bool derivesFromRuntime(const CXXRecordDecl *Class) {
  return llvm::any_of(Class->bases(), [](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
    Of = Of ? Of->getDefinition() : nullptr;
    auto *Space = Of ? dyn_cast<NamespaceDecl>(Of->getDeclContext()) : nullptr;
    static const std::set<StringRef> Known = {"runtime_interface", "current_thread", "multi_thread"};
    return Of && ((Space && Space->getName() == "async" && Of->getIdentifier() && Known.count(Of->getName())) ||
                  derivesFromRuntime(Of));
  });
}

/// The runtime classes that the user declares in \p Scope and the namespaces in it.
void ownRuntimes(Lowering &L, const DeclContext *Scope, const std::string &Prefix, std::vector<std::string> &Out) {
  for (Decl *D : Scope->decls()) {
    if (auto *Space = dyn_cast<NamespaceDecl>(D);
        Space && !Space->isAnonymousNamespace() && !Space->isStdNamespace() && !(Prefix.empty() && Space->getName() == "async"))
      ownRuntimes(L, Space, Prefix + Space->getNameAsString() + "::", Out);
    auto *Class = dyn_cast<CXXRecordDecl>(D);
    if (Class && Class->isThisDeclarationADefinition() && Class->getIdentifier() && !isSystems(L.Unit.SM, Class->getLocation()) &&
        !Class->isDependentContext() && Class->getName() != "runtime" && derivesFromRuntime(Class))
      Out.push_back(Prefix + Class->getNameAsString());
  }
}

/// Names that would have been right: namespaces with a `runtime`, the user's own classes, and the library's.
std::vector<std::string> knownRuntimes(Lowering &L) {
  std::vector<std::string> Out;
  std::set<std::string> Seen;
  for (Decl *D : L.Unit.AST.getTranslationUnitDecl()->decls()) {
    auto *Space = dyn_cast<NamespaceDecl>(D);
    if (!Space || L.Unit.SM.isInSystemHeader(Space->getLocation()) || Space->getName().empty())
      continue;
    NamedDecl *Member = find(L, Space, "runtime", true);
    if (Member && isa<TypeDecl>(Member) && Seen.insert(Space->getNameAsString()).second)
      Out.push_back(Space->getNameAsString());
  }
  ownRuntimes(L, L.Unit.AST.getTranslationUnitDecl(), "", Out);
  for (const char *Name : {"multi_thread", "current_thread"})
    if (lookup(L.Unit, {"async", Name}))
      Out.push_back(std::string("async::") + Name);
  return Out;
}

void unknownRuntime(Lowering &L, SourceLocation Loc, const std::string &Name) {
  std::vector<std::string> Known = knownRuntimes(L);
  std::string List, Nearest;
  unsigned Best = 4;
  for (const std::string &Each : Known) {
    List += (List.empty() ? "" : ", ") + Each;
    llvm::StringRef Last = llvm::StringRef(Each).rsplit("::").second;
    unsigned Distance = std::min(llvm::StringRef(Each).edit_distance(Name),
                                 Last.empty() ? 99u : Last.edit_distance(Name));
    if (Distance < Best) {
      Best = Distance;
      Nearest = Each;
    }
  }
  if (List.empty())
    List = "none that this file includes; include <async/async.hpp>";
  std::string Hint = Nearest.empty() ? "" : "; did you mean '" + Nearest + "'?";
  llvm::StringRef Last = llvm::StringRef(Name).rsplit("::").second;
  for (const char *Adapter : {"asio", "libuv", "glib"})
    if ((Last.empty() ? llvm::StringRef(Name) : Last) == Adapter)
      Hint = std::string("; async::") + Adapter + " is in <async/runtimes/" + Adapter + ".hpp>";
  L.report(Loc, Diag::main_runtime_unknown, {Name, List, Hint});
}

/// Whether \p Words are a type that begins with a keyword: `decltype(x)`, `typename traits<T>::type`.
bool isKeywordType(const std::vector<Word> &Words) {
  if (Words.empty())
    return false;
  if (Words[0].Text == "typename")
    return Words.back().Kind == tok::identifier || Words.back().Kind == tok::greater;
  size_t I = 1;
  int Depth = 0;
  for (; I < Words.size(); ++I) {
    Depth += Words[I].Kind == tok::l_paren;
    Depth -= Words[I].Kind == tok::r_paren;
    if (!Depth)
      break;
  }
  return Words[0].Text == "decltype" && I + 1 == Words.size();
}

std::string classify(Lowering &L, const std::vector<Word> &Words, const std::string &Text,
                     SourceLocation Loc, DeclContext *Scope, const CXXRecordDecl *&Class) {
  if (isKeywordType(Words))
    return Text + "{}";
  if (!Words.empty() && (Words[0].Text == "class" || Words[0].Text == "struct"))
    return classify(L, {Words.begin() + 1, Words.end()}, StringRef(Text).drop_front(Words[0].Text.size()).ltrim().str(), Loc,
                    Scope, Class);
  size_t I = 0;
  bool Qualified = false;
  std::string Spelled;
  if (I < Words.size() && Words[I].Kind == tok::coloncolon) {
    Scope = L.Unit.AST.getTranslationUnitDecl();
    Qualified = true;
    ++I;
  }
  NamedDecl *Found = nullptr;
  while (I < Words.size() && Words[I].Kind == tok::identifier) {
    Spelled += Words[I].Text == MainName ? "main" : Words[I].Text;
    Found = find(L, Scope, Words[I].Text, Qualified);
    if (!Found) {
      unknownRuntime(L, Loc, Spelled);
      return "";
    }
    ++I;
    if (isa<ClassTemplateDecl, TypeAliasTemplateDecl>(Found))
      I = behindArguments(Words, I);
    if (I + 1 >= Words.size() || Words[I].Kind != tok::coloncolon)
      break;
    Spelled += "::";
    Scope = scopeOf(Found);
    Qualified = true;
    if (!Scope)
      return Text;
    ++I;
  }
  auto NotRuntime = [&](const std::string &What) {
    L.report(Loc, Diag::main_not_runtime, {What});
    return std::string();
  };
  if (!Found) // decltype(…), a lambda: an expression
    return isNoClass(Words) ? NotRuntime(Text) : Text;
  if (I == Words.size()) {
    if (isa<NamespaceDecl, NamespaceAliasDecl>(Found)) {
      NamedDecl *Member = find(L, scopeOf(Found), "runtime", true);
      if (!Member || !(isa<TypeDecl>(Member) || isa<ClassTemplateDecl>(Member))) {
        L.report(Loc, Diag::main_namespace_without_runtime, {Spelled});
        return "";
      }
      Class = classOf(L, Member);
      return Text + "::runtime{}";
    }
    const QualType T = typeOf(L, Found);
    if (T.isNull())
      return Text;
    Class = classOf(L, Found);
    return runs(L, T) ? Text + (isa<ValueDecl>(Found) ? "" : "{}") : NotRuntime(Spelled);
  }
  if (Words[I].Kind == tok::comma) {
    L.report(Loc, Diag::main_two_runtimes, {Text});
    return "";
  }
  // A pointer to a class, an array of them.
  if (isa<TypeDecl, ClassTemplateDecl>(Found) && Words[I].isOneOf({tok::star, tok::amp, tok::l_square}))
    return NotRuntime(Text);
  if (!isa<ValueDecl>(Found))
    Class = classOf(L, Found); // in front of parentheses or braces
  return Text;
}

} // namespace

std::string runtimeExpression(Lowering &L, const ScannedAttribute &Attr, DeclContext *Scope,
                              const CXXRecordDecl *&Class) {
  std::vector<Word> Words;
  for (const Token &Tok : Attr.Args)
    Words.push_back({Tok.getKind(), L.Unit.PP.getSpelling(Tok)});
  SourceLocation Loc = Attr.Args.empty() ? Attr.NameLoc : Attr.Args.front().getLocation();
  return classify(L, Words, spell(Attr.Args, L.Unit.PP), Loc, Scope, Class);
}

std::string runtimeExpression(Lowering &L, const std::string &Text, SourceLocation Loc,
                              const CXXRecordDecl *&Class) {
  std::vector<Word> Words;
  Lexer Lexer(SourceLocation(), L.Unit.AST.getLangOpts(), Text.data(), Text.data(),
              Text.data() + Text.size());
  Token Tok;
  for (Lexer.LexFromRawLexer(Tok); Tok.isNot(tok::eof); Lexer.LexFromRawLexer(Tok))
    Words.push_back({Tok.is(tok::raw_identifier) ? tok::identifier : Tok.getKind(),
                     Text.substr(Lexer.getBufferLocation() - Text.data() - Tok.getLength(),
                                 Tok.getLength())});
  return classify(L, Words, Text, Loc, L.Unit.AST.getTranslationUnitDecl(), Class);
}

} // namespace asyncc
