# The library's I/O is written once, with [[async::maybe]]. Its headers are lowered here with the asyncc
# of this build, so that who includes them needs no asyncc.
set(ASYNC_LOWERED_INCLUDE_DIR ${CMAKE_BINARY_DIR}/include CACHE PATH "" FORCE)
set(annotated ${CMAKE_SOURCE_DIR}/runtime/annotated)
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${annotated} ${annotated}/*.hpp)
file(GLOB_RECURSE plain CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/runtime/include/*.hpp)
set(lowered)
foreach(header IN LISTS headers)
  set(output ${ASYNC_LOWERED_INCLUDE_DIR}/${header})
  get_filename_component(folder ${output} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(
    OUTPUT ${output}
    COMMAND asyncc --no-line ${annotated}/${header} -o ${output} --
            -std=c++20 -I${CMAKE_SOURCE_DIR}/runtime/include -I${annotated}
    DEPENDS asyncc asyncc-core ${annotated}/${header} ${plain}
    COMMENT "Lowering ${header}"
    VERBATIM)
  list(APPEND lowered ${output})
endforeach()
add_custom_target(async_lowered_headers DEPENDS ${lowered})
