//===- HiddenLibrary.h - Namespaces of the user's that are called async too ===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// Writes `::async::` for `async::` in all text of asyncc's own, if the unit has a namespace or class
/// inside of another that is called async, in which the library would not be found.
void nameHiddenLibrary(const Translation &Unit, EditSet &Edits);

} // namespace asyncc
