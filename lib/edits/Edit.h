//===- Edit.h - Changes to source text, as values -------------------------===//
//
// A lowering returns edits; it never writes text out. One piece of source may be rendered more than
// once (a maybe-async class: once suspending, once blocking), so an edit may also say "here follows
// that region of the source, under this other set of edits".
//
//===----------------------------------------------------------------------===//
#pragma once

#include "clang/Basic/SourceLocation.h"
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace asyncc {

class EditSet;

/// A stretch of a file, rendered under \c Edits (null: as it stands).
struct Region {
  clang::FileID File;
  unsigned Begin = 0, End = 0;
  std::shared_ptr<const EditSet> Edits;
};

/// What is put in: text of asyncc's own, or a region of the source. In text a newline is followed
/// by the indentation of the line it is put into; text for a compiler is joined into one line.
struct Piece {
  std::string Text;
  std::optional<Region> Source;

  Piece(std::string Text) : Text(std::move(Text)) {}
  Piece(const char *Text) : Text(Text) {}
  Piece(Region Source) : Source(std::move(Source)) {}
};
using Pieces = std::vector<Piece>;

/// Replaces [Begin, End) of a file by \c New. A removal pads with spaces in text for a compiler.
struct Edit {
  unsigned Begin, End;
  Pieces New;
  int Order = 0;      ///< among insertions at one place, smaller first
  bool Whole = false; ///< replaces whatever else was to be edited inside
  /// Of an insertion: the length of the expression that it is part of, which begins or ends here; 0 if any.
  unsigned Covers = 0;
  bool Copied = false; ///< what it removes stands elsewhere

  bool removes() const { return New.empty(); }
};

/// The edits of one rendering, for any number of files.
class EditSet {
public:
  void add(clang::FileID File, Edit Change) { Files[File].push_back(std::move(Change)); }
  bool empty() const { return Files.empty(); }
  bool touches(clang::FileID File) const { return Files.count(File); }
  const std::map<clang::FileID, std::vector<Edit>> &files() const { return Files; }

  /// Moves the edits inside of [Begin, End), insertions at its borders that belong to expressions included.
  /// \p ButWhole leaves what replaces exactly that.
  void move(clang::FileID File, unsigned Begin, unsigned End, EditSet &To, bool ButWhole = false);
  /// Sorts; merges equal edits (a macro argument expanded twice); drops edits inside a removal.
  /// Returns the place of two edits that contradict each other, if any: a defect of asyncc.
  std::optional<std::pair<clang::FileID, unsigned>> normalize();

private:
  std::map<clang::FileID, std::vector<Edit>> Files;
};

} // namespace asyncc
