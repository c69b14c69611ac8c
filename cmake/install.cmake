# What `cmake --install` puts where. Component `runtime` is the program and all that it needs; `development` is what
# find_package(emergency) needs.
include(CMakePackageConfigHelpers)

install(
  TARGETS emergency
  EXPORT emergencyTargets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT development)
install(
  TARGETS emerg emergency_curl emergency_ical emerg_sandbox emerg_jq
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT development)

set(documents ${CMAKE_INSTALL_DATADIR}/doc/emerg)
install(FILES LICENSE DESTINATION ${documents} COMPONENT runtime RENAME copyright)
install(FILES README.md CHANGELOG.md config.example.yaml DESTINATION ${documents} COMPONENT runtime)
install(DIRECTORY schemas DESTINATION ${CMAKE_INSTALL_DATADIR}/emerg COMPONENT runtime FILES_MATCHING PATTERN "*.json")
install(FILES completions/emerg.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        COMPONENT runtime RENAME emerg)
install(FILES completions/_emerg DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT runtime)
install(FILES completions/emerg.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT runtime)

# Man pages are made from what is committed; without scdoc there are none.
find_program(SCDOC scdoc)
if(SCDOC)
  file(GLOB pages CONFIGURE_DEPENDS man/*.scd)
  foreach(page ${pages})
    cmake_path(GET page STEM LAST_ONLY name)
    string(REGEX MATCH "[0-9]$" section ${name})
    set(made ${PROJECT_BINARY_DIR}/man/${name}.gz)
    add_custom_command(
      OUTPUT ${made}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/man
      COMMAND sh -c "\"$0\" < \"$1\" | gzip -9n > \"$2\"" ${SCDOC} ${page} ${made}
      DEPENDS ${page}
      VERBATIM)
    list(APPEND made_pages ${made})
    install(FILES ${made} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section} COMPONENT runtime)
  endforeach()
  add_custom_target(man ALL DEPENDS ${made_pages})
endif()

# The headers, but for the one that shows a library of which users know nothing.
install(
  DIRECTORY libemergency
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/emerg
  COMPONENT development
  FILES_MATCHING PATTERN "*.h" PATTERN "reading.h" EXCLUDE)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/emergency)
install(EXPORT emergencyTargets NAMESPACE emergency:: DESTINATION ${package_folder} COMPONENT development)
configure_package_config_file(cmake/emergencyConfig.cmake.in ${PROJECT_BINARY_DIR}/emergencyConfig.cmake
                              INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/emergencyConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/emergencyConfig.cmake ${PROJECT_BINARY_DIR}/emergencyConfigVersion.cmake
        DESTINATION ${package_folder} COMPONENT development)
