# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later

# hobnob_write_design_tokens(tokens.json header.h): the tokens as constants of C++, at configure time.

# "on-accent" becomes "onAccent".
function(hobnob_camel_case word out)
    while(word MATCHES "-([a-z])")
        string(TOUPPER "${CMAKE_MATCH_1}" letter)
        string(REPLACE "${CMAKE_MATCH_0}" "${letter}" word "${word}")
    endwhile()
    set(${out} "${word}" PARENT_SCOPE)
endfunction()

# "#rrggbb" or "#rrggbbaa" becomes "QColor(r, g, b, a)".
function(hobnob_colour text out)
    if(NOT text MATCHES "^#([0-9a-f][0-9a-f])([0-9a-f][0-9a-f])([0-9a-f][0-9a-f])([0-9a-f][0-9a-f])?$")
        message(FATAL_ERROR "tokens.json: '${text}' is not a colour")
    endif()
    set(alpha "${CMAKE_MATCH_4}")
    if(alpha STREQUAL "")
        set(alpha ff)
    endif()
    set(${out} "QColor(0x${CMAKE_MATCH_1}, 0x${CMAKE_MATCH_2}, 0x${CMAKE_MATCH_3}, 0x${alpha})" PARENT_SCOPE)
endfunction()

function(hobnob_write_design_tokens source header)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${source}")
    file(READ "${source}" json)

    set(members "")
    set(themes "")
    foreach(scheme light dark)
        string(JSON count LENGTH "${json}" color ${scheme})
        math(EXPR last "${count} - 1")
        set(values "")
        foreach(i RANGE ${last})
            string(JSON key MEMBER "${json}" color ${scheme} ${i})
            hobnob_camel_case("${key}" name)
            if(key STREQUAL "person")
                string(JSON hues LENGTH "${json}" color ${scheme} person)
                math(EXPR lastHue "${hues} - 1")
                set(list "")
                foreach(hue RANGE ${lastHue})
                    string(JSON value GET "${json}" color ${scheme} person ${hue})
                    hobnob_colour("${value}" colour)
                    string(APPEND list "        ${colour},\n")
                endforeach()
                string(APPEND values "    .person = {\n${list}    },\n")
                set(member "    std::array<QColor, ${hues}> person;\n")
            else()
                string(JSON value GET "${json}" color ${scheme} ${key})
                hobnob_colour("${value}" colour)
                string(APPEND values "    .${name} = ${colour},\n")
                set(member "    QColor ${name};\n")
            endif()
            if(scheme STREQUAL "light")
                string(APPEND members "${member}")
            endif()
        endforeach()
        string(APPEND themes "inline constexpr Colors ${scheme} = {\n${values}};\n")
    endforeach()

    set(numbers "")
    string(JSON count LENGTH "${json}" space)
    math(EXPR last "${count} - 1")
    set(list "")
    foreach(i RANGE ${last})
        string(JSON value GET "${json}" space ${i})
        list(APPEND list ${value})
    endforeach()
    list(JOIN list ", " list)
    string(APPEND numbers "inline constexpr std::array<int, ${count}> space = {${list}};\n")
    foreach(family radius type size breakpoint duration group)
        string(JSON count LENGTH "${json}" ${family})
        math(EXPR last "${count} - 1")
        foreach(i RANGE ${last})
            string(JSON key MEMBER "${json}" ${family} ${i})
            string(JSON value GET "${json}" ${family} ${key})
            hobnob_camel_case("${family}-${key}" name)
            set(kind int)
            if(value MATCHES "\\.")
                set(kind double)
                string(REGEX REPLACE "^([0-9]+\\.[0-9][0-9]?[0-9]?[0-9]?).*$" "\\1" value "${value}")
            endif()
            string(APPEND numbers "inline constexpr ${kind} ${name} = ${value};\n")
        endforeach()
    endforeach()

    file(CONFIGURE OUTPUT "${header}" @ONLY CONTENT
"// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Generated from resources/design/tokens.json.
#include <QColor>

#include <array>

namespace hobnob::desktop::tokens
{

struct Colors {
@members@};

@themes@
// Lengths in device-independent pixels, durations in milliseconds.
@numbers@
} // namespace hobnob::desktop::tokens
")
endfunction()
