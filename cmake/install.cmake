# Library, headers, command, manual page, completion, pkg-config and CMake package files.
include(CMakePackageConfigHelpers)

set_target_properties(entente PROPERTIES EXPORT_NAME entente_static)
set_target_properties(entente-measure PROPERTIES EXPORT_NAME measure_static)
set_target_properties(entente_shared PROPERTIES EXPORT_NAME entente_shared)
set_target_properties(entente-measure_shared PROPERTIES EXPORT_NAME measure_shared)
install(TARGETS entente entente-measure entente_shared entente-measure_shared EXPORT entente-targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS entente-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS entente-render RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/entente)
install(DIRECTORY include/entente DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(DIRECTORY data/iis data/world DESTINATION ${CMAKE_INSTALL_DATADIR}/entente)
# The R package, the Python module, the filter and entente.sty; `entente doctor` prints where they are.
install(DIRECTORY bindings DESTINATION ${CMAKE_INSTALL_DATADIR}/entente
        PATTERN tests EXCLUDE PATTERN __pycache__ EXCLUDE PATTERN "*.egg-info" EXCLUDE PATTERN build EXCLUDE
        PATTERN extdata EXCLUDE PATTERN .gitignore EXCLUDE)
install(DIRECTORY data/iis DESTINATION ${CMAKE_INSTALL_DATADIR}/entente/bindings/r/inst/extdata) # a link in the sources
install(FILES docs/entente.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

# What the static library needs besides itself.
set(ENT_PC_PRIVATE "zlib expat libxxhash libmd libutf8proc")
# From the .pc files up to the prefix, so that an installed tree can be moved.
file(RELATIVE_PATH ENT_PC_UP /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(cmake/entente.pc.in entente.pc @ONLY)
configure_file(cmake/entente-measure.pc.in entente-measure.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/entente.pc ${CMAKE_BINARY_DIR}/entente-measure.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/entente)
configure_package_config_file(cmake/entente-config.cmake.in entente-config.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(entente-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/entente-config.cmake ${CMAKE_BINARY_DIR}/entente-config-version.cmake
        DESTINATION ${package_dir})
install(EXPORT entente-targets NAMESPACE entente:: DESTINATION ${package_dir})
