#include "launcher/CompilerOptions.h"

#include <algorithm>

namespace asyncc {

using Is = OptionMeaning;

// NextWord stands for what either compiler reads so. Joined stands only where it matters here: the value
// of -lz needs no reading.
static constexpr CompilerOption Table[] = {
    {"-###", NoValue, Is::Preprocesses},
    {"--assert", NextWord | Equals, Is::Nothing},
    {"--config", NextWord | Equals, Is::FindsHeaders},
    {"--define-macro", NextWord | Equals, Is::Definition},
    {"--dependencies", NoValue, Is::Preprocesses},
    {"--entry", NextWord | Equals, Is::Nothing},
    {"--for-assembler", NextWord | Equals, Is::Nothing},
    {"--for-linker", NextWord | Equals, Is::Nothing},
    {"--force-link", NextWord | Equals, Is::Nothing},
    {"--imacros", NextWord | Equals, Is::ForcedInclude},
    {"--include", NextWord | Equals, Is::ForcedInclude},
    {"--include-directory", NextWord | Equals, Is::IncludeDir},
    {"--include-directory-after", NextWord | Equals, Is::AfterDir},
    {"--include-prefix", NextWord | Equals, Is::FindsHeaders},
    {"--include-with-prefix", NextWord | Equals, Is::FindsHeaders},
    {"--include-with-prefix-after", NextWord | Equals, Is::FindsHeaders},
    {"--include-with-prefix-before", NextWord | Equals, Is::FindsHeaders},
    {"--language", NextWord | Equals, Is::Language},
    {"--library-directory", NextWord | Equals, Is::Nothing},
    {"--output", NextWord | Equals, Is::Output},
    {"--param", NextWord | Equals, Is::Nothing},
    {"--prefix", NextWord | Equals, Is::FindsHeaders},
    {"--preprocess", NoValue, Is::Preprocesses},
    {"--serialize-diagnostics", NextWord, Is::Nothing},
    {"--specs", NextWord | Equals, Is::Nothing},
    {"--std", NextWord | Equals, Is::Nothing},
    {"--sysroot", NextWord | Equals, Is::FindsHeaders},
    {"--undefine-macro", NextWord | Equals, Is::Nothing},
    {"--user-dependencies", NoValue, Is::Preprocesses},
    {"--write-dependencies", NoValue, Is::Dependencies},
    {"--write-user-dependencies", NoValue, Is::UserDependencies},
    {"-A", NextWord, Is::Nothing},
    {"-B", NextWord | Joined, Is::FindsHeaders},
    {"-D", NextWord | Joined, Is::Definition},
    {"-E", NoValue, Is::Preprocesses},
    {"-F", NextWord | Joined, Is::FindsHeaders},
    {"-I", NextWord | Joined, Is::IncludeDir},
    {"-L", NextWord, Is::Nothing},
    {"-M", NoValue, Is::Preprocesses},
    {"-MD", NoValue, Is::Dependencies},
    {"-MF", NextWord | Joined, Is::DependencyFile},
    {"-MJ", NextWord, Is::Nothing},
    {"-MM", NoValue, Is::Preprocesses},
    {"-MMD", NoValue, Is::UserDependencies},
    {"-MP", NoValue, Is::PhonyTargets},
    {"-MQ", NextWord | Joined, Is::Nothing},
    {"-MT", NextWord | Joined, Is::Nothing},
    {"-T", NextWord, Is::Nothing},
    {"-Tbss", NextWord, Is::Nothing},
    {"-Tdata", NextWord, Is::Nothing},
    {"-Ttext", NextWord, Is::Nothing},
    {"-U", NextWord, Is::Nothing},
    {"-Wp,", Joined, Is::PreprocessorOptions},
    {"-Xanalyzer", NextWord, Is::Nothing},
    {"-Xarch_device", NextWord, Is::Nothing},
    {"-Xarch_host", NextWord, Is::Nothing},
    {"-Xassembler", NextWord, Is::Nothing},
    {"-Xclang", NextWord, Is::InnerWord},
    {"-Xcuda-fatbinary", NextWord, Is::Nothing},
    {"-Xcuda-ptxas", NextWord, Is::Nothing},
    {"-Xlinker", NextWord, Is::Nothing},
    {"-Xopenmp-target", NextWord, Is::Nothing},
    {"-Xpreprocessor", NextWord, Is::PreprocessorWord},
    {"-arch", NextWord, Is::Nothing},
    {"-aux-info", NextWord, Is::Nothing},
    {"-cxx-isystem", NextWord | Joined, Is::SystemDir},
    {"-dumpbase", NextWord, Is::Nothing},
    {"-dumpbase-ext", NextWord, Is::Nothing},
    {"-dumpdir", NextWord, Is::Nothing},
    {"-e", NextWord, Is::Nothing},
    {"-framework", NextWord, Is::Nothing},
    {"-gcc-toolchain", NextWord, Is::FindsHeaders},
    {"-idirafter", NextWord | Joined, Is::AfterDir},
    {"-iframework", NextWord | Joined, Is::FindsHeaders},
    {"-imacros", NextWord | Joined, Is::ForcedInclude},
    {"-imultiarch", NextWord, Is::Nothing},
    {"-imultilib", NextWord, Is::Nothing},
    {"-include", NextWord | Joined, Is::ForcedInclude},
    {"-include-pch", NextWord, Is::FindsHeaders},
    {"-iprefix", NextWord | Joined, Is::FindsHeaders},
    {"-iquote", NextWord | Joined, Is::QuoteDir},
    {"-isysroot", NextWord | Joined, Is::FindsHeaders},
    {"-isystem", NextWord | Joined, Is::SystemDir},
    {"-isystem-after", NextWord | Joined, Is::SystemDir},
    {"-ivfsoverlay", NextWord | Joined, Is::FindsHeaders},
    {"-iwithprefix", NextWord | Joined, Is::FindsHeaders},
    {"-iwithprefixbefore", NextWord | Joined, Is::FindsHeaders},
    {"-l", NextWord, Is::Nothing},
    {"-mllvm", NextWord, Is::Nothing},
    {"-mthread-model", NextWord, Is::Nothing},
    {"-o", NextWord | Joined, Is::Output},
    {"-resource-dir", NextWord | Equals, Is::FindsHeaders},
    {"-rpath", NextWord, Is::Nothing},
    {"-serialize-diagnostics", NextWord, Is::Nothing},
    {"-specs", NextWord | Equals, Is::Nothing},
    {"-stdlib++-isystem", NextWord | Joined, Is::FindsHeaders},
    {"-target", NextWord, Is::Nothing},
    {"-u", NextWord, Is::Nothing},
    {"-working-directory", NextWord | Equals, Is::FindsHeaders},
    {"-wrapper", NextWord, Is::Nothing},
    {"-x", NextWord | Joined, Is::Language},
    {"-z", NextWord, Is::Nothing},
};

std::span<const CompilerOption> compilerOptions() { return Table; }

ReadOption readOption(std::string_view Arg) {
  const auto Exact = std::ranges::lower_bound(Table, Arg, {}, &CompilerOption::Name);
  if (Exact != std::end(Table) && Exact->Name == Arg)
    return {Exact, (Exact->Value & NextWord) != 0, {}};
  // The longest name that the word begins with.
  ReadOption Found;
  for (const CompilerOption &Each : Table) {
    if (!Arg.starts_with(Each.Name) || (Found.Option && Found.Option->Name.size() > Each.Name.size()))
      continue;
    const std::string_view Rest = Arg.substr(Each.Name.size());
    if (Each.Value & Joined)
      Found = {&Each, false, Rest};
    else if ((Each.Value & Equals) && Rest.starts_with("="))
      Found = {&Each, false, Rest.substr(1)};
  }
  return Found;
}

} // namespace asyncc
