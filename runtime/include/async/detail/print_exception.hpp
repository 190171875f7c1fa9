#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace async::detail {

/// The type of the exception, and its `what()` if it has one.
std::string describe(std::exception_ptr const& error);
/// A mangled type name as it is written in C++.
std::string demangle(char const* mangled);
/// The class that an object with virtual functions is of; kept for the life of the process. `base` if that was
/// compiled without RTTI. Thread-safe.
std::string_view class_name(void const* object, std::string_view base);

}  // namespace async::detail
