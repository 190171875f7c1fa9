//===- SourceEdits.h - From places in the AST to edits --------------------===//
#pragma once

#include "diagnostics/Diagnostics.h"
#include "edits/Edit.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include <set>

namespace asyncc {

/// Turns source locations into edits of one set. A place inside a macro's argument is edited where it
/// is written; a place in a macro's definition is refused with an error that names both places.
class SourceEdits {
public:
  SourceEdits(const clang::SourceManager &SM, const clang::LangOptions &Opts, Diagnostics &Diags)
      : Set(std::make_shared<EditSet>()), SM(SM), Opts(Opts), Diags(Diags) {}

  void insertBefore(clang::SourceLocation Loc, Pieces New, int Order = 0);
  /// After the token that begins at \p Loc.
  void insertAfter(clang::SourceLocation Loc, Pieces New, int Order = 0);
  /// \p Range is a token range.
  void replace(clang::SourceRange Range, Pieces New);
  /// The same for \p Range and the spaces that follow.
  void replaceWithSpaces(clang::SourceRange Range, Pieces New);
  /// Removes, together with the spaces that follow.
  void remove(clang::SourceRange Range);

  /// Refuses, with an error that names both places, a statement that comes out of a macro and cannot
  /// be edited where it was written.
  bool refuseMacro(clang::SourceRange Range);

  /// The file offsets of a token range, or nothing if it comes out of a macro's definition.
  std::optional<Region> region(clang::SourceRange Range) const;
  std::string text(clang::SourceRange Range) const;
  /// The location after the next \p Kind token from \p Loc's token on, comments skipped.
  clang::SourceLocation tokenAfter(clang::SourceLocation Loc, clang::tok::TokenKind Kind) const;

  std::shared_ptr<EditSet> Set;
  const clang::SourceManager &SM;
  const clang::LangOptions &Opts;

private:
  std::optional<Region> editable(clang::SourceRange Range);
  std::set<clang::SourceLocation> MacroStatements; // edited in a macro's argument
  Diagnostics &Diags;
};

} // namespace asyncc
