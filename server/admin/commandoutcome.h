// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

namespace hobnob::server
{

/// How a command ended, for main() to print.
struct CommandOutcome {
    int exitCode = 0;
    /// For standard output, with its line ends.
    QString output = {};
    /// A sentence for standard error; empty when there is none.
    QString complaint = {};

    [[nodiscard]] static CommandOutcome failure(const Error &error)
    {
        return {.exitCode = 1, .complaint = error.sentence};
    }
};

} // namespace hobnob::server
