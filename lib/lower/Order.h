//===- Order.h - Where insertions of two lowerings meet -------------------===//
#pragma once

namespace asyncc {

/// Order among insertions at one place: what is part of an expression stands inside what is part of
/// the statement around it. The negative is for ends.
constexpr int InExpression = 10000000;

// Around the `try` of a function-try-block several lowerings put something, each with braces of its own. From outside
// inwards, in front of it and behind its last handler:
//
//     -4000000             the requires clause of a mode   |   4000000  the form for the other modes
//                          what stands behind a function   |   2000000
//      -490000             braces, where objects end       |   1400000
//      -470000             a variable for g++              |   1300000
//      -450000             noexcept                        |   1200000
//      -400000 + number    the scope of a parameter        |   1000000 - 2 * number
//      -200000             handlers that await             |    900000

constexpr int AfterBody = 2000000;

} // namespace asyncc
