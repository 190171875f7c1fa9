#include "parse/Preamble.h"
#include "parse/HeaderLookup.h"
#include "parse/Includes.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include <optional>
#include <set>
#include <tuple>

using namespace clang;
using llvm::StringRef;

namespace asyncc {
namespace {

/// The directives of one text, one by one, until something else comes.
class Directives {
public:
  Directives(StringRef Text, const LangOptions &Opts)
      : Text(Text), Raw(SourceLocation(), Opts, Text.begin(), Text.begin(), Text.end()) {}

  enum Kind { Include, Once, Guard, EndOfGuard, EndOfFile, Other };
  struct Directive {
    Kind Is = Other;
    StringRef Name; ///< of a file or a macro
    bool Angled = false;
  };

  Directive next() {
    const bool First = std::exchange(AtStart, false);
    Token Tok = lex();
    if (Tok.is(tok::eof))
      return {EndOfFile, {}};
    if (InGuard && IsClosed)
      return {};
    if (Tok.isNot(tok::hash) || !Tok.isAtStartOfLine())
      return {};
    Tok = lex();
    if (Tok.isNot(tok::raw_identifier) || Tok.isAtStartOfLine())
      return {};
    const StringRef Word = Tok.getRawIdentifier();
    if (Word == "include")
      return include();
    if (Word == "pragma") {
      AtStart = First;
      return {isWord(lex(), "once") && isLineEnd() ? Once : Other, {}};
    }
    if (Word == "ifndef" && First)
      return guard();
    if (Word == "endif" && InGuard && isLineEnd()) {
      IsClosed = true;
      return {EndOfGuard, {}};
    }
    return {};
  }

private:
  Token lex() {
    Token Tok;
    Raw.LexFromRawLexer(Tok);
    return Tok;
  }
  static bool isWord(const Token &Tok, StringRef Word) {
    return Tok.is(tok::raw_identifier) && Tok.getRawIdentifier() == Word;
  }
  /// Whether the line holds nothing more; if so, the next token is that of the next one.
  bool isLineEnd() {
    const unsigned At = Raw.getCurrentBufferOffset();
    const StringRef Rest = Text.substr(At, Text.find('\n', At) - At).trim();
    return Rest.empty() || (Rest.starts_with("//") && !Rest.ends_with("\\"));
  }
  Directive include() {
    const unsigned At = Raw.getCurrentBufferOffset();
    const size_t End = std::min(Text.find('\n', At), Text.size());
    const StringRef Line = Text.slice(At, End).ltrim(" \t");
    const bool Angled = Line.starts_with("<");
    const size_t Close = Line.find(Angled ? '>' : '"', 1);
    if ((!Angled && !Line.starts_with("\"")) || Close == StringRef::npos || Close == 1)
      return {};
    const StringRef Rest = Line.substr(Close + 1).trim();
    if (!Rest.empty() && (!Rest.starts_with("//") || Rest.ends_with("\\")))
      return {};
    Raw.seek(End, /*IsAtStartOfLine=*/true);
    return {Include, Line.slice(1, Close), Angled};
  }
  Directive guard() {
    const Token Name = lex();
    if (Name.isNot(tok::raw_identifier) || !lex().is(tok::hash) || !isWord(lex(), "define") ||
        !isWord(lex(), Name.getRawIdentifier()) || (!isLineEnd() && (lex().isNot(tok::numeric_constant) || !isLineEnd())))
      return {};
    InGuard = true;
    return {Guard, Name.getRawIdentifier()};
  }

  StringRef Text;
  Lexer Raw;
  bool AtStart = true, InGuard = false, IsClosed = false;
};

class Walk {
public:
  explicit Walk(Preprocessor &PP) : PP(PP), Files(PP.getFileManager()) {}

  std::vector<PreambleHeader> Out;

  /// False where the preamble ends.
  bool file(StringRef Text, StringRef Name) {
    const auto Folder = Files.getOptionalDirectoryRef(llvm::sys::path::has_parent_path(Name)
                                                          ? llvm::sys::path::parent_path(Name)
                                                          : StringRef("."));
    Directives All(Text, PP.getLangOpts());
    while (Folder) {
      const Directives::Directive Next = All.next();
      switch (Next.Is) {
      case Directives::EndOfFile:
        return true;
      case Directives::Other:
        return false;
      case Directives::Guard:
        if (isPredefined(Next.Name) || !Guards.insert(Next.Name.str()).second)
          return false;
        break;
      case Directives::Include:
        if (!include(Next.Name, Next.Angled, *Folder))
          return false;
        break;
      case Directives::Once:
      case Directives::EndOfGuard:
        break;
      }
    }
    return false;
  }

private:
  bool include(StringRef Name, bool Angled, DirectoryEntryRef Folder) {
    const OptionalFileEntryRef Found = lookUpHeader(PP, Name, Angled, Folder);
    auto Text = Found ? Files.getBufferForFile(*Found)
                      : std::make_error_code(std::errc::no_such_file_or_directory);
    if (!Text)
      return false;
    const bool Seen = !Entered.insert(&Found->getFileEntry()).second;
    const bool Ours = !isCompilersPath(Found->getName()) && !isLibraryHeader(Found->getName());
    // The unit includes a second time what is precompiled; the standard's own headers allow that.
    const bool Once = isGuarded((*Text)->getBuffer());
    if (Ours ? !Once : !Angled || (!Once && Name.find_first_of("./") != StringRef::npos))
      return false;
    if (Seen)
      return true;
    if (Ours)
      return file((*Text)->getBuffer(), Found->getName());
    Out.push_back({Name.str(), Found->getName().str()});
    return true;
  }
  bool isGuarded(StringRef Text) const {
    const Directives::Kind First = Directives(Text, PP.getLangOpts()).next().Is;
    return First == Directives::Once || First == Directives::Guard;
  }
  bool isPredefined(StringRef Macro) const {
    const StringRef All = PP.getPredefines();
    for (const char *Behind : {" ", "(", "\n"})
      if (All.contains(("#define " + Macro + Behind).str()))
        return true;
    return false;
  }

  Preprocessor &PP;
  FileManager &Files;
  std::set<const FileEntry *> Entered;
  std::set<std::string> Guards;
};

bool isStandardHeader(const PreambleHeader &Header) {
  return Header.Name.find_first_of("./") == std::string::npos && StringRef(Header.Found).contains("/c++/");
}

} // namespace

std::vector<PreambleHeader> preambleOf(Preprocessor &PP) {
  SourceManager &SM = PP.getSourceManager();
  const auto Main = SM.getFileEntryRefForID(SM.getMainFileID());
  if (!Main)
    return {};
  Walk All(PP);
  All.file(SM.getBufferData(SM.getMainFileID()), Main->getName());
  // In front of the first header that may ask for what stands before it.
  const auto Free = llvm::find_if(
      All.Out, [](const PreambleHeader &Each) { return !isLibraryHeader(Each.Found) && !isStandardHeader(Each); });
  std::sort(All.Out.begin(), Free, [](const PreambleHeader &A, const PreambleHeader &B) {
    return std::tuple(!isLibraryHeader(A.Found), StringRef(A.Name)) < std::tuple(!isLibraryHeader(B.Found), StringRef(B.Name));
  });
  return std::move(All.Out);
}

} // namespace asyncc
