#include "render/Output.h"
#include "parse/ModeSpelling.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include <utility>

using namespace clang;
using llvm::StringRef;

namespace asyncc {

void Output::append(StringRef Part) {
  Text += Part;
  size_t Newlines = Part.count('\n');
  if (Newlines) {
    Line += Newlines;
    LineStart = Text.rfind('\n') + 1;
    HasSource = false;
  }
}

std::string Output::take() {
  restoreDropSpelling(Text);
  return std::move(Text);
}

void Output::endLine() {
  if (Text.size() > LineStart)
    append("\n");
}

static std::string quoted(StringRef Name) {
  std::string Out = "\"";
  for (char C : Name) {
    if (C == '"' || C == '\\')
      Out += '\\';
    if (C == '\n')
      Out += "\\012";
    else
      Out += C;
  }
  return Out + "\"";
}

void Output::directive(const std::string &Name, unsigned NewLine) {
  endLine();
  // From here on g++ takes the main file for a header and warns of its local types in templates.
  if (Name != File && Style == OutputStyle::Person && !std::exchange(Renamed, true))
    append("#if defined __GNUC__ && !defined __clang__\n"
           "#pragma GCC diagnostic ignored \"-Wsubobject-linkage\"\n"
           "#endif\n");
  Text += "#line " + std::to_string(NewLine);
  if (Name != File)
    Text += " " + quoted(Name);
  Text += "\n";
  LineStart = Text.size();
  File = Name;
  Line = NewLine;
}

void Output::marker(const std::string &Name, unsigned NewLine, const char *What, bool System) {
  endLine();
  Text += "# " + std::to_string(NewLine) + " " + quoted(Name) + What + (System ? " 3\n" : "\n");
  LineStart = Text.size();
  File = Name;
  Line = NewLine;
}

void Output::enter(const std::string &Name, bool System, const std::string &By, unsigned At,
                   Nesting How) {
  endLine();
  if (How == Nesting::MarkedQuietly && !std::exchange(Quieted, true)) {
    append("#if __has_warning(\"-Wgnu-line-marker\")\n"
           "#pragma clang diagnostic ignored \"-Wgnu-line-marker\"\n"
           "#endif\n");
    Line = 0;
  }
  if (File != By || Line != At)
    directive(By, At);
  marker(Name, 1, " 1", System);
}

void Output::leave(const std::string &By, bool System, unsigned At) { marker(By, At, " 2", System); }

/// Nothing but white space and a comment up to the end of the line.
static bool quietToEndOfLine(StringRef Text) {
  StringRef Rest = Text.ltrim(" \t\r");
  return Rest.empty() || Rest.starts_with("\n") || Rest.starts_with("//");
}

/// Nothing but the ends of statements up to the end of the line.
static bool closesOnly(StringRef Text) { return quietToEndOfLine(Text.ltrim(" \t\r{}()[];,")); }

/// The first newline of \p Text that ends a line: none in a comment or literal, none that a backslash
/// splices.
static size_t endOfFirstLine(StringRef Text) {
  const std::string Copy = Text.str(); // a lexer's text ends in a zero
  LangOptions Lang;
  Lang.CPlusPlus = Lang.CPlusPlus11 = Lang.CPlusPlus14 = Lang.CPlusPlus17 = Lang.CPlusPlus20 = true;
  Lang.LineComment = true;
  Lexer Words(SourceLocation(), Lang, Copy.data(), Copy.data(), Copy.data() + Copy.size());
  Words.SetCommentRetentionState(true);
  size_t At = 0;
  for (Token Word;;) {
    Words.LexFromRawLexer(Word);
    const size_t End = Words.getBufferLocation() - Copy.data();
    const size_t Begin = Word.is(tok::eof) ? Copy.size() : End - Word.getLength();
    for (size_t Line; (Line = Text.substr(0, Begin).find('\n', At)) != StringRef::npos; At = Line + 1)
      if (!Text.substr(At, Line - At).rtrim(" \t\r").ends_with("\\"))
        return Line;
    if (Word.is(tok::eof))
      return StringRef::npos;
    At = End;
  }
}

static std::string blankOf(StringRef Prefix) {
  std::string Pad;
  for (char C : Prefix)
    if (C == '\t' || (C & 0xC0) != 0x80)
      Pad += C == '\t' ? '\t' : ' ';
  // Bytes count for clang, cells for g++; a prefix with wide characters keeps the bytes.
  Pad.resize(Prefix.size(), ' ');
  return Pad;
}

void Output::source(StringRef Part, const std::string &Name, unsigned SourceLine, StringRef Prefix,
                    bool Hold) {
  if (Part.empty())
    return;
  if (std::exchange(CommentOpen, false) && !Part.starts_with("\n"))
    append("\n");
  const bool SamePlace = File == Name && Line == SourceLine;
  if (Style == OutputStyle::Compiler && !Hold) {
    const bool SameColumn = Text.size() - LineStart == Prefix.size();
    if (!(SamePlace && SameColumn)) {
      if (SamePlace && quietToEndOfLine(Part)) {
        // columns of what remains on this line do not matter
      } else if (size_t End = quietToEndOfLine(Part) ? endOfFirstLine(Part) : StringRef::npos;
                 End != StringRef::npos) {
        // Nothing worth a place is left on this line: begin with the next.
        endLine();
        const unsigned Next = SourceLine + Part.substr(0, End + 1).count('\n');
        return source(Part.substr(End + 1), Name, Next, "", Hold);
      } else {
        directive(Name, SourceLine);
        Text += blankOf(Prefix);
      }
    }
  } else if (Style == OutputStyle::Person && !Hold && !SamePlace) {
    // Only a line of its own may carry a directive; what of a line behind generated lines is code is worth one.
    const bool Begins = StringRef(Text).substr(LineStart).trim(" \t").empty() && Prefix.trim(" \t").empty();
    if (Begins || (!HasSource && !closesOnly(Part) && !StringRef(Text).take_front(LineStart).ends_with("\\\n"))) {
      const std::string Before = Text.substr(LineStart);
      Text.resize(LineStart);
      directive(Name, SourceLine);
      Text += Before;
    } else if (size_t End = endOfFirstLine(Part); End != StringRef::npos) {
      append(Part.substr(0, End + 1));
      const unsigned Next = SourceLine + Part.substr(0, End + 1).count('\n');
      return source(Part.substr(End + 1), Name, Next, "", Hold);
    }
  }
  append(Part);
  HasSource = Text.find_first_not_of(" \t", LineStart) != std::string::npos;
}

/// At the end of a file that lacks a newline: a comment or a directive, perhaps of several lines.
void Output::endOpenLine() {
  if (Style != OutputStyle::Compiler)
    return; // what follows begins with a line of its own
  size_t Begin = LineStart;
  auto Before = [&] { return StringRef(Text).take_front(Begin ? Begin - 1 : 0).rtrim(" \t\r"); };
  while (Begin && Before().ends_with("\\"))
    Begin = Before().rfind('\n') + 1; // npos + 1: the first line
  const StringRef Last = StringRef(Text).substr(Begin);
  if (!Last.contains("//") && !Last.ltrim().starts_with("#") && !Last.ltrim().starts_with("%:"))
    return;
  append(Last.rtrim(" \t\r").ends_with("\\") ? "\n\n" : "\n"); // the first one may continue it
}

void Output::generated(StringRef Part, StringRef Indent) {
  if (Style != OutputStyle::Compiler) {
    std::string Out;
    for (char C : Part) {
      Out += C;
      if (C == '\n')
        Out += Indent;
    }
    if (std::exchange(CommentOpen, false) && !Part.starts_with("\n"))
      append("\n");
    append(Out);
    CommentOpen = Part.substr(Part.rfind('\n') + 1).contains("// ");
    return;
  }
  // One line, without the comments that are for a reader.
  while (!Part.empty()) {
    auto [First, Rest] = Part.split('\n');
    StringRef Code = First.substr(0, First.find("// ")).trim();
    if (Code.starts_with("#")) {
      endLine();
      append((Code + "\n").str());
      Line = 0; // whatever follows says where it is
    } else if (!Code.empty()) {
      if (Text.size() > LineStart && Text.back() != ' ')
        Text += ' ';
      Text += Code;
    }
    Part = Rest;
  }
  Text += ' ';
}

void Output::removed(StringRef Part, const std::string &Name, unsigned SourceLine, StringRef Prefix,
                     bool Hold) {
  if (Style != OutputStyle::Compiler)
    return;
  if (Hold || (File == Name && Line == SourceLine && Text.size() - LineStart == Prefix.size())) {
    std::string Blank;
    for (char C : Part)
      Blank += C == '\n' || C == '\t' ? C : ' ';
    append(Blank);
  }
}

} // namespace asyncc
