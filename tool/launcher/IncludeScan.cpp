#include "launcher/IncludeScan.h"

#include <cctype>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <set>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace asyncc {
namespace {

bool isWord(char C) { return std::isalnum(static_cast<unsigned char>(C)) || C == '_'; }

class Scanner {
public:
  explicit Scanner(std::string_view Text) : Text(Text) {}

  ScannedText run() {
    while (At < Text.size())
      step();
    return std::move(Out);
  }

private:
  char peek(size_t Ahead = 0) const { return At + Ahead < Text.size() ? Text[At + Ahead] : '\0'; }

  void step() {
    char C = peek();
    if (C == '\n') {
      LineStart = true;
      ++At;
    } else if (C == ' ' || C == '\t' || C == '\r') {
      ++At;
    } else if (C == '\\' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n'))) {
      At += peek(1) == '\n' ? 2 : 3;
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
      At += Text[At] == '\\' && At + 1 < Text.size() ? 2 : 1;
  }

  void blanks() {
    while (peek() == ' ' || peek() == '\t')
      ++At;
  }

  std::string_view word() {
    size_t Begin = At;
    while (isWord(peek()))
      ++At;
    return Text.substr(Begin, At - Begin);
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
    Out.Includes.push_back({std::string(Text.substr(At + 1, End - At - 1)), Close == '>'});
    At = End + 1;
  }

  void token(char C) {
    if (C == '"')
      return literal('"');
    if (C == '\'')
      return literal('\'');
    if (!isWord(C)) {
      Squares = C == '[' ? Squares + 1 : 0;
      Previous = {};
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
    if (peek() == '"' && !Word.empty() && Word.back() == 'R' && Word.size() <= 3)
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
      Out.Annotation |= Squares >= 2 || Previous == "using";
    } else if (Word == "async_drop") {
      Out.Async = true;
    } else if (Word == "co_await" || Word == "co_return" || Word == "co_yield") {
      Out.Coroutine = true;
      Out.Async |= Word == "co_await" && Previous == "for";
    } else if (Word == "main") {
      Out.Main = true;
    }
    if (!(Word == "using" && Squares >= 2))
      Squares = 0;
    Qualifier = Word;
    Previous = Word;
    Scoped = false;
  }

  void literal(char Quote) {
    for (++At; At < Text.size() && Text[At] != Quote && Text[At] != '\n'; ++At)
      if (Text[At] == '\\')
        ++At;
    ++At;
    Previous = {};
    Squares = 0;
  }

  void rawString() {
    size_t Open = Text.find('(', At);
    if (Open == std::string_view::npos) {
      At = Text.size();
      return;
    }
    std::string Close = ")" + std::string(Text.substr(At + 1, Open - At - 1)) + "\"";
    size_t End = Text.find(Close, Open);
    At = End == std::string_view::npos ? Text.size() : End + Close.size();
  }

  std::string_view Text;
  size_t At = 0;
  bool LineStart = true, Scoped = false;
  unsigned Squares = 0;
  std::string_view Qualifier, Previous;
  ScannedText Out;
};

bool readFile(const std::string &Path, std::string &Text) {
  int Descriptor = ::open(Path.c_str(), O_RDONLY | O_CLOEXEC);
  if (Descriptor < 0)
    return false;
  struct stat Info;
  bool Ok = ::fstat(Descriptor, &Info) == 0 && S_ISREG(Info.st_mode);
  if (Ok) {
    Text.resize(static_cast<size_t>(Info.st_size));
    size_t Got = 0;
    for (ssize_t N; Got < Text.size() &&
                    (N = ::read(Descriptor, Text.data() + Got, Text.size() - Got)) > 0;)
      Got += static_cast<size_t>(N);
    Text.resize(Got);
  }
  ::close(Descriptor);
  return Ok;
}

class Closure {
public:
  explicit Closure(const CompileJob &Job) : Job(Job) {
    for (const char *Name : {"CPATH", "CPLUS_INCLUDE_PATH"})
      if (const char *Value = std::getenv(Name))
        for (std::string_view Rest = Value; !Rest.empty();) {
          size_t Colon = Rest.find(':');
          Extra.emplace_back(Rest.substr(0, Colon));
          Rest = Colon == std::string_view::npos ? std::string_view() : Rest.substr(Colon + 1);
        }
    Extra.push_back("/usr/local/include");
  }

  /// True if \p Path, or what it includes, may need lowering.
  bool perhaps(const std::string &Path) {
    if (!Seen.insert(Path).second)
      return false;
    std::string Text;
    if (!readFile(Path, Text))
      return false;
    ScannedText Found = Scanner(Text).run();
    if (Found.Async || Found.Computed || (Found.Coroutine && Found.Main))
      return true;
    const std::string Folder = Path.substr(0, Path.find_last_of('/') + 1);
    for (const auto &[Name, Angled] : Found.Includes)
      if (include(Name, Angled, Folder))
        return true;
    return false;
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
    for (const std::string &Dir : Job.IncludeDirs)
      if (exists(Dir + "/" + Name))
        return perhaps(Dir + "/" + Name);
    for (const std::string &Dir : Extra)
      if (exists(Dir + "/" + Name))
        return perhaps(Dir + "/" + Name);
    return false; // the compiler's own
  }

private:
  static bool exists(const std::string &Path) { return ::access(Path.c_str(), R_OK) == 0; }

  const CompileJob &Job;
  std::vector<std::string> Extra;
  std::set<std::string> Seen;
};

} // namespace

ScannedText scanText(const std::string &Text) { return Scanner(Text).run(); }

bool mayNeedLowering(const std::string &Path, const CompileJob &Job) {
  Closure Files(Job);
  for (const std::string &Name : Job.ForcedIncludes)
    if (Files.include(Name, false, ""))
      return true;
  return Files.perhaps(Path);
}

} // namespace asyncc
