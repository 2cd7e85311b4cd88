// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <cstdio>
#include <cstdlib>

/// What is between a fuzzer and the code it tries. Each target is one <target>.cpp that defines
/// check(); entry.cpp gives it to libFuzzer, replay.cpp runs it over the committed corpus.
namespace hobnob::fuzz
{

/// Tries the code with \a input, whose bytes come from anywhere; aborts when it breaks a promise.
/// Takes time in proportion to the input and keeps nothing.
void check(QByteArrayView input);

/// A promise of the code under test, in words for whoever reads the report.
inline void require(bool kept, const char *promise)
{
    if (kept)
        return;
    std::fprintf(stderr, "Broken: %s\n", promise);
    std::abort();
}

} // namespace hobnob::fuzz
