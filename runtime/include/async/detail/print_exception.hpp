#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <typeinfo>

namespace async::detail {

/// The type of the exception, and its `what()` if it has one.
std::string describe(std::exception_ptr const& error);
/// A mangled type name as it is written in C++.
std::string demangle(char const* mangled);
/// The same for a class; kept for the life of the process. Thread-safe.
std::string_view class_name(std::type_info const& type);

}  // namespace async::detail
