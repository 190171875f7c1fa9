#include "parse/SkippedBranches.h"
#include "analysis/Visitor.h"
#include "parse/Flags.h"
#include "parse/Includes.h"
#include "parse/Parse.h"
#include "parse/Words.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <set>

using namespace clang;
using llvm::StringRef;

namespace asyncc {
namespace {

bool holdsAnnotation(StringRef Text) {
  static const llvm::Regex Annotation("\\[[ \t]*\\[[^]]*async[ \t]*::?|\\?[ \t]*async|for[ \t]+co_await");
  return Text.contains("async") && Annotation.match(Text);
}

bool holdsKeyword(StringRef Text) {
  static const llvm::Regex Keyword("(^|[^A-Za-z0-9_])co_(await|return|yield)([^A-Za-z0-9_]|$)");
  return Text.contains("co_") && Keyword.match(Text);
}

/// What each compiler defines as it likes.
bool isDisputed(StringRef Name) {
  static const char *const Prefixes[] = {"__GNUC",  "__GNUG",   "__clang",   "__llvm", "__has_",
                                         "__cpp_",  "__GCC_",   "__GXX_",    "__SANITIZE_",
                                         "__SSP",   "__OPTIMIZE", "__NO_INLINE", "__VERSION",
                                         "__FAST_MATH", "__FINITE_MATH", "__CET", "__cplusplus"};
  return llvm::any_of(Prefixes, [&](const char *Prefix) { return Name.starts_with(Prefix); });
}

class Recorder : public PPCallbacks {
public:
  Recorder(Preprocessor &PP, SkippedBranches &Into)
      : PP(PP), SM(PP.getSourceManager()), Into(Into) {}

  void If(SourceLocation Loc, SourceRange Condition, ConditionValueKind) override {
    push(!isSystems(SM, Loc) && inText(textOf(Condition)));
  }
  void Elif(SourceLocation Loc, SourceRange Condition, ConditionValueKind, SourceLocation) override {
    further(!isSystems(SM, Loc) && inText(textOf(Condition)));
  }
  void Ifdef(SourceLocation, const Token &Name, const MacroDefinition &) override {
    push(isNamed(Name.getIdentifierInfo()));
  }
  void Ifndef(SourceLocation, const Token &Name, const MacroDefinition &) override {
    push(isNamed(Name.getIdentifierInfo()));
  }
  void Elifdef(SourceLocation, const Token &Name, const MacroDefinition &) override {
    further(isNamed(Name.getIdentifierInfo()));
  }
  void Elifndef(SourceLocation, const Token &Name, const MacroDefinition &) override {
    further(isNamed(Name.getIdentifierInfo()));
  }
  void Else(SourceLocation, SourceLocation) override { further(false); }
  void Endif(SourceLocation, SourceLocation) override {
    further(false);
    if (!Open.empty())
      Open.pop_back();
  }
  void MacroDefined(const Token &Name, const MacroDirective *) override {
    if (llvm::is_contained(Open, true))
      Into.Derived.insert(Name.getIdentifierInfo()->getName());
  }

  void SourceRangeSkipped(SourceRange Range, SourceLocation) override {
    if (isSystems(SM, Range.getBegin()))
      return;
    auto [File, Begin] = SM.getDecomposedLoc(Range.getBegin());
    const StringRef Text = SM.getBufferData(File).slice(Begin, SM.getFileOffset(Range.getEnd()));
    // `Last` is of the group whose branch this is: nested ones are not told of.
    if (const bool Annotated = holdsAnnotation(Text); Annotated || Last)
      Into.List.push_back({Range, Annotated, Last});
    if (Last) {
      static const llvm::Regex Define("#[ \t]*(define|undef)[ \t]+([A-Za-z_0-9]+)");
      llvm::SmallVector<StringRef, 3> Parts;
      for (StringRef Rest = Text; Define.match(Rest, &Parts);
           Rest = Rest.drop_front(Parts[0].end() - Rest.begin()))
        Into.Derived.insert(Parts[2]);
    }
  }

private:
  StringRef textOf(SourceRange Range) const {
    return Lexer::getSourceText(CharSourceRange::getTokenRange(Range), SM, PP.getLangOpts());
  }
  bool isNamed(const IdentifierInfo *Name, unsigned Depth = 0) {
    if (!Name || isDisputed(Name->getName()) || Into.Derived.count(Name->getName()))
      return Name;
    const MacroInfo *Macro = Depth < 8 ? PP.getMacroInfo(Name) : nullptr;
    return Macro && llvm::any_of(Macro->tokens(), [&](const Token &Tok) {
             return Tok.getIdentifierInfo() && isNamed(Tok.getIdentifierInfo(), Depth + 1);
           });
  }
  bool inText(StringRef Text) {
    return anyWord(Text, [this](StringRef Word) { return isNamed(PP.getIdentifierInfo(Word)); });
  }
  void push(bool Disputed) {
    Open.push_back(Disputed);
    Last = Disputed;
  }
  void further(bool Disputed) {
    if (Open.empty())
      return;
    Open.back() = Last = Open.back() || Disputed;
  }

  Preprocessor &PP;
  SourceManager &SM;
  SkippedBranches &Into;
  std::vector<bool> Open; // the groups around: whether a condition is disputed
  bool Last = false;
};

/// The bodies of the user's coroutines, for what is skipped inside of them, and the names of classes that are marked to
/// have a drop.
class Coroutines : public Visitor {
public:
  Coroutines(const SourceManager &SM, std::vector<SkippedBranch> Wanted) : SM(SM), Wanted(std::move(Wanted)) {}
  bool TraverseDecl(Decl *D) override {
    return (D && isSystems(SM, D->getLocation())) || Visitor::TraverseDecl(D);
  }
  bool VisitCoroutineBodyStmt(CoroutineBodyStmt *S) override {
    for (const SkippedBranch &Each : Wanted)
      if (SM.isBeforeInTranslationUnit(S->getBeginLoc(), Each.Range.getBegin()) &&
          SM.isBeforeInTranslationUnit(Each.Range.getEnd(), S->getEndLoc()))
        Inside.insert(Each.Range.getBegin());
    return true;
  }
  bool VisitCXXRecordDecl(CXXRecordDecl *Class) override {
    if (Class->isThisDeclarationADefinition() && Class->getIdentifier() && activeAnnotations() &&
        llvm::any_of(Class->methods(), [](const CXXMethodDecl *Method) {
          return activeAnnotations()->on(Method, AnnotationKind::Drop);
        }))
      Dropped.insert(Class->getName());
    return true;
  }
  std::set<SourceLocation> Inside;
  llvm::StringSet<> Dropped;

private:
  const SourceManager &SM;
  std::vector<SkippedBranch> Wanted;
};

/// What was skipped in one inclusion of a file was read in another: the guard of a header that includes itself, by
/// way of a second file.
class ReadElsewhere {
public:
  ReadElsewhere(const SourceManager &SM, const std::vector<SkippedBranch> &Branches) : SM(SM), Branches(Branches) {
    for (unsigned I = 1; I < SM.local_sloc_entry_size(); ++I)
      if (const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I); Entry.isFile())
        if (OptionalFileEntryRef File = Entry.getFile().getContentCache().OrigEntry)
          ++Inclusions[&File->getFileEntry()];
  }
  bool operator()(const SkippedBranch &Branch) const {
    const FileEntry *File = fileOf(Branch);
    const auto Found = Inclusions.find(File);
    if (Found == Inclusions.end() || Found->second < 2)
      return false;
    std::set<FileID> Without;
    for (const SkippedBranch &Each : Branches)
      if (fileOf(Each) == File &&
          SM.getFileOffset(Each.Range.getBegin()) <= SM.getFileOffset(Branch.Range.getBegin()) &&
          SM.getFileOffset(Each.Range.getEnd()) >= SM.getFileOffset(Branch.Range.getEnd()))
        Without.insert(SM.getFileID(Each.Range.getBegin()));
    return Without.size() < Found->second;
  }

private:
  const FileEntry *fileOf(const SkippedBranch &Branch) const {
    return SM.getFileEntryForID(SM.getFileID(Branch.Range.getBegin()));
  }
  const SourceManager &SM;
  const std::vector<SkippedBranch> &Branches;
  std::map<const FileEntry *, size_t> Inclusions;
};

/// Puts all words behind the first into the file \p Path, as response files are written.
bool shorten(std::vector<std::string> &Words, StringRef Path) {
  std::error_code Error;
  llvm::raw_fd_ostream Out(Path, Error);
  for (StringRef Word : llvm::drop_begin(Words)) {
    Out << '"';
    for (char C : Word)
      Out << (C == '"' || C == '\\' ? "\\" : "") << C;
    Out << "\"\n";
  }
  Out.close();
  const bool Failed = Out.has_error();
  Out.clear_error();
  Words = {Words.front(), "@" + Path.str()};
  return !Failed;
}

/// What the compiler's preprocessor gives; empty if it cannot be run.
std::unique_ptr<llvm::MemoryBuffer> preprocessed(const ParseRequest &Request) {
  auto Program = llvm::sys::findProgramByName(Request.Compiler);
  llvm::SmallString<128> Output;
  if (!Program || llvm::sys::fs::createTemporaryFile("asyncc", "ii", Output))
    return nullptr;
  llvm::FileRemover Remover(Output);
  std::vector<std::string> Words = {Request.Compiler};
  const SplitFlags Split = withoutDependencyRules(Request.Flags);
  for (const std::string &Flag : Split.Driver)
    if (Flag != "-c" && Flag != "-S" && !StringRef(Flag).starts_with("-save-temps"))
      Words.push_back(Flag);
  for (const std::string &Word : Split.Preprocessor)
    Words.insert(Words.end(), {"-Xpreprocessor", Word});
  for (const char *Last : {"-E", "-dD", "-w", "-x", "c++"})
    Words.push_back(Last);
  Words.push_back(Request.File);
  llvm::SmallString<128> Response;
  llvm::FileRemover ResponseRemover;
  if (!llvm::sys::commandLineFitsWithinSystemLimits(*Program, std::vector<StringRef>(Words.begin(), Words.end()))) {
    if (llvm::sys::fs::createTemporaryFile("asyncc", "rsp", Response))
      return nullptr;
    ResponseRemover.setFile(Response);
    if (!shorten(Words, Response))
      return nullptr;
  }
  std::vector<StringRef> Args(Words.begin(), Words.end());
  const std::optional<StringRef> Redirects[] = {StringRef(""), StringRef(Output), StringRef("")};
  if (llvm::sys::ExecuteAndWait(*Program, Args, std::nullopt, Redirects) != 0)
    return nullptr;
  auto Text = llvm::MemoryBuffer::getFile(Output);
  return Text ? std::move(*Text) : nullptr;
}

struct LineMarker {
  unsigned Number; ///< of the next line
  std::string File;
  enum { Same, Enters, Returns } What = Same;
};

/// `# 12 "file" 1`
std::optional<LineMarker> lineMarker(StringRef Line) {
  LineMarker Out;
  if (!Line.consume_front("# ") || Line.consumeInteger(10, Out.Number))
    return std::nullopt;
  Line = Line.ltrim();
  if (!Line.consume_front("\""))
    return std::nullopt;
  auto [Name, Flags] = Line.split('"');
  Out.File = Name.str();
  Out.What = Flags.starts_with(" 1")   ? LineMarker::Enters
             : Flags.starts_with(" 2") ? LineMarker::Returns
                                       : LineMarker::Same;
  return Out;
}

} // namespace

void recordSkippedBranches(Preprocessor &PP, SkippedBranches &Into) {
  PP.addPPCallbacks(std::make_unique<Recorder>(PP, Into));
}

SourceLocation keptByCompiler(ASTContext &AST, const std::vector<SkippedBranch> &Branches,
                              const std::vector<SourceLocation> &Seen,
                              const ParseRequest &Request) {
  const SourceManager &SM = AST.getSourceManager();
  auto TextOf = [&](SourceRange Range) {
    auto [File, Begin] = SM.getDecomposedLoc(Range.getBegin());
    return SM.getBufferData(File).slice(Begin, SM.getFileOffset(Range.getEnd()));
  };
  std::vector<SkippedBranch> Skipped;
  std::set<SourceLocation> Inside; // of a coroutine
  llvm::StringSet<> Dropped;
  auto HoldsDropped = [&](StringRef Code) {
    return !Dropped.empty() && anyWord(Code, [&](StringRef Word) { return Dropped.contains(Word); });
  };
  if (llvm::any_of(Branches, [](const SkippedBranch &Each) { return Each.Disputed; })) {
    Coroutines Bodies(SM, Branches);
    Bodies.TraverseDecl(AST.getTranslationUnitDecl());
    Inside = std::move(Bodies.Inside);
    Dropped = std::move(Bodies.Dropped);
  }
  const ReadElsewhere Elsewhere(SM, Branches);
  for (const SkippedBranch &Each : Branches) {
    const StringRef Text = TextOf(Each.Range);
    if ((Each.Annotated ||
         (Each.Disputed && (Inside.count(Each.Range.getBegin()) || holdsKeyword(Text) ||
                            HoldsDropped(Text) || Text.contains("include")))) &&
        !Elsewhere(Each))
      Skipped.push_back(Each);
  }
  if (Skipped.empty())
    return {};
  std::set<std::pair<const FileEntry *, unsigned>> SeenLines;
  for (SourceLocation Loc : Seen) {
    Loc = SM.getExpansionLoc(Loc);
    SeenLines.insert({SM.getFileEntryForID(SM.getFileID(Loc)), SM.getSpellingLineNumber(Loc)});
  }
  std::unique_ptr<llvm::MemoryBuffer> Text = preprocessed(Request);
  if (!Text)
    return {};
  std::map<std::pair<FileID, std::string>, bool> Same; // files by name
  std::string File;
  unsigned Number = 0;
  auto LastLine = [&](const SkippedBranch &Branch) { // behind an #elif that is taken, its branch begins
    const SourceLocation End = Branch.Range.getEnd();
    return SM.getSpellingLineNumber(End) - (SM.getSpellingColumnNumber(End) == 1);
  };
  auto IsIn = [&](const SkippedBranch &Branch) {
    const FileID ID = SM.getFileID(Branch.Range.getBegin());
    auto Entry = SM.getFileEntryRefForID(ID);
    auto [Known, New] = Same.insert({{ID, File}, false});
    if (New && Entry)
      Known->second = Entry->getName() == File || llvm::sys::fs::equivalent(Entry->getName(), File);
    return Known->second && Number >= SM.getSpellingLineNumber(Branch.Range.getBegin()) &&
           Number <= LastLine(Branch) &&
           !SeenLines.count({Entry ? &Entry->getFileEntry() : nullptr, Number});
  };
  auto At = [&](const SkippedBranch &Branch, unsigned Column) {
    return SM.translateLineCol(SM.getFileID(Branch.Range.getBegin()), Number, Column);
  };
  std::vector<SourceLocation> Included; // the files around: where a skipped branch includes them
  for (StringRef Rest = Text->getBuffer(); !Rest.empty(); ++Number) {
    auto [Line, After] = Rest.split('\n');
    Rest = After;
    if (std::optional<LineMarker> Marker = lineMarker(Line)) {
      if (Marker->What == LineMarker::Enters) {
        SourceLocation From = Included.empty() ? SourceLocation() : Included.back();
        if (From.isInvalid())
          for (const SkippedBranch &Each : Skipped)
            if (IsIn(Each))
              From = At(Each, 1);
        Included.push_back(From);
      } else if (Marker->What == LineMarker::Returns && !Included.empty()) {
        Included.pop_back();
      }
      File = Marker->File;
      Number = Marker->Number - 1;
      continue;
    }
    if (Line.trim().empty() || Line.starts_with("#undef"))
      continue;
    if (!Included.empty() && Included.back().isValid() && holdsAnnotation(Line))
      return Included.back();
    const bool Suspect =
        holdsAnnotation(Line) || holdsKeyword(Line) || (!Line.starts_with("#") && HoldsDropped(Line));
    for (const SkippedBranch &Each : Skipped)
      if ((Suspect || (Inside.count(Each.Range.getBegin()) && !Line.starts_with("#"))) && IsIn(Each))
        return At(Each, Line.starts_with("#") ? 1 : Line.size() - Line.ltrim().size() + 1);
  }
  return {};
}

} // namespace asyncc
