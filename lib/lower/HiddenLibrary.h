//===- HiddenLibrary.h - What names of the user's hide ===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// Writes `::async::` for `async::` in all text of asyncc's own, if the unit has a namespace or class
/// inside of another that is called async, in which the library would not be found.
void nameHiddenLibrary(const Translation &Unit, EditSet &Edits);

/// Gives parameters in such text other names where a macro of the unit is called like them.
void nameHiddenParameters(const Translation &Unit, EditSet &Edits);

} // namespace asyncc
