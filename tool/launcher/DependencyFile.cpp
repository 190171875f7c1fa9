#include "launcher/DependencyFile.h"
#include "launcher/CompilerOptions.h"
#include "launcher/Files.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <unistd.h>

namespace asyncc {

namespace fs = std::filesystem;

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

/// Compilers leave out a `./` in front.
static std::string asListed(std::string Path) {
  while (Path.starts_with("./"))
    Path.erase(0, Path.find_first_not_of('/', 1));
  return Path;
}

/// Puts \p To in the place of \p From where that is a whole name.
static void replaceNames(std::string &Rules, const std::string &From, const std::string &To) {
  auto IsEdge = [&](size_t At) {
    return At >= Rules.size() || std::string_view(" \t\n\r").find(Rules[At]) != std::string_view::npos;
  };
  for (size_t At = 0; (At = Rules.find(From, At)) != std::string::npos;) {
    const size_t End = At + From.size();
    const bool Ends = IsEdge(End) || (Rules[End] == ':' && IsEdge(End + 1));
    if ((At && !IsEdge(At - 1)) || !Ends) {
      At = End;
      continue;
    }
    Rules.replace(At, From.size(), To);
    At += To.size();
  }
}

std::string fixDependencies(const std::string &Rules,
                            const std::map<std::string, std::string> &SourceOf,
                            const std::map<std::string, std::vector<std::string>> &Inlined,
                            bool Phony) {
  std::string Out = Rules, PhonyRules;
  std::set<std::string> WithRule;
  for (const auto &[Generated, Source] : SourceOf) {
    std::set<std::string> Listed;
    const std::string From = escapeForMake(Generated);
    std::string To = escapeForMake(asListed(Source));
    if (auto Headers = Inlined.find(Generated); Headers != Inlined.end())
      for (const std::string &Inner : Headers->second) {
        const std::string Header = asListed(Inner);
        if (Listed.insert(Header).second) {
          To += " \\\n " + escapeForMake(Header);
          if (Phony && Out.find(From) != Out.npos && WithRule.insert(Header).second)
            PhonyRules += escapeForMake(Header) + ":\n";
        }
      }
    replaceNames(Out, From, To);
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

std::string fixDatabase(const std::string &Entries, const std::map<std::string, std::string> &SourceOf,
                        const std::vector<std::string> &Ours) {
  std::string Out;
  std::istringstream In(Entries);
  for (std::string Line; std::getline(In, Line);) {
    auto Entry = nlohmann::ordered_json::parse(Line.substr(0, Line.rfind('}') + 1), nullptr, false);
    if (!Entry.is_object() || !Entry.contains("arguments")) {
      Out += Line + "\n";
      continue;
    }
    std::vector<std::string> Words = Entry["arguments"];
    for (const std::string &Word : Ours)
      if (auto Found = std::ranges::find(Words, Word); Found != Words.end())
        Words.erase(Found);
    Words.push_back(Entry.value("file", ""));
    for (std::string &Word : Words)
      if (auto Found = SourceOf.find(Word); Found != SourceOf.end())
        Word = Found->second.empty() ? "-" : Found->second;
    Entry["file"] = Words.back();
    Words.pop_back();
    Entry["arguments"] = Words;
    Out += Entry.dump() + ",\n";
  }
  return Out;
}

DependencyOutput::DependencyOutput(const CompileJob &Job, const std::string &Folder) : Job(Job) {
  if (Job.DependencyFiles.size() == 1 && writable(Job.DependencyFiles[0])) {
    Private = Folder + "/d";
    for (const CompileJob::Naming &Each : Job.DependencyArgs)
      Replaced[Each.Index] = Each.Before + Private + Each.After;
    if (Replaced.empty())
      Added = {"-MF", Private};
  }
  for (size_t I = 0; I + 1 < Job.Args.size(); ++I)
    if (const ReadOption Read = readOption(Job.Args[I]); Read.ValueFollows) {
      const std::string &Value = Job.Args[++I];
      if (Read.Option->Name == "-MJ" && writable(Value)) {
        const std::string Instead = Folder + "/j" + std::to_string(I);
        Replaced[I] = Instead;
        Databases.push_back({Instead, Value});
      }
    }
  for (const char *Name : {"DEPENDENCIES_OUTPUT", "SUNPRO_DEPENDENCIES"})
    if (const char *Value = std::getenv(Name); Value && *Value && !Job.Dependencies) {
      const std::string Text = Value, File = Text.substr(0, Text.find(' '));
      if (!writable(File))
        continue;
      const std::string Instead = Folder + "/" + Name;
      ::setenv(Name, (Instead + Text.substr(File.size())).c_str(), 1);
      Appended.push_back({Instead, File});
    }
}

/// Whether a file of that name may be made; one that is there stays as it is.
bool DependencyOutput::writable(const std::string &Path) {
  if (Path == "-")
    return true;
  if (::access(Path.c_str(), F_OK) == 0)
    return ::access(Path.c_str(), W_OK) == 0;
  const fs::path Parent = fs::path(Path).parent_path();
  return ::access(Parent.empty() ? "." : Parent.c_str(), W_OK | X_OK) == 0;
}

/// All of \p Text or nothing takes the place of \p Path; a link stays one, and so does a pipe.
static bool replaceFile(const std::string &Path, const std::string &Text) {
  std::error_code Error;
  if (Path != "-" && (fs::is_regular_file(Path, Error) || !fs::exists(Path, Error))) {
    fs::path Target = fs::exists(Path, Error) ? fs::canonical(Path, Error) : fs::path(Path);
    const std::string Aside = Target.string() + ".asyncc" + std::to_string(::getpid());
    std::ofstream Out(Aside, std::ios::binary);
    Out << Text;
    Out.close();
    if (Out)
      fs::rename(Aside, Target, Error);
    if (Out && !Error)
      return true;
    ::unlink(Aside.c_str()); // the folder may be read-only, and the file not
  }
  std::ofstream Out(Path == "-" ? "/dev/stdout" : Path, std::ios::binary);
  Out << Text;
  if (Out.flush())
    return true;
  if (fs::is_regular_file(Path, Error)) // half of the rules would be none
    ::unlink(Path.c_str());
  return false;
}

std::string DependencyOutput::publish(const std::map<std::string, std::string> &SourceOf,
                               const std::map<std::string, std::vector<std::string>> &Inlined,
                               const std::vector<std::string> &Ours) {
  auto Fixed = [&](const std::string &Text) {
    return fixDependencies(Text, SourceOf, Inlined, Job.PhonyTargets);
  };
  // Another may be left from an earlier command.
  auto NamesGenerated = [&](const std::string &Text) {
    return std::ranges::any_of(SourceOf, [&](const auto &Each) {
      return Text.find(escapeForMake(Each.first)) != Text.npos;
    });
  };
  std::string Failed;
  auto Check = [&Failed](const std::string &File, bool Written) {
    if (!Written)
      Failed = File;
  };
  if (!Private.empty()) {
    if (std::optional<std::string> Text = textOf(Private))
      Check(Job.DependencyFiles[0], replaceFile(Job.DependencyFiles[0], Fixed(*Text)));
  } else {
    std::error_code None;
    for (const std::string &File : Job.DependencyFiles)
      if (fs::is_regular_file(File, None))
        if (std::optional<std::string> Text = textOf(File); Text && NamesGenerated(*Text))
          Check(File, replaceFile(File, Fixed(*Text)));
  }
  for (const auto &[Instead, File] : Appended)
    if (std::optional<std::string> Text = textOf(Instead)) {
      const int To = ::open(File.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
      // SUNPRO_DEPENDENCIES leaves out the main file, and with it what was inlined there.
      std::string Rules = *Text;
      if (size_t Colon = Rules.find(": ");
          SourceOf.size() == 1 && Colon != Rules.npos &&
          Rules.find(escapeForMake(SourceOf.begin()->first)) == Rules.npos) {
        const std::string Main = escapeForMake(SourceOf.begin()->second);
        Rules = Fixed(Rules.insert(Colon + 2, escapeForMake(SourceOf.begin()->first) + " "));
        Rules.erase(Colon + 2, Main.size());
      } else {
        Rules = Fixed(Rules);
      }
      Check(File, ::write(To, Rules.data(), Rules.size()) == static_cast<ssize_t>(Rules.size()));
      ::close(To);
    }
  for (const auto &[Instead, File] : Databases)
    if (std::optional<std::string> Text = textOf(Instead))
      Check(File, static_cast<bool>(std::ofstream(File) << fixDatabase(*Text, SourceOf, Ours) << std::flush));
  return Failed;
}

} // namespace asyncc
