#include <async/detail/print_exception.hpp>
#include <async/errors.hpp>

#include <cstdlib>
#include <cxxabi.h>
#include <map>
#include <mutex>
#include <typeindex>
#include <typeinfo>

namespace async::detail {

std::string demangle(char const* mangled) {
  int status = 0;
  char* const text = abi::__cxa_demangle(mangled, nullptr, nullptr, &status);
  std::string name = status == 0 && text ? text : mangled;
  std::free(text);
  return name;
}

std::string describe(std::exception_ptr const& error) {
  try {
    std::rethrow_exception(error);
  } catch (std::exception const& e) {
    return demangle(typeid(e).name()) + ": " + e.what();
  } catch (char const* text) {
    return std::string("char const*: ") + text;
  } catch (std::string const& text) {
    return "std::string: " + text;
  } catch (...) {
    std::type_info const* const type = abi::__cxa_current_exception_type();
    return type ? demangle(type->name()) : "unknown exception";
  }
}

std::string_view class_name(void const* object, std::string_view base) {
  // As the Itanium ABI has it, in front of the virtual functions.
  auto const* const type = (*static_cast<std::type_info const* const* const*>(object))[-1];
  if (!type) return base;
  static std::mutex mutex;
  static auto& names = *new std::map<std::type_index, std::string>;
  std::lock_guard guard(mutex);
  auto const [at, is_new] = names.try_emplace(*type);
  if (is_new) at->second = demangle(type->name());
  return at->second;
}

}  // namespace async::detail
