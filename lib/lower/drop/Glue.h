//===- Glue.h - Classes whose members or bases have drops -----------------===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// Gives each class that has a drop only by way of its members or bases the protocol, too.
void lowerDropGlue(Lowering &L);

} // namespace asyncc
