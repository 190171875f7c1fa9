//===- OptionTable.h - asyncc's own options -------------------------------===//
//
// One table for both programs: the launcher only has to know where its options end and the compiler
// begins; the core parses and documents them.
//
//===----------------------------------------------------------------------===//
#pragma once

namespace asyncc {

struct OptionInfo {
  const char *Name;
  const char *Value; ///< what --help calls its value, or null for a flag
  const char *Help;
};

inline constexpr OptionInfo OwnOptions[] = {
    {"-o", "OUTPUT", "where the lowered text goes: a file, - for stdout, or a folder for several inputs"},
    {"-p", "BUILD_DIR", "take the flags from BUILD_DIR/compile_commands.json"},
    {"--check", nullptr, "report, write nothing: exit 1 if lowering or parsing finds an error"},
    {"--cxx", "COMPILER", "the compiler that the flags are meant for (else $CXX, else g++)"},
    {"--runtime", "R[:HEADER]", "the default runtime: what [[async::main(R)]] takes"},
    {"--no-line", nullptr, "no #line directives in the lowered text"},
    {"--keep-includes", nullptr, "inline no header: for headers that are lowered one by one"},
    {"--emit", "json", "in place of the lowered text, a list of what was lowered"},
    {"--diagnostics", "json", "diagnostics as one SARIF 2.1.0 document on stderr"},
    {"--explain", "RULE", "print the documentation of a rule or an error"},
    {"--print", nullptr, "show the lowered form of one file, in colours, without #line"},
    {"--function", "NAME", "with --print: only the functions of that name"},
    {"--progress", nullptr, "say on stderr which of several files is done (on a terminal always)"},
    {"--stats", nullptr, "what became of the commands so far (--zero-stats begins anew)"},
    {"--version", nullptr, "print the version"},
    {"--help", nullptr, "print this help"},
};

} // namespace asyncc
