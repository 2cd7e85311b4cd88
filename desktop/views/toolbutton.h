// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace hobnob::desktop
{

/// The height of the line above each column.
inline constexpr int headHeight = 52;

/// A flat button with an icon of 20 pixels, as large as a finger. Owned by \a parent.
[[nodiscard]] QToolButton *makeToolButton(const QString &objectName, const QString &iconName,
                                          const QString &name, const QString &toolTip,
                                          QWidget *parent);

} // namespace hobnob::desktop
