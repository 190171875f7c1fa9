# async_lower(TARGET [RUNTIME R])
#
# Compiles the C++ sources of TARGET through asyncc. The default runtime of its [[async::main]] is R, else
# the target property ASYNC_RUNTIME, else the variable ASYNC_RUNTIME of the folder, else that of an asyncc which is
# the project's launcher; all are read when CMake has read all lists, so the order of commands does not matter.

# For folders that did not call find_package; async_lower ends its work in the uppermost one.
set_property(GLOBAL PROPERTY ASYNCC_EXECUTABLE "${ASYNCC_EXECUTABLE}")

function(async_lower target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "RUNTIME" "")
  if(arg_UNPARSED_ARGUMENTS OR NOT TARGET ${target})
    message(FATAL_ERROR "usage: async_lower(TARGET [RUNTIME R]), where TARGET exists")
  endif()
  cmake_language(EVAL CODE "cmake_language(DEFER DIRECTORY [[${CMAKE_SOURCE_DIR}]]
    CALL _async_lower_now [[${target}]] [[${arg_RUNTIME}]] [[${CMAKE_CURRENT_SOURCE_DIR}]])")
endfunction()

function(_async_lower_now target runtime folder)
  get_target_property(property ${target} ASYNC_RUNTIME)
  if(NOT runtime)
    if(property)
      set(runtime ${property})
    else()
      get_directory_property(runtime DIRECTORY ${folder} DEFINITION ASYNC_RUNTIME)
    endif()
  endif()
  get_target_property(launcher ${target} CXX_COMPILER_LAUNCHER)
  if(NOT launcher)
    set(launcher)
  endif()
  get_property(command GLOBAL PROPERTY ASYNCC_EXECUTABLE)
  # An asyncc that is a launcher already, for the whole project, gives its options to this one.
  set(name)
  if(launcher)
    list(GET launcher 0 first)
    get_filename_component(name ${first} NAME)
  endif()
  if(name STREQUAL asyncc)
    list(POP_FRONT launcher)
    while(launcher)
      list(GET launcher 0 option)
      if(NOT option MATCHES "^--")
        break()
      endif()
      list(POP_FRONT launcher)
      if(NOT (runtime AND option MATCHES "^--runtime="))
        list(APPEND command ${option})
      endif()
    endwhile()
  endif()
  if(runtime)
    # CMake takes <name> in a launcher for a variable of its own, but not < name>.
    string(REPLACE "<" "< " runtime "${runtime}")
    list(APPEND command --runtime=${runtime})
  endif()
  list(PREPEND launcher ${command})
  set_target_properties(${target} PROPERTIES CXX_COMPILER_LAUNCHER "${launcher}")
endfunction()
