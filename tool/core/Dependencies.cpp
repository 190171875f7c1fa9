#include "core/Dependencies.h"
#include "launcher/CommandLine.h"
#include "launcher/CompilerOptions.h"
#include "launcher/DependencyFile.h"
#include "translate/Translate.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace asyncc {

namespace fs = std::filesystem;

/// Make compares names as they are written: what is below the working folder is named from there.
static std::string nameForMake(const fs::path &File) {
  std::error_code Error;
  const fs::path Here = fs::current_path(Error), Plain = File.lexically_normal(),
                 Near = Plain.lexically_relative(Here);
  return Near.empty() || *Near.begin() == ".." ? Plain.string() : Near.string();
}

static bool isBelow(const fs::path &File, const std::string &Folder) {
  std::error_code Error;
  const fs::path Inner = File.lexically_normal().lexically_relative(
      fs::absolute(Folder, Error).lexically_normal());
  return !Inner.empty() && *Inner.begin() != "..";
}

/// What -MT and -MQ ask for, in place of the output.
static std::string targets(const std::vector<std::string> &Flags) {
  std::string Out;
  for (size_t I = 0; I < Flags.size(); ++I) {
    const ReadOption Read = readOption(Flags[I]);
    const std::string Value = !Read.ValueFollows       ? std::string(Read.Value)
                              : I + 1 < Flags.size() ? Flags[++I]
                                                     : "";
    if (Read.Option && (Read.Option->Name == "-MT" || Read.Option->Name == "-MQ"))
      Out += (Out.empty() ? "" : " ") + (Read.Option->Name == "-MT" ? Value : escapeForMake(Value));
  }
  return Out;
}

static bool namesFile(const CompileJob &Job) { return Job.Dependencies && !Job.DependencyArgs.empty(); }

bool namesDependencyFile(const std::vector<std::string> &Flags) { return namesFile(readCompileJob(Flags)); }

bool writeDependencies(const std::vector<std::string> &Flags, const std::string &Input,
                       const std::string &Target, const TranslateResult &Result, std::string &File) {
  const CompileJob Job = readCompileJob(Flags);
  if (!namesFile(Job))
    return true;
  File = Job.DependencyFiles.front();
  std::string Rule = targets(Job.Args), Phony;
  if (Rule.empty())
    Rule = escapeForMake(Target);
  Rule += ": " + escapeForMake(Input);
  std::vector<std::string> Left = {"/usr"};
  Left.insert(Left.end(), Job.SystemDirs.begin(), Job.SystemDirs.end());
  std::error_code Error;
  for (const std::string &Read : Result.Files) {
    if (fs::equivalent(Read, Input, Error) ||
        (Job.UserDependencies &&
         std::ranges::any_of(Left, [&](const std::string &Each) { return isBelow(Read, Each); })))
      continue;
    const std::string Name = escapeForMake(nameForMake(Read));
    Rule += " \\\n  " + Name;
    if (Job.PhonyTargets)
      Phony += Name + ":\n";
  }
  Rule += "\n" + Phony;
  if (File == "-")
    return static_cast<bool>(std::cout << Rule << std::flush);
  std::ofstream Out(File, std::ios::binary);
  Out << Rule;
  Out.close();
  return static_cast<bool>(Out);
}

} // namespace asyncc
