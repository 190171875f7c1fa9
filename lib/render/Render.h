//===- Render.h - Source text under a set of edits ------------------------===//
#pragma once

#include "edits/Edit.h"
#include "parse/Includes.h"
#include "render/Output.h"
#include "clang/Basic/SourceManager.h"
#include <string>
#include <vector>

namespace asyncc {

struct Rendered {
  std::string Text;
  std::vector<std::string> Inlined;       ///< headers of the user whose text is now part of Text
  std::vector<std::string> SystemInlined; ///< the same for those found as system headers
  bool Full = false;   ///< what stands beside the main file is named in full
  bool Forced = false; ///< what -include brings in is part of Text, too
};

/// Renders the main file. Headers that are edited, and the chain of headers that leads to them, are
/// inlined where the preprocessor entered them; all other #includes stay.
/// \p MainFile is the name of the source as the compiler would spell it. With \p KeepIncludes every
/// #include stays as it is, and what is edited in other files is left to their own rendering. \p Nests marks what is
/// inlined as included, by an extension that compilers complain of if they are pedantic. \p ForGcc: it
/// spells headers that stand beside the source otherwise than clang.
Rendered render(const clang::SourceManager &SM, const IncludeTree &Includes,
                std::shared_ptr<const EditSet> Edits, const std::string &MainFile,
                OutputStyle Style, bool KeepIncludes = false, Nesting Nests = Nesting::None,
                bool ForGcc = false);

/// The file, reached from no #include (for example by -include), whose edits a rendering would lose.
const clang::FileEntry *unreachableEdit(const clang::SourceManager &SM, const IncludeTree &Includes,
                                        const EditSet &Edits);

} // namespace asyncc
