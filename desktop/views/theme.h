// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "design_tokens.h"

#include <QFont>
#include <QPalette>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace hobnob::desktop
{

enum class Scheme { Light, Dark };

/// The colours by role, from resources/design/tokens.json. There are two, both constant; a widget
/// asks for the one that goes with its palette and so follows every change of the palette.
struct Theme final : tokens::Colors {
    Scheme scheme = Scheme::Light;
};

[[nodiscard]] const Theme &theme(Scheme scheme);
/// The theme of a palette: dark when its windows are darker than its text.
[[nodiscard]] const Theme &theme(const QPalette &palette);
[[nodiscard]] const Theme &theme(const QWidget *widget);
/// What the application's palette is set to.
[[nodiscard]] QPalette palette(const Theme &theme);

/// Sizes of type in the proportions of the tokens, from the size that the person has set.
enum class TextSize { Small, Base, Title, Display };
enum class TextWeight { Normal, SemiBold };
[[nodiscard]] QFont textFont(const QFont &base, TextSize size,
                             TextWeight weight = TextWeight::Normal);
/// The height of a line of running text in this font, from the token for it.
[[nodiscard]] int lineHeight(const QFont &font);

/// How long a motion takes: \a milliseconds, or 0 where the system asks for less motion.
[[nodiscard]] int motion(const QWidget *widget, int milliseconds);

/// The ratio of contrast of WCAG 2, 1 to 21.
[[nodiscard]] double contrast(const QColor &a, const QColor &b);

} // namespace hobnob::desktop
