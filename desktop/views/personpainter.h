// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/theme.h"
#include "shared/ids.h"
#include "shared/protocol/messages.h"

#include <QRect>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace hobnob::desktop
{

/// The colour of a person's name and avatar.
[[nodiscard]] QColor personColor(const Theme &theme, const UserId &id);

/// A filled circle with the person's initials. \a font gives the family; the size is from \a rect.
void paintAvatar(QPainter &painter, const QRect &rect, const UserId &id, const QString &name,
                 const Theme &theme, const QFont &font);

/// The same in another hue than that of the id.
void paintAvatar(QPainter &painter, const QRect &rect, int hue, const QString &name,
                 const Theme &theme, const QFont &font);

/// Filled is here, a ring is away. \a ground is what the dot stands on and is cut out around it.
void paintPresence(QPainter &painter, const QRect &rect, protocol::Presence presence,
                   const Theme &theme, const QColor &ground);

} // namespace hobnob::desktop
