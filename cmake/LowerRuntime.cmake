# The library's I/O is written once, with [[async::maybe]]. Its headers are lowered here with the asyncc
# of this build, so that who includes them needs no asyncc.
set(ASYNC_LOWERED_INCLUDE_DIR ${CMAKE_BINARY_DIR}/include CACHE PATH "" FORCE)
set(ASYNCC_EXECUTABLE asyncc)
include(${CMAKE_CURRENT_LIST_DIR}/AsyncLowerHeaders.cmake)
file(GLOB_RECURSE plain CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/runtime/include/*.hpp)
async_lower_headers(async_lowered_headers
  BASE ${CMAKE_SOURCE_DIR}/runtime/annotated
  OUTPUT ${ASYNC_LOWERED_INCLUDE_DIR}
  OPTIONS -I${CMAKE_SOURCE_DIR}/runtime/include
  DEPENDS asyncc asyncc-core ${plain})
