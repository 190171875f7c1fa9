# bin/asyncc, libexec/asyncc/asyncc-core, the library with its lowered headers, and the package that
# find_package(asyncc) reads.
include(CMakePackageConfigHelpers)

install(TARGETS asyncc RUNTIME DESTINATION bin)
install(TARGETS asyncc-core RUNTIME DESTINATION libexec/asyncc)
install(TARGETS async async_test_main EXPORT asyncTargets ARCHIVE DESTINATION lib)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/runtime/include/ ${CMAKE_BINARY_DIR}/include/
  DESTINATION include FILES_MATCHING PATTERN "*.hpp")
install(EXPORT asyncTargets NAMESPACE async:: DESTINATION lib/cmake/asyncc)
configure_package_config_file(cmake/asyncc-config.cmake.in
  ${CMAKE_BINARY_DIR}/cmake/asyncc-config.cmake INSTALL_DESTINATION lib/cmake/asyncc
  PATH_VARS CMAKE_INSTALL_BINDIR)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/cmake/asyncc-config-version.cmake
  COMPATIBILITY SameMajorVersion)
install(FILES ${CMAKE_BINARY_DIR}/cmake/asyncc-config.cmake
  ${CMAKE_BINARY_DIR}/cmake/asyncc-config-version.cmake cmake/AsyncLower.cmake
  cmake/AsyncDiscoverTests.cmake cmake/AsyncDiscoverTestsNow.cmake cmake/AsyncLowerHeaders.cmake
  cmake/AsyncRuntimeConformance.cmake
  DESTINATION lib/cmake/asyncc)
