//===- Instantiations.h - What instantiations tell of a template ------------===//
#pragma once

#include "lower/drop/Body.h"

namespace asyncc {

/// Notes the types that variables and expressions have in the unit's instantiations, by their places.
void collectInstantiations(Translation &Unit, DropTypes &Drops, InstantiatedTypes &Types, Places &At);

/// Notes the templates that only blocking halves mention, perhaps: no instance shows their types.
void collectMentioned(Translation &Unit, Places &At);

} // namespace asyncc
