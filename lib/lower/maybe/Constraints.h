//===- Constraints.h - requires-clauses of the two kinds of mode ----------===//
//
// What is there twice, once for each kind of mode, is told apart by constraints. A class has a primary template, with
// the constraint that was written, and a partial specialization for modes that block, which has to be more constrained.
// Compilers can tell that of concepts alone: any other requires-clause is moved into one.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lower/Lowering.h"
#include "clang/AST/DeclTemplate.h"

namespace asyncc {

/// The constraint to modes that suspend, or that block. A concept of the library's, so that two functions of one name
/// whose other constraints order them stay ordered.
std::string inModes(bool Suspending, const std::string &Mode);

/// Adds `requires What` to a template head, or to the clause that is there.
void constrain(SourceEdits &Edits, const clang::TemplateParameterList *Params, const std::string &What);

/// The same behind a declarator, where also abbreviated templates have a place for it.
void constrainTrailing(Lowering &L, SourceEdits &Edits, const clang::FunctionDecl *F, const std::string &What);

/// `= default arguments` belong to the primary template alone.
void dropDefaults(Lowering &L, SourceEdits &Edits, const clang::TemplateParameterList *Params);

/// `a, b...`; empty if one has no name.
std::string argumentsOf(const clang::TemplateParameterList *Params);

/// Moves the class's requires-clause into a concept, in front of its first declaration, and returns the concept-id;
/// empty if the clause stays.
std::string nameConstraint(Lowering &L, clang::ClassTemplateDecl *Template, const std::string &Args);

/// Puts the concept into the head of a definition out of line of \p Template or one of its members.
void repeatConstraint(Lowering &L, SourceEdits &Edits, const clang::TemplateParameterList *Params,
                      clang::ClassTemplateDecl *Template);

/// The same for a template that a class befriends.
void befriendConstrained(Lowering &L, clang::ClassTemplateDecl *Friend);

/// Puts a concept-id into the place of a requires-clause, which may begin with a parenthesis behind the keyword.
void replaceClause(const clang::SourceManager &SM, SourceEdits &Edits, const clang::Expr *Clause,
                   const std::string &Id);

} // namespace asyncc
