//===- Order.h - Where insertions of two lowerings meet -------------------===//
#pragma once

namespace asyncc {

/// Order among insertions at one place: what is part of an expression stands inside what is part of
/// the statement around it. The negative is for ends.
constexpr int InExpression = 10000000;

} // namespace asyncc
