# async_discover_tests(TARGET [PREFIX TEXT] [WORKING_DIRECTORY FOLDER] [DISCOVERY_TIMEOUT SECONDS]
#                      [PROPERTIES NAME VALUE...])
#
# Registers every [[async::test]] of the program TARGET with CTest, once for each of its runtimes, when the
# program has been built: it is run with --list-to=FILE then. TARGET is compiled through asyncc unless
# something else sees to that, and linked to async::test_main, which holds an `int main` for programs that
# have none of their own.
#
#   PREFIX             stands in front of the tests' names
#   WORKING_DIRECTORY  of the tests; CMAKE_CURRENT_BINARY_DIR by default
#   DISCOVERY_TIMEOUT  how long listing the tests may take: 5 seconds by default
#   PROPERTIES         of each test, as for set_tests_properties (TIMEOUT, LABELS, ENVIRONMENT, …)
function(async_discover_tests target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "PREFIX;WORKING_DIRECTORY;DISCOVERY_TIMEOUT" "PROPERTIES")
  set(type)
  if(TARGET ${target})
    get_target_property(type ${target} TYPE)
  endif()
  if(arg_UNPARSED_ARGUMENTS OR NOT type STREQUAL "EXECUTABLE")
    message(FATAL_ERROR "usage: async_discover_tests(TARGET [PREFIX TEXT] [WORKING_DIRECTORY FOLDER] "
      "[DISCOVERY_TIMEOUT SECONDS] [PROPERTIES NAME VALUE...]), where TARGET is an executable")
  endif()
  if(NOT arg_WORKING_DIRECTORY)
    set(arg_WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  endif()
  if(NOT arg_DISCOVERY_TIMEOUT)
    set(arg_DISCOVERY_TIMEOUT 5)
  endif()
  get_target_property(emulator ${target} CROSSCOMPILING_EMULATOR)
  if(NOT emulator)
    set(emulator)
  endif()

  set_property(TARGET ${target} APPEND PROPERTY LINK_LIBRARIES async::test_main)

  set(base "${CMAKE_CURRENT_BINARY_DIR}/${target}_async_tests")
  set(included "${base}.cmake")
  get_property(several GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(several)
    set(written "${base}-$<CONFIG>.cmake")
    set(included "${base}-\${CTEST_CONFIGURATION_TYPE}.cmake")
  else()
    set(written "${base}-found.cmake")
    set(included "${written}")
  endif()
  add_custom_command(TARGET ${target} POST_BUILD
    BYPRODUCTS "${written}"
    COMMAND "${CMAKE_COMMAND}"
      -D "TARGET=${target}"
      -D "PROGRAM=$<TARGET_FILE:${target}>"
      -D "EMULATOR=${emulator}"
      -D "PREFIX=<${arg_PREFIX}>"
      -D "FOLDER=${arg_WORKING_DIRECTORY}"
      -D "SECONDS=${arg_DISCOVERY_TIMEOUT}"
      -D "PROPERTIES=${arg_PROPERTIES}"
      -D "OUTPUT=${written}"
      -P "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/AsyncDiscoverTestsNow.cmake"
    COMMENT "Finding the tests of ${target}"
    VERBATIM)
  file(WRITE "${base}.cmake"
    "if(EXISTS \"${included}\")\n  include(\"${included}\")\nelse()\n"
    "  add_test(${target}_NOT_BUILT ${target}_NOT_BUILT)\nendif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${base}.cmake")
  cmake_language(EVAL CODE "cmake_language(DEFER DIRECTORY [[${CMAKE_SOURCE_DIR}]]
    CALL _async_lower_tests [[${target}]] [[${CMAKE_CURRENT_SOURCE_DIR}]] FALSE)")
endfunction()

# Behind every async_lower of the project: lowers what nothing else lowers.
function(_async_lower_tests target folder is_last)
  if(NOT is_last)
    cmake_language(EVAL CODE
      "cmake_language(DEFER CALL _async_lower_tests [[${target}]] [[${folder}]] TRUE)")
    return()
  endif()
  get_target_property(launcher ${target} CXX_COMPILER_LAUNCHER)
  if(NOT "${launcher};${CMAKE_CXX_COMPILER}" MATCHES "asyncc")
    _async_lower_now(${target} "" "${folder}")
  endif()
endfunction()
