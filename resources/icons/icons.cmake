# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# hobnob_add_icons(target): the icons that icons.txt names, as :/icons/<name>.svg of the target. They
# come from lucide-static, among the packages of the page, or from a folder that a packager gives.
set(HOBNOB_ICONS_DIR "" CACHE PATH "A folder with lucide's SVG files, used instead of npm's lucide-static")
set(HOBNOB_ICONS_LIST "${CMAKE_CURRENT_LIST_DIR}")

function(hobnob_add_icons target)
    file(STRINGS "${HOBNOB_ICONS_LIST}/icons.txt" names)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${HOBNOB_ICONS_LIST}/icons.txt")
    if(HOBNOB_ICONS_DIR)
        set(from "${HOBNOB_ICONS_DIR}")
        set(after "")
    elseif(TARGET hobnob_npm)
        set(from "${HOBNOB_NODE_MODULES}/lucide-static/icons")
        set(after hobnob_npm)
    else()
        message(FATAL_ERROR "The desktop client's icons need npm, or -DHOBNOB_ICONS_DIR=<folder with lucide's SVG files>")
    endif()
    set(to "${CMAKE_CURRENT_BINARY_DIR}/icons")
    set(files "")
    foreach(name IN LISTS names)
        add_custom_command(OUTPUT "${to}/${name}.svg"
            COMMAND ${CMAKE_COMMAND} -E copy "${from}/${name}.svg" "${to}/${name}.svg"
            DEPENDS ${after}
            COMMENT ""
            VERBATIM)
        list(APPEND files "${to}/${name}.svg")
    endforeach()
    qt_add_resources(${target} icons PREFIX "/icons" BASE "${to}" FILES ${files})
    qt_add_resources(${target} mark PREFIX "/icons" BASE "${HOBNOB_ICONS_LIST}"
        FILES "${HOBNOB_ICONS_LIST}/hobnob.svg")
endfunction()
