# async_runtime_conformance(TARGET [RUNTIME CLASS[:HEADER]])
#
# Makes a program TARGET_conformance that tests a runtime class which TARGET has, and a test of that name for
# CTest. CLASS can be made by default; else it is the target property ASYNC_RUNTIME. HEADER declares it.
function(async_runtime_conformance target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "RUNTIME" "")
  if(NOT arg_RUNTIME)
    get_target_property(arg_RUNTIME ${target} ASYNC_RUNTIME)
  endif()
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_RUNTIME)
    message(FATAL_ERROR "usage: async_runtime_conformance(TARGET [RUNTIME CLASS[:HEADER]])")
  endif()
  set(class ${arg_RUNTIME})
  set(include)
  if(class MATCHES "^(.*[^:]):([^:].*)$")
    set(class ${CMAKE_MATCH_1})
    set(include "#include <${CMAKE_MATCH_2}>\n")
  endif()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${target}_conformance.cpp)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT
"@include@#include <async/testing/runtime_conformance.hpp>

int main() { return async::testing::runtime_conformance<@class@>().run() != 0; }
")
  add_executable(${target}_conformance ${source})
  target_compile_features(${target}_conformance PRIVATE cxx_std_20)
  target_link_libraries(${target}_conformance PRIVATE ${target} async::async)
  add_test(NAME ${target}_conformance COMMAND ${target}_conformance)
endfunction()
