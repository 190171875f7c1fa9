#include "launcher/IncludeScan.h"
#include "launcher/Files.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace asyncc {
namespace {

bool isWord(char C) { return std::isalnum(static_cast<unsigned char>(C)) || C == '_'; }

class Scanner {
public:
  explicit Scanner(std::string_view Text) : Text(Text) {
    if (Text.substr(0, 3) == "\xEF\xBB\xBF")
      At = 3;
    // Nobody writes trigraphs; whoever does may hide anything with them.
    Out.Async = Text.find("\?\?/") != Text.npos || Text.find("\?\?=") != Text.npos ||
                Text.find("\?\?(") != Text.npos;
  }

  ScannedText run() {
    while (At < Text.size())
      step();
    Out.Async |= Pastes && Fragments; // as##ync
    return std::move(Out);
  }

private:
  char peek(size_t Ahead = 0) const { return At + Ahead < Text.size() ? Text[At + Ahead] : '\0'; }

  void step() {
    char C = peek();
    if (C == '\n') {
      LineStart = true;
      ++At;
    } else if (C == ' ' || C == '\t' || C == '\r' || C == '\f' || C == '\v') {
      ++At;
    } else if (const size_t Length = splice()) {
      At += Length;
    } else if (C == '/' && peek(1) == '/') {
      skipLine();
    } else if (C == '/' && peek(1) == '*') {
      size_t End = Text.find("*/", At + 2);
      At = End == std::string_view::npos ? Text.size() : End + 2;
    } else if (LineStart && (C == '#' || (C == '%' && peek(1) == ':'))) {
      At += C == '#' ? 1 : 2;
      LineStart = false;
      directive();
    } else {
      LineStart = false;
      token(C);
    }
  }

  void skipLine() {
    while (At < Text.size() && Text[At] != '\n')
      At += std::max<size_t>(splice(), 1);
  }

  /// The length of a backslash and a line break at \p Ahead, which join two lines; both compilers allow
  /// blanks in between.
  size_t splice(size_t Ahead = 0) const {
    if (peek(Ahead) != '\\')
      return 0;
    size_t End = Ahead + 1;
    while (peek(End) == ' ' || peek(End) == '\t' || peek(End) == '\r' || peek(End) == '\f' ||
           peek(End) == '\v')
      ++End;
    return peek(End) == '\n' ? End + 1 - Ahead : 0;
  }

  void blanks() {
    while (true)
      if (peek() == ' ' || peek() == '\t' || peek() == '\f' || peek() == '\v') {
        ++At;
      } else if (size_t Length = splice()) {
        At += Length;
      } else if (peek() == '/' && peek(1) == '*') {
        size_t End = Text.find("*/", At + 2);
        At = End == std::string_view::npos ? Text.size() : End + 2;
      } else {
        return;
      }
  }

  std::string_view word() {
    size_t Begin = At;
    while (isWord(peek()))
      ++At;
    if (!splice())
      return Text.substr(Begin, At - Begin);
    Joined.assign(Text.substr(Begin, At - Begin));
    while (isWord(peek()) || splice())
      if (size_t Length = splice())
        At += Length;
      else
        Joined += Text[At++];
    // Views of it outlive the next word.
    return Known.insert(Joined).first->c_str();
  }

  void directive() {
    blanks();
    std::string_view Name = word();
    if (Name != "include" && Name != "include_next" && Name != "import")
      return; // a #define may hold any word: read on
    blanks();
    const char Close = peek() == '<' ? '>' : peek() == '"' ? '"' : '\0';
    if (!Close) {
      Out.Computed = true;
      return;
    }
    size_t End = Text.find(Close, At + 1);
    if (End == std::string_view::npos)
      return;
    Out.Includes.push_back(
        {std::string(Text.substr(At + 1, End - At - 1)), Close == '>', Name == "include_next"});
    At = End + 1;
  }

  void token(char C) {
    if (C == '"')
      return literal('"');
    if (C == '\'')
      return literal('\'');
    if (!isWord(C)) {
      const bool Digraph = (C == '<' && peek(1) == ':') || (C == ':' && peek(1) == '>');
      const bool Opens = C == '[' || (C == '<' && Digraph);
      Squares = Opens ? Squares + 1 : 0;
      if (Squares >= 2)
        InAttribute = true;
      else if (C == ']' || (C == ':' && Digraph))
        InAttribute = false;
      Pastes |= C == '#' && peek(1) == '#';
      Questioned = C == '?';
      Previous = {};
      if (Digraph) {
        At += 2;
        Scoped = false;
        return;
      }
      if (C == ':' && peek(1) == ':') {
        Scoped = true;
        At += 2;
        return;
      }
      Scoped = false;
      ++At;
      return;
    }
    if (std::isdigit(static_cast<unsigned char>(C))) {
      while (isWord(peek()) || (peek() == '\'' && isWord(peek(1))))
        ++At;
      Squares = 0;
      return;
    }
    std::string_view Word = word();
    if (peek() == '"' && (Word == "R" || Word == "LR" || Word == "uR" || Word == "UR" ||
                          Word == "u8R"))
      return rawString();
    name(Word);
  }

  void name(std::string_view Word) {
    if (Word == "async") {
      size_t Next = At;
      while (Next < Text.size() && std::isspace(static_cast<unsigned char>(Text[Next])))
        ++Next;
      const bool Call = Next < Text.size() && Text[Next] == '(';
      if (!(Scoped && Qualifier == "std") && !Call)
        Out.Async = true;
      const bool UsingAttribute =
          Previous == "using" && Next < Text.size() && Text[Next] == ':' && Text[Next + 1] != ':';
      Out.Annotation |= InAttribute || UsingAttribute || Questioned;
    } else if (Word == "async_drop") {
      Out.Async = true;
    } else if (Word == "co_await" || Word == "co_return" || Word == "co_yield") {
      Out.Coroutine = true;
      Out.Async |= Word == "co_await" && Previous == "for";
    } else if (Word == "main") {
      Out.Main = true;
    } else if (Word == "a" || Word == "as" || Word == "asy" || Word == "asyn" || Word == "nc" ||
               Word == "ync" || Word == "sync") {
      Fragments = true;
    }
    Questioned = false;
    if (!(Word == "using" && Squares >= 2))
      Squares = 0;
    Qualifier = Word;
    Previous = Word;
    Scoped = false;
  }

  /// It ends at the end of the line, at the latest: an apostrophe in an #error begins none.
  void literal(char Quote) {
    for (++At; At < Text.size() && Text[At] != Quote && Text[At] != '\n';)
      if (const size_t Length = splice()) {
        At += Length;
      } else {
        const bool Escapes = Text[At++] == '\\';
        while (Escapes && splice())
          At += splice();
        At += Escapes;
      }
    if (peek() == Quote)
      ++At;
    Previous = {};
    Squares = 0;
  }

  void rawString() {
    const size_t Open = Text.find_first_of("( )\\\t\v\f\r\n\"", At + 1);
    if (Open == std::string_view::npos || Text[Open] != '(' || Open - At > 17)
      return literal('"'); // not one, as in an #error
    std::string Close = ")" + std::string(Text.substr(At + 1, Open - At - 1)) + "\"";
    size_t End = Text.find(Close, Open);
    At = End == std::string_view::npos ? Text.size() : End + Close.size();
  }

  std::string_view Text;
  size_t At = 0;
  bool LineStart = true, Scoped = false, InAttribute = false, Questioned = false;
  bool Pastes = false, Fragments = false; // ##, and words that it may make `async` of
  std::string Joined;
  std::set<std::string> Known; // words that line splices cut
  unsigned Squares = 0;
  std::string_view Qualifier, Previous;
  ScannedText Out;
};

class Closure {
public:
  explicit Closure(const CompileJob &Job) : Job(Job) {
    // A folder that is a system's, too, has its place among those.
    std::ranges::copy_if(Job.IncludeDirs, std::back_inserter(Folders), [&](const std::string &Dir) {
      return std::ranges::find(Job.SystemDirs, Dir) == Job.SystemDirs.end();
    });
    addPath("CPATH");
    Folders.insert(Folders.end(), Job.SystemDirs.begin(), Job.SystemDirs.end());
    addPath("CPLUS_INCLUDE_PATH");
    Folders.push_back("/usr/local/include");
    Folders.insert(Folders.end(), Job.AfterDirs.begin(), Job.AfterDirs.end());
  }

  /// True if \p Path, or what it includes, may need lowering.
  bool perhaps(const std::string &Path) {
    if (!Seen.insert(Path).second)
      return false;
    const std::optional<std::string> Text = textOf(Path);
    if (!Text)
      return false;
    ScannedText Found = Scanner(*Text).run();
    if (Found.Async || Found.Computed || (Found.Coroutine && Found.Main))
      return true;
    const std::string Folder =
        Path == StdinPath ? "" : Path.substr(0, Path.find_last_of('/') + 1);
    for (const ScannedInclude &Each : Found.Includes)
      if (Each.Next ? everywhere(Each.Name) : include(Each.Name, Each.Angled, Folder))
        return true;
    return false;
  }

  /// #include_next finds one of several files of a name.
  bool everywhere(const std::string &Name) {
    for (const std::vector<std::string> *All : {&Job.QuoteDirs, &std::as_const(Folders)})
      for (const std::string &Dir : *All)
        if (exists(Dir + "/" + Name) && perhaps(Dir + "/" + Name))
          return true;
    return Name.rfind("async/", 0) == 0;
  }

  bool include(const std::string &Name, bool Angled, const std::string &Folder) {
    if (Name.rfind("async/", 0) == 0)
      return true;
    if (Name.empty())
      return false;
    if (Name[0] == '/')
      return perhaps(Name);
    if (!Angled && (exists(Folder + Name)))
      return perhaps(Folder + Name);
    if (!Angled)
      for (const std::string &Dir : Job.QuoteDirs)
        if (exists(Dir + "/" + Name))
          return perhaps(Dir + "/" + Name);
    for (const std::string &Dir : Folders)
      if (exists(Dir + "/" + Name))
        return perhaps(Dir + "/" + Name);
    return false; // the compiler's own
  }

private:
  void addPath(const char *Variable) {
    const char *Value = std::getenv(Variable);
    for (std::string_view Rest = Value ? Value : ""; !Rest.empty();) {
      size_t Colon = Rest.find(':');
      Folders.emplace_back(Colon ? Rest.substr(0, Colon) : "."); // nothing is the working folder
      if (Colon + 1 == Rest.size())
        Folders.emplace_back(".");
      Rest = Colon == std::string_view::npos ? std::string_view() : Rest.substr(Colon + 1);
    }
  }
  static bool exists(const std::string &Path) {
    struct stat Info;
    return ::stat(Path.c_str(), &Info) == 0 && !S_ISDIR(Info.st_mode) &&
           ::access(Path.c_str(), R_OK) == 0;
  }

  const CompileJob &Job;
  std::vector<std::string> Folders; ///< behind those of -iquote, in the compilers' order
  std::set<std::string> Seen;
};

} // namespace

ScannedText scanText(const std::string &Text) { return Scanner(Text).run(); }

bool mayNeedLowering(const std::string &Path, const CompileJob &Job) {
  if (Job.OddIncludes)
    return true;
  for (const std::string &Macro : Job.Definitions)
    if (scanText(Macro.substr(Macro.find('=') + 1)).Async)
      return true;
  Closure Files(Job);
  for (const std::string &Name : Job.ForcedIncludes)
    if (Files.include(Name, false, ""))
      return true;
  return Files.perhaps(Path);
}

std::string preprocessedText(const std::string &Path, const std::string &Compiler) {
  return "'" + Path +
         "' is preprocessed and holds an annotation, whose place in the source is lost; put asyncc before the "
         "preprocessor: asyncc " +
         Compiler + " -c SOURCE";
}

} // namespace asyncc
