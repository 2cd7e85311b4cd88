// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace hobnob::server
{

/// Folding hides what only one case looks like: "Ian" and "lan" are drawn alike, but "ian" and
/// "lan" are not. So each name has two keys, and a name clashes with another when any key of the
/// one is a key of the other. nameKeys() makes them.
struct NameKeys {
    /// Its skeleton().
    QString folded;
    /// The skeleton of what it looks like as it is written.
    QString drawn;
};

} // namespace hobnob::server
