// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/face.h"
#include "desktop/views/theme.h"
#include "shared/protocol/messages.h"

#include <QRect>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace hobnob::desktop
{

/// The colour of a person's name and avatar. \a hue: 0 to 11.
[[nodiscard]] QColor personColor(const Theme &theme, int hue);

/// Their picture; while there is none here, a filled circle with their initials. \a font gives the
/// family; the size is from \a rect.
void paintAvatar(QPainter &painter, const QRect &rect, const Face &face, const Theme &theme,
                 const QFont &font);

/// Of several the first two, one before the other.
void paintAvatars(QPainter &painter, const QRect &rect, const Faces &faces, const Theme &theme,
                  const QFont &font, const QColor &ground);

/// Filled is here, a ring is away, none is gone. \a ground is what the dot stands on and is cut out
/// around it.
void paintPresence(QPainter &painter, const QRect &rect, protocol::Presence presence,
                   const Theme &theme, const QColor &ground);

} // namespace hobnob::desktop
