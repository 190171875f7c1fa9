#include "launcher/DependencyFile.h"

#include <set>

namespace asyncc {

std::string escapeForMake(const std::string &Path) {
  std::string Out;
  for (char C : Path) {
    if (C == ' ' || C == '#' || C == '\t')
      Out += '\\';
    else if (C == '$')
      Out += '$';
    Out += C;
  }
  return Out;
}

std::string fixDependencies(const std::string &Rules,
                            const std::map<std::string, std::string> &SourceOf,
                            const std::map<std::string, std::vector<std::string>> &Inlined,
                            bool Phony) {
  std::string Out = Rules, PhonyRules;
  std::set<std::string> Listed;
  for (const auto &[Generated, Source] : SourceOf) {
    const std::string From = escapeForMake(Generated);
    std::string To = escapeForMake(Source);
    if (auto Headers = Inlined.find(Generated); Headers != Inlined.end())
      for (const std::string &Header : Headers->second)
        if (Listed.insert(Header).second) {
          To += " \\\n " + escapeForMake(Header);
          if (Phony)
            PhonyRules += escapeForMake(Header) + ":\n";
        }
    for (size_t At = 0; (At = Out.find(From, At)) != std::string::npos; At += To.size())
      Out.replace(At, From.size(), To);
  }
  // A header beside a source without a folder was found through `-iquote .`.
  bool Plain = false;
  for (const auto &[Generated, Source] : SourceOf)
    Plain |= Source.find('/') == std::string::npos;
  // In the list alone: targets are the developer's.
  for (size_t At = Out.find(':'); Plain && (At = Out.find(" ./", At)) != std::string::npos;)
    Out.erase(At + 1, 2);
  if (!Out.empty() && Out.back() != '\n')
    Out += '\n';
  return Out + PhonyRules;
}

} // namespace asyncc
