//===- DropTypes.h - Which types have an async drop -----------------------===//
#pragma once

#include "parse/Parse.h"
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace asyncc {

/// Whether an object of the type \p T can be moved or copied somewhere else.
bool isMovable(clang::QualType T);

/// How the life of an object of some type ends.
struct DropInfo {
  enum Kind {
    None,  ///< by its destructor alone
    Own,   ///< by a drop of its own or of its only base with one
    Glue,  ///< by the drops of its parts (members, bases, elements, captures)
    Opaque ///< it owns such an object in a way that hides it (shared_ptr, any, function)
  } Is = None;
  const clang::CXXMethodDecl *Marked = nullptr;  ///< the annotated function, if it is visible
  const clang::CXXRecordDecl *Lender = nullptr;  ///< the base whose drop it is, if this class adds nothing
  const clang::FunctionDecl *Protocol = nullptr; ///< `async_drop(T&)` by hand, or what lowered text has for all drops
  clang::QualType Result;                        ///< of the drop; null if it depends on a mode
  bool TakesError = false;
  bool PartsTakeError = false;    ///< the drops of some of its parts do
  bool HasPredicate = false;      ///< the object tells whether it is to be dropped
  bool ByMode = false;            ///< written once: what a blocking mode makes of it is called
  bool NoThrow = false;           ///< the drop and its predicate are noexcept
  std::vector<std::string> Parts; ///< members and bases with drops, in their order, as `self.x`
  bool Open = false; ///< of a template: an instantiation tells whether the parts have drops
  std::string Part;  ///< for Glue and Opaque: what makes it so

  explicit operator bool() const { return Is != None; }
  /// Whether who knows a base alone drops the whole object.
  bool isVirtual() const;
};

/// Whether its declaration says so, without an expression.
bool isNoexcept(const clang::FunctionDecl *F);

/// Whether \p Method overrides \p Base, also by way of others.
bool overrides(const clang::CXXMethodDecl *Method, const clang::CXXMethodDecl *Base);

/// Whether a marked function is given the error that leaves the scope.
bool takesError(const clang::CXXMethodDecl *Drop);

/// How the drop of a class names its member \p Field: `self.x`.
std::string memberPart(const clang::FieldDecl *Field);

/// Answers for one translation unit; remembers.
class DropTypes {
public:
  explicit DropTypes(Translation &Unit) : Unit(Unit) {}
  DropInfo of(clang::QualType T);

  /// Whether a drop that was asked for gives what compilers do not let go unused.
  bool givesNodiscard() const { return GivesNodiscard; }

  /// Whether the drop needs no await (that of a class in a blocking mode). \p DependsOnMode is set
  /// when only the mode of the surrounding body can tell.
  static bool isSynchronous(const DropInfo &Info, bool &DependsOnMode);

  /// Two bases of \p Class whose drops both include a virtual base.
  struct SharedBase {
    const clang::CXXBaseSpecifier *First, *Second;
    const clang::CXXRecordDecl *Both;
  };
  std::optional<SharedBase> sharedBase(const clang::CXXRecordDecl *Class);

private:
  DropInfo compute(clang::QualType T);
  DropInfo ofRecord(const clang::CXXRecordDecl *Record);
  bool isOpen(clang::QualType T);
  const clang::CXXRecordDecl *lender(const clang::CXXBaseSpecifier &Base);
  bool isLentByAnother(const clang::CXXRecordDecl *Class, const clang::CXXBaseSpecifier &Base);
  /// The annotation of a method, or of what it overrides.
  const Annotation *noteOf(const clang::CXXMethodDecl *Method);
  const Annotation *noteAbove(const clang::CXXMethodDecl *Method, const clang::CXXRecordDecl *Class,
                              unsigned Depth = 0);
  DropInfo own(const clang::CXXRecordDecl *Record);
  DropInfo lowered(const clang::CXXRecordDecl *Record);
  /// What \p Method overrides in a class that was lowered before, if that is its drop.
  DropInfo overridden(const clang::CXXMethodDecl *Method);
  const clang::FunctionDecl *protocol(const clang::CXXRecordDecl *Record, llvm::StringRef Name);

  Translation &Unit;
  std::map<const clang::Type *, DropInfo> Cache, Pending;
  std::set<const clang::Type *> Guessed;
  bool GivesNodiscard = false;
};

/// Whether \p D is the library's: a class that cares itself for what it holds, as an awaitable that
/// carries a value, or a function.
bool isLibrarys(const Translation &Unit, const clang::Decl *D);

} // namespace asyncc
