#include "launcher/PrefixMaps.h"

#include <algorithm>
#include <string_view>

namespace asyncc {

static std::string option(const std::string &Kind) { return "-f" + Kind + "-prefix-map="; }

/// \p Path under the maps of the \p Kinds.
static std::string mapped(const std::string &Path, const std::vector<std::string> &Args,
                          const std::vector<std::string> &Kinds) {
  for (auto Arg = Args.rbegin(); Arg != Args.rend(); ++Arg)
    for (const std::string &Kind : Kinds)
      if (const std::string Option = option(Kind); Arg->starts_with(Option)) {
        const std::string_view Map = std::string_view(*Arg).substr(Option.size());
        const size_t Equals = Map.find('=');
        if (Equals != Map.npos && Path.starts_with(Map.substr(0, Equals)))
          return std::string(Map.substr(Equals + 1)) + Path.substr(Equals);
      }
  return Path;
}

std::vector<std::string> prefixMapsFor(const std::string &Generated, const std::string &Source,
                                       const std::vector<std::string> &Args) {
  const std::string Name = mapped(Source, Args, {"file"});
  std::vector<std::string> Out = {option("file") + Generated + "=" + Name};
  // Which of the others a compiler knows tells their being used.
  for (const char *Kind : {"debug", "macro", "profile", "coverage"}) {
    const bool Used = std::ranges::any_of(
        Args, [&](const std::string &Arg) { return Arg.starts_with(option(Kind)); });
    if (Used)
      Out.push_back(option(Kind) + Generated + "=" + mapped(Source, Args, {"file", Kind}));
  }
  return Out;
}

std::vector<std::string> mapsForBeside(bool ForClang, const std::vector<std::string> &Searched,
                                       const std::vector<std::string> &Args) {
  if (!ForClang) {
    std::vector<std::string> Out;
    for (const char *Kind : {"debug", "macro"}) { // -ffile-prefix-map wins over these, wherever it stands
      Out.push_back(option(Kind) + "./=");
      for (const std::string &Dir : Searched)
        if (Dir.starts_with("./") && Dir.size() > 2)
          Out.push_back(option(Kind) + Dir + "=" + Dir);
    }
    for (const std::string &Arg : Args)
      if (const size_t Old = Arg.find("-prefix-map="); Arg.starts_with("-f") && Old != Arg.npos)
        if (const size_t At = Old + option("").size() - 2; At < Arg.size() && Arg[At] != '/' && Arg[At] != '.')
          Out.push_back(std::string(Arg).insert(At, "./"));
    return Out;
  }
  // Any map makes clang take the dots out of __FILE__.
  const bool Takes = std::ranges::any_of(Args, [](const std::string &Arg) {
    return Arg.starts_with(option("file")) || Arg.starts_with(option("macro")) || Arg.ends_with("file-reproducible");
  });
  return Takes ? std::vector<std::string>() : std::vector<std::string>{"-fno-file-reproducible"};
}

} // namespace asyncc
