#include "core/Print.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <vector>

using llvm::StringRef;

namespace asyncc {
namespace {

bool inName(char C) { return isalnum(static_cast<unsigned char>(C)) || C == '_'; }

/// Where the comment, literal or single character at \p At ends.
size_t skip(StringRef Text, size_t At) {
  if (Text.substr(At).starts_with("//"))
    return std::min(Text.find('\n', At), Text.size());
  if (Text.substr(At).starts_with("/*"))
    return std::min(Text.find("*/", At + 2), Text.size() - 2) + 2;
  if (Text.substr(At).starts_with("R\"") && (At == 0 || !inName(Text[At - 1]))) {
    const size_t Open = Text.find('(', At);
    const std::string Close = ")" + Text.slice(At + 2, Open).str() + "\"";
    const size_t End = Text.find(Close, Open);
    return End == StringRef::npos ? Text.size() : End + Close.size();
  }
  if (Text[At] != '"' && (Text[At] != '\'' || (At && inName(Text[At - 1]))))
    return At + 1;
  for (size_t I = At + 1; I < Text.size(); ++I)
    if (Text[I] == '\\')
      ++I;
    else if (Text[I] == Text[At] || Text[I] == '\n')
      return I + 1;
  return Text.size();
}

/// Behind the bracket that closes the one at \p At.
size_t behindBracket(StringRef Text, size_t At) {
  int Depth = 0;
  while (At < Text.size()) {
    Depth += Text[At] == '(' || Text[At] == '{' ? 1 : Text[At] == ')' || Text[At] == '}' ? -1 : 0;
    At = skip(Text, At);
    if (Depth == 0)
      return At;
  }
  return Text.size();
}

/// The `{` of the body behind the parameters that end at \p At; npos if a declaration or a call ends.
size_t bodyBehind(StringRef Text, size_t At) {
  for (; At < Text.size(); At = Text[At] == '(' ? behindBracket(Text, At) : skip(Text, At)) {
    if (Text[At] == '{')
      return At;
    if (StringRef(";,)}=+-/.?|").contains(Text[At]) && !Text.substr(At).starts_with("->") &&
        !Text.substr(At).starts_with("//") && !Text.substr(At).starts_with("/*"))
      return StringRef::npos;
    if (Text[At] == '-')
      ++At; // of ->
  }
  return StringRef::npos;
}

} // namespace

std::string definitionsOf(const std::string &All, const std::string &Name) {
  StringRef Text(All);
  if (Name.empty())
    return All;
  std::string Out;
  size_t Begin = 0; // of the declaration that is being read
  for (size_t At = 0; At < Text.size();) {
    const char C = Text[At];
    if (C == ';' || C == '{' || C == '}') {
      Begin = ++At;
      continue;
    }
    if (C == '#' && Text.slice(Begin, At).trim().empty()) { // a directive
      At = std::min(Text.find('\n', At), Text.size());
      Begin = At;
      continue;
    }
    if (!Text.substr(At).starts_with(Name) || (At && inName(Text[At - 1])) ||
        !Text.substr(At + Name.size()).ltrim().starts_with("(")) {
      At = skip(Text, At);
      continue;
    }
    const size_t Body = bodyBehind(Text, behindBracket(Text, Text.find('(', At)));
    if (Body == StringRef::npos) {
      At += Name.size();
      continue;
    }
    const size_t End = behindBracket(Text, Body);
    Out += (Out.empty() ? "" : "\n") + Text.slice(Begin, End).trim("\n").str() + "\n";
    Begin = At = End;
  }
  return Out;
}

std::string coloured(const std::string &Lowered, const std::string &Source) {
  std::map<StringRef, int> Written;
  for (StringRef Rest = Source; !Rest.empty();) {
    auto [Line, After] = Rest.split('\n');
    ++Written[Line.trim()];
    Rest = After;
  }
  std::string Out;
  for (StringRef Rest = Lowered; !Rest.empty();) {
    auto [Line, After] = Rest.split('\n');
    if (Line.trim().empty() || Written.count(Line.trim()))
      Out += Line.str() + "\n";
    else
      Out += "\033[32m" + Line.str() + "\033[0m\n";
    Rest = After;
  }
  return Out;
}

} // namespace asyncc
