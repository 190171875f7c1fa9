//===- SourceEdits.h - From places in the AST to edits --------------------===//
#pragma once

#include "diagnostics/Diagnostics.h"
#include "edits/Edit.h"
#include "edits/MacroTokens.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include <set>

namespace asyncc {

/// Turns source locations into edits of one set. A place inside a macro's argument is edited where
/// it is written, if the macro uses it once; for a place in a macro's definition, the use of the
/// macro is written out. Where that is impossible an error names both places.
class SourceEdits {
public:
  /// \p Macros, if given, allows to edit what comes out of macros, by writing their uses out.
  SourceEdits(const clang::SourceManager &SM, const clang::LangOptions &Opts, Diagnostics &Diags,
              const MacroTokens *Macros = nullptr)
      : Set(std::make_shared<EditSet>()), SM(SM), Opts(Opts), Macros(Macros), Diags(Diags) {}
  /// To be called when all edits are made: turns those inside of macros into edits of their uses.
  void finish();

  /// \p Of: the expression that begins there and that \p New is put around, if parts of it may be moved.
  void insertBefore(clang::SourceLocation Loc, Pieces New, int Order = 0, clang::SourceRange Of = {});
  /// After the token that begins at \p Loc.
  void insertAfter(clang::SourceLocation Loc, Pieces New, int Order = 0, clang::SourceRange Of = {});
  /// Where the use of a macro begins whose first token \p Loc is, or ends whose last token it is, so that what is put
  /// there is no part of it; else \p Loc.
  clang::SourceLocation inFront(clang::SourceLocation Loc) const;
  clang::SourceLocation behind(clang::SourceLocation Loc) const;
  /// \p Range is a token range.
  void replace(clang::SourceRange Range, Pieces New);
  /// The same for \p Range and the spaces that follow.
  void replaceWithSpaces(clang::SourceRange Range, Pieces New);
  /// Removes, together with the spaces that follow.
  void remove(clang::SourceRange Range);

  /// The file offsets of a token range, or nothing if it comes out of a macro's definition.
  std::optional<Region> region(clang::SourceRange Range) const;
  /// The use of a macro that an edit of \p Range would write out; null if it is edited where it is written.
  const MacroUse *writtenOut(clang::SourceRange Range) const;
  /// Whether edits have been made by which the use of a macro that \p Loc comes out of is written out.
  bool isWrittenOut(clang::SourceLocation Loc) const {
    return Loc.isMacroID() && WrittenOut.count(SM.getExpansionLoc(Loc)) > 0;
  }
  /// Whether something may be put in front of and behind \p Around, in the text of a macro's use if it comes out of one.
  bool takesInsertions(clang::SourceRange Around) const;
  /// Counts in \p In are written as the numbers that they are: the text stands elsewhere, too, and counts there.
  void writeOutCounters(const Region &In);
  /// \p Range is to be edited at both ends: a use of a macro that makes it of several arguments is written out.
  void keepWhole(clang::SourceRange Range);
  /// Says that a place comes out of a macro's definition and cannot be edited.
  void refuse(clang::SourceLocation Loc);
  /// The text of \p Range with the edits made inside of it so far, which are taken out of the set.
  Piece take(clang::SourceRange Range);
  /// The same with the edits that all lowerings will have made inside of it.
  std::optional<Piece> takeAtEnd(clang::SourceRange Range);
  /// What becomes of \p At as a whole by the edits made so far. Taken: it stands elsewhere, with the edits that all
  /// lowerings make inside of it.
  enum Fate { Stays, Removed, Moved, Taken };
  Fate fateOf(const Region &At) const;
  std::string text(clang::SourceRange Range) const;
  /// The location after the next \p Kind token from \p Loc's token on, comments skipped.
  clang::SourceLocation tokenAfter(clang::SourceLocation Loc, clang::tok::TokenKind Kind) const;

  std::shared_ptr<EditSet> Set;
  const clang::SourceManager &SM;
  const clang::LangOptions &Opts;

private:
  /// One change inside a use of a macro, by tokens.
  struct Inside {
    size_t First, Last; ///< tokens that are replaced, or (First > Last) the place in front of First
    std::string Text;
    int Order;
  };
  struct WrittenToken {
    using Span = std::pair<unsigned, unsigned>;
    std::optional<Span> Own; ///< if it is written there
    std::vector<Span> Uses;
  };
  WrittenToken placeOf(const clang::Token &Tok, const Region &Use) const;
  struct Written {
    const MacroUse *Use;
    clang::SourceRange Range; ///< of the use, in the file
    std::vector<Inside> Changes;
  };

  std::optional<Region> editable(clang::SourceRange Range);
  /// The first and the last token of \p Range in what \p Use expands to; nothing if it cannot be written out.
  std::optional<std::pair<size_t, size_t>> tokensOf(const MacroUse &Use, clang::SourceRange Range) const;
  unsigned lengthOf(clang::SourceRange Range) const;
  bool isOfSeveralArguments(clang::SourceRange Range) const;
  bool inMacro(clang::SourceRange Range, bool After, const Pieces &New, int Order, bool Replaces);
  using TakenText = std::pair<Region, std::shared_ptr<EditSet>>; ///< and its edits
  static const TakenText *innermost(const std::vector<TakenText> &List, const Region &At);
  void moveIn(Written &Out, const Region &Use, const EditSet &Around);
  const MacroTokens *Macros;
  std::map<clang::SourceLocation, Written> WrittenOut; // by the macro's name in the file
  std::vector<TakenText> TakenOut, ToTake; // at once; once all edits are made
  Diagnostics &Diags;
};

} // namespace asyncc
