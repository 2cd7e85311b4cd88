// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndexList>
#include <QString>

namespace hobnob::desktop
{

/// The messages of these rows as plain text, in the order of the rows: one alone as its words,
/// several with who and when. Separators are left out.
[[nodiscard]] QString copiedText(QModelIndexList rows);

} // namespace hobnob::desktop
