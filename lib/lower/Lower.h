//===- Lower.h - All lowerings over one translation unit ------------------===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// The edits that lower \p Unit; empty if there is nothing to lower. Errors go to \p Diags.
std::shared_ptr<EditSet> lower(Translation &Unit, Diagnostics &Diags);

} // namespace asyncc
