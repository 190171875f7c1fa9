# Run by a build after the program TARGET is linked: writes the add_test of each of its tests to OUTPUT.
cmake_minimum_required(VERSION 3.20)

set(list "${OUTPUT}.list")
file(REMOVE "${list}")
execute_process(COMMAND ${EMULATOR} "${PROGRAM}" "--list-to=${list}"
  WORKING_DIRECTORY "${FOLDER}" TIMEOUT ${SECONDS}
  OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE status)
if(NOT status STREQUAL "0")
  message(FATAL_ERROR "${PROGRAM} --list-to=${list} failed: ${status}\n${said}")
endif()
if(NOT EXISTS "${list}")
  message(FATAL_ERROR "${TARGET} has a main of its own that lists no tests; let it "
    "'return async::testing::run_tests(argc, argv);' (<async/testing/test.hpp>), or leave it out")
endif()
file(READ "${list}" names)
file(REMOVE "${list}")
if(names STREQUAL "")
  message(FATAL_ERROR "${TARGET} has no [[async::test]]; if its sources have, their objects are not part "
    "of the program: a static library gives only what is asked for, so make it an OBJECT library")
endif()

# Names are C++ and may hold anything that is special in a list: none is made of them.
function(quote result text)
  set(equals "=")
  while(text MATCHES "]${equals}]")
    string(APPEND equals "=")
  endwhile()
  set(${result} "[${equals}[${text}]${equals}]" PARENT_SCOPE)
endfunction()

quote(program "${PROGRAM}")
quote(folder "${FOLDER}")
set(emulator)
foreach(word IN LISTS EMULATOR)
  quote(quoted "${word}")
  string(APPEND emulator " ${quoted}")
endforeach()
set(properties)
foreach(word IN LISTS PROPERTIES)
  quote(quoted "${word}")
  string(APPEND properties " ${quoted}")
endforeach()

string(REGEX REPLACE "^<(.*)>$" "\\1" prefix "${PREFIX}")  # blanks at its end are not lost in between
set(script)
string(FIND "${names}" "\n" end)
while(end GREATER 0)
  string(SUBSTRING "${names}" 0 ${end} name)
  math(EXPR next "${end} + 1")
  string(SUBSTRING "${names}" ${next} -1 names)
  string(FIND "${names}" "\n" end)
  quote(test "${prefix}${name}")
  quote(argument "${name}")
  string(APPEND script "add_test(${test}${emulator} ${program} -- ${argument})\n"
    "set_tests_properties(${test} PROPERTIES WORKING_DIRECTORY ${folder}${properties})\n")
endwhile()
file(WRITE "${OUTPUT}" "${script}")
