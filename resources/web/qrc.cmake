# SPDX-FileCopyrightText: Hobnob contributors
# SPDX-License-Identifier: GPL-3.0-or-later

cmake_minimum_required(VERSION 3.25)

# Lists every file under PAGE as a Qt resource below /web, in QRC. The names of the page's files have
# hashes in them, so that the list is only known when the page is built.
file(GLOB_RECURSE files RELATIVE "${PAGE}" "${PAGE}/*")
if(NOT "index.html" IN_LIST files)
    message(FATAL_ERROR "${PAGE} holds no finished page: index.html is missing")
endif()
set(entries "")
foreach(file IN LISTS files)
    string(APPEND entries "  <file alias=\"${file}\">${PAGE}/${file}</file>\n")
endforeach()
file(WRITE "${QRC}" "<RCC>\n <qresource prefix=\"/web\">\n${entries} </qresource>\n</RCC>\n")
