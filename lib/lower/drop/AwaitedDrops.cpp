//===- AwaitedDrops.cpp - The statement that awaits a drop ---------------===//
//
//     co_await async::dropping(x);                                           in the library's coroutines
//     if (async::drop_needed(x)) co_await async::drop_result(x);             in others
//
// In coroutines that were cancelled Boost.Asio lets every await fail: it is told not to around a drop, and what the drop
// fails with is thrown once that is over.
//
//===----------------------------------------------------------------------===//

#include "analysis/Dependent.h"
#include "analysis/Names.h"
#include "lower/drop/Body.h"

using namespace clang;

namespace asyncc {

std::string Body::awaited(const std::string &Object, const std::string &With) const {
  return isLibrary() ? shielded("async::dropping(" + Object + With + ")")
                     : "if (async::drop_needed(" + Object + ")) " + shielded("async::drop_result(" + Object + With + ")");
}

/// Whether awaits of such a coroutine fail once it was cancelled.
static bool failsWhenCancelled(QualType Result) {
  const CXXRecordDecl *Class = classPattern(Result);
  const std::string Name = Class && Class->getIdentifier() ? Class->getQualifiedNameAsString() : "";
  return Name == "boost::asio::awaitable" || Name == "async::asio_generator";
}

std::string Body::shielded(const std::string &Drop) const {
  const std::string Awaited = "co_await " + Drop,
                    Plain = (!isLibrary() && Types.givesNodiscard() ? "static_cast<void>(" + Awaited + ")" : Awaited) + ";";
  const QualType Result = Function->getReturnType();
  const auto Instances = Instantiated.find(Function->getLocation());
  const bool Always = failsWhenCancelled(Result);
  if (!Always && (!Result->isDependentType() || Instances == Instantiated.end() ||
                  llvm::none_of(Instances->second, failsWhenCancelled)))
    return Plain;
  if (Always)
    requireHeader(L, {"async", "asio_mode"}, "async/runtimes/asio_shield.hpp");
  const std::string Type = resultType(), Shield = name("shield"), Throws = name("throws"), Failure = name("failure");
  const std::string Guarded = "{ using " + Shield + " = async::drop_shield<" + Type + ">; bool const " + Throws +
                              " = co_await " + Shield + "::throws(); co_await " + Shield +
                              "::throws(false); std::exception_ptr const " + Failure + " = co_await " + Shield +
                              "::failure(" + Drop + "); co_await " + Shield + "::throws(" + Throws + "); if (" + Failure +
                              ") std::rethrow_exception(" + Failure + "); }";
  return Always ? Guarded : "{ if constexpr (async::shields_drops<" + Type + ">) " + Guarded + " else " + Plain + " }";
}

std::string Body::resultType() const {
  const std::string Text = L.Edits.text(Function->getReturnTypeSourceRange());
  return Text.empty() || Text == "auto" ? typeName(L.Unit, Function->getReturnType()) : Text;
}

std::string Body::ifAny(const std::string &Object) {
  return "if constexpr (async::has_drop<std::remove_reference_t<decltype(" + Object + ")>>) ";
}

std::string Body::awaitedIfAny(const std::string &Object, const std::string &With) const {
  return ifAny(Object) + "{ " + awaited(Object, With) + " }";
}

} // namespace asyncc
