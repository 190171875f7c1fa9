//===- EarlyHeaders.h - The user's headers in front of the library's -----------===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// A header of the user's own may stand in front of the library's, or include only a part of it, and yet be given text
/// that names it: the glue of a class template, what a function template drops. It begins with what that needs.
void includeEarly(Translation &Unit, EditSet &Edits);

} // namespace asyncc
