# async_lower(TARGET [RUNTIME R])
#
# Compiles the C++ sources of TARGET through asyncc. The default runtime of its [[async::main]] is R, else
# the target property ASYNC_RUNTIME, else the variable ASYNC_RUNTIME of the folder; all are read when CMake
# has read all lists, so the order of commands does not matter.
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
  set(command ${ASYNCC_EXECUTABLE})
  if(runtime)
    list(APPEND command --runtime=${runtime})
  endif()
  list(PREPEND launcher ${command})
  set_target_properties(${target} PROPERTIES CXX_COMPILER_LAUNCHER "${launcher}")
endfunction()
