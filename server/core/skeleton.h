// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace hobnob::server
{

/// \a name as look-alikes compare it: case-folded, then the skeleton of UTS #39, until nothing
/// changes any more, so that a skeleton is its own. Names of one skeleton cannot be told apart.
/// Never shown to anyone. Pure and thread-safe.
[[nodiscard]] QString skeleton(QStringView name);

/// Folding hides what only one case looks like: "Ian" and "lan" are drawn alike, but "ian" and
/// "lan" are not. So each name has two keys, and a name clashes with another when any key of the
/// one is a key of the other. NameIndex compares them.
struct NameKeys {
    /// Its skeleton().
    QString folded;
    /// The skeleton of what it looks like as it is written.
    QString drawn;
};

/// Pure and thread-safe.
[[nodiscard]] NameKeys nameKeys(QStringView name);

} // namespace hobnob::server
