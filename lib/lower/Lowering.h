//===- Lowering.h - What every lowering is given --------------------------===//
//
// A lowering is a function from the AST to edits. It knows nothing of files, flags or the other
// lowerings. Because a maybe-async body is rendered twice, a lowering is told which rendering it is
// working for: modes() maps each marked class or function to the mode that its body is rendered in.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/Names.h"
#include "diagnostics/Diagnostics.h"
#include "edits/SourceEdits.h"
#include "parse/Parse.h"
#include <functional>
#include <map>
#include <memory>
#include <set>

namespace asyncc {

enum class Mode { Suspending, Blocking };

/// Which mode each marked entity (its canonical declaration) is rendered in.
using ModeMap = std::map<const clang::Decl *, Mode>;

struct DropContext;
struct GccContext;

struct Lowering {
  Translation &Unit;
  Diagnostics &Diags;
  SourceEdits &Edits;
  ModeMap Modes;
  clang::Decl *Root = nullptr; ///< only what is in it is lowered; null: everything
  std::shared_ptr<DropContext> Drops; ///< what the drop lowering knows of types, once per unit
  std::shared_ptr<GccContext> Gcc;    ///< what instantiations say of calls, once per unit
  /// Renders once more what is in a Lowering's Root, as its other members say.
  std::function<void(Lowering &)> Render{};
  /// What the result includes in front of everything, for all renderings.
  std::shared_ptr<std::set<std::string>> Headers = std::make_shared<std::set<std::string>>();
  /// Variables whose dependent type has no drop in this rendering.
  std::set<const clang::VarDecl *> WithoutDrop{};
  /// Bodies of which the drop lowering made something else.
  std::set<const clang::Stmt *> WithDrops{};
  /// The order of what the drop lowering ends loops with behind their bodies.
  std::map<const clang::Stmt *, int> EndsBehind{};
  /// Assignments before which the drop lowering drops the left side, and whether it awaits that.
  std::map<const clang::Expr *, bool> Assigned{};
  /// Temporaries that the drop lowering constructs in places of their own, without parentheses.
  std::set<const clang::Expr *> Placed{};
  /// All that have a place, those too that it moves there.
  std::set<const clang::Expr *> Held{};
  /// What a closure makes that g++ needs: its call stands there now.
  std::set<const clang::Expr *> Called{};
  /// What stands for `__func__` and its like in closures, by function and kind: see FunctionNames.h.
  std::map<std::pair<const clang::FunctionDecl *, clang::PredefinedIdentKind>, std::string> FunctionNames{};
  std::set<const clang::Expr *> NamesTaken{};

  /// For what is in \p Of, rendered once more into \p To. What is known of the unit is shared; what this rendering
  /// noted of bodies is not.
  Lowering copyFor(clang::Decl *Of, SourceEdits &To) const;
  /// Without them nothing that is put in may say `try`.
  bool hasExceptions() const { return Unit.AST.getLangOpts().CXXExceptions; }
  /// Whether asyncc has a say in this unit: it has an annotation, or something to lower, or uses the library.
  bool isOurs() const;
  bool report(clang::SourceLocation Loc, Diag ID, const std::vector<std::string> &Args = {}) {
    return Diags.report(Loc, ID, Args);
  }
  void note(clang::SourceLocation Loc, const std::string &Text) { Diags.note(Loc, Text); }
};

/// The mode that code in \p D is rendered in: that of the innermost marked entity around it for which
/// a mode was chosen.
Mode modeOf(const Lowering &L, const clang::Decl *D);

/// Includes <\p Header> in front of everything unless \p Path is declared already.
void requireHeader(Lowering &L, std::initializer_list<llvm::StringRef> Path,
                   const std::string &Header);

} // namespace asyncc
