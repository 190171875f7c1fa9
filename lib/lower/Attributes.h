//===- Attributes.h - Annotations leave the text once they are understood -===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// Reports annotations that are misspelt or stand where no annotation can.
void checkAttributes(Lowering &L);

/// Removes the attributes of namespace async; other attributes of the same `[[ … ]]` stay. A
/// compiler would warn of them. `?async` becomes `async::mode`.
void removeAttributes(Lowering &L);

} // namespace asyncc
