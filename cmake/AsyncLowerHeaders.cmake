# async_lower_headers(NAME BASE FOLDER OUTPUT FOLDER [HEADERS FILE...] [OPTIONS FLAG...] [DEPENDS FILE...])
#
# Lowers headers that are to be installed, so that their users need no asyncc. Each of HEADERS (paths below
# BASE; by default all *.hpp, *.hh, *.hxx, *.h, *.ipp, *.tpp, *.txx and *.inl there) goes to the same place below OUTPUT, those
# without an annotation as they are; their #includes of each other stay. OPTIONS are compiler flags that the
# headers need (their include folders, for example, but for the library's). The target NAME stands for the
# finished tree, from which the form of a header that is removed goes when CMake runs again:
#
#   async_lower_headers(lib_headers BASE include OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/include)
#   target_include_directories(lib PRIVATE include
#     INTERFACE $<BUILD_INTERFACE:${CMAKE_CURRENT_BINARY_DIR}/include> $<INSTALL_INTERFACE:include>)
#   add_dependencies(lib lib_headers)
#   install(DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/include/ DESTINATION include)
include(${CMAKE_CURRENT_LIST_DIR}/AsyncLower.cmake)

function(async_lower_headers name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "BASE;OUTPUT" "HEADERS;OPTIONS;DEPENDS")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_BASE OR NOT arg_OUTPUT)
    message(FATAL_ERROR "usage: async_lower_headers(NAME BASE FOLDER OUTPUT FOLDER "
      "[HEADERS FILE...] [OPTIONS FLAG...] [DEPENDS FILE...])")
  endif()
  get_filename_component(base ${arg_BASE} ABSOLUTE)
  get_filename_component(tree ${arg_OUTPUT} ABSOLUTE BASE_DIR ${CMAKE_CURRENT_BINARY_DIR})
  if(NOT arg_HEADERS)
    set(patterns)
    foreach(extension hpp hh hxx h ipp tpp txx inl)
      list(APPEND patterns ${base}/*.${extension})
    endforeach()
    file(GLOB_RECURSE arg_HEADERS CONFIGURE_DEPENDS RELATIVE ${base} ${patterns})
  endif()
  set(sources ${arg_HEADERS})
  list(TRANSFORM sources PREPEND ${base}/)
  set(standard ${CMAKE_CXX_STANDARD})
  if(NOT standard)
    set(standard 20)
  endif()
  set(library)
  if(TARGET async::async)
    set(folders $<TARGET_PROPERTY:async::async,INTERFACE_INCLUDE_DIRECTORIES>)
    set(library "$<$<BOOL:${folders}>:-I$<JOIN:${folders},;-I>>")
  endif()
  get_property(asyncc GLOBAL PROPERTY ASYNCC_EXECUTABLE)
  set(lowered)
  foreach(header IN LISTS arg_HEADERS)
    set(output ${tree}/${header})
    get_filename_component(folder ${output} DIRECTORY)
    file(MAKE_DIRECTORY ${folder})
    add_custom_command(
      OUTPUT ${output}
      COMMAND ${asyncc} --no-line --keep-includes ${base}/${header} -o ${output} --
              -std=c++${standard} -I${base} ${arg_OPTIONS} "${library}"
      DEPENDS ${sources} ${arg_DEPENDS}
      COMMENT "Lowering ${header}"
      COMMAND_EXPAND_LISTS
      VERBATIM)
    list(APPEND lowered ${output})
  endforeach()
  # What became of a header that is gone now is not to be installed.
  set(record ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${name}.lowered)
  if(EXISTS ${record})
    file(STRINGS ${record} before)
    list(REMOVE_ITEM before ${lowered})
    foreach(file IN LISTS before)
      file(REMOVE ${file})
    endforeach()
  endif()
  string(REPLACE ";" "\n" lines "${lowered}")
  file(WRITE ${record} "${lines}\n")
  add_custom_target(${name} ALL DEPENDS ${lowered})
endfunction()
