// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/theme.h"

#include <QRect>
#include <QString>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace hobnob::desktop
{

/// Beside the name of a bot. Translated.
[[nodiscard]] QString botBadgeText();

/// How wide a word is with the frame around it. \a font: TextSize::Small.
[[nodiscard]] int badgeWidth(const QFont &font, const QString &text);

/// A word in a thin frame, quieter than the name beside which it stands; in the middle of \a rect,
/// which is badgeWidth() wide.
void paintBadge(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
                const Theme &theme);

} // namespace hobnob::desktop
