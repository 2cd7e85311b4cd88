// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace hobnob::desktop
{

/// Which role of the theme colours an icon.
enum class IconRole { Text, Muted, Accent, OnAccent, Danger };

/// One of the icons of resources/icons/icons.txt, that follows the application's palette by itself
/// and is sharp at every device pixel ratio.
[[nodiscard]] QIcon icon(const QString &name, IconRole role = IconRole::Text);

/// The same as a picture of \a size logical pixels, for delegates. Cached (QPixmapCache).
[[nodiscard]] QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal ratio);

/// The application's mark, in its own colours.
[[nodiscard]] QIcon applicationIcon();

} // namespace hobnob::desktop
