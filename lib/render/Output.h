//===- Output.h - Text whose lines are those of the source ----------------===//
//
// The compiler and the debugger must show the source. A text knows, for its next character, which
// file and line a compiler would print for it; before source text goes out whose place differs, a
// `#line` directive is put in between. Two styles:
//
//   * Compiler: also columns agree. g++ prints the source's line with the *generated* column, so what
//     is removed becomes spaces, and after something was put in, the line starts anew: `#line N`,
//     then spaces up to the column.
//   * Person: `#line` only at the beginning of a line, and only where lines moved.
//
// No directive may stand in the arguments of a macro: the caller holds them back there.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace asyncc {

enum class OutputStyle { Compiler, Person, PersonWithoutLines };

/// How what is inlined says that it is included: by an extension that compilers complain of if they are pedantic,
/// which only clang can be told not to do.
enum class Nesting { None, Marked, MarkedQuietly };

class Output {
public:
  Output(OutputStyle Style, std::string MainFile) : Style(Style), File(std::move(MainFile)) {}

  /// Source text that begins at \p Line, \p Column (from 1) of \p Name. \p Prefix is what stands
  /// before it on its line; \p Hold forbids directives.
  void source(llvm::StringRef Text, const std::string &Name, unsigned Line, llvm::StringRef Prefix,
              bool Hold);
  /// Text of asyncc's own; newlines get \p Indent.
  void generated(llvm::StringRef Text, llvm::StringRef Indent);
  /// Stands for removed source text.
  void removed(llvm::StringRef Text, const std::string &Name, unsigned Line, llvm::StringRef Prefix,
               bool Hold);
  /// A file of which all text up to leave() is, included at \p Line of \p By. Compilers then say so, and take it for
  /// no part of the main file. For the style of a compiler.
  void enter(const std::string &Name, bool System, const std::string &By, unsigned Line, Nesting How);
  void leave(const std::string &By, bool System, unsigned Line);
  /// Ends the current line if anything stands on it.
  void endLine();
  void endOpenLine();

  std::string take();

private:
  void append(llvm::StringRef Part);
  void directive(const std::string &Name, unsigned NewLine);
  void marker(const std::string &Name, unsigned NewLine, const char *What, bool System);

  OutputStyle Style;
  std::string Text;
  std::string File;     // what a compiler takes the current line to belong to
  unsigned Line = 1;
  size_t LineStart = 0; // offset in Text of the current physical line
  bool HasSource = false;   // on the current line
  bool Quieted = false;     // so that markers are nothing to complain of
  bool Renamed = false;     // a directive has named a file
  bool CommentOpen = false; // a comment of asyncc's own runs to the end of the current line
};

} // namespace asyncc
