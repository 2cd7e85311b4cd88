// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <QMetaType>
#include <QString>

namespace hobnob::desktop
{

/// What an avatar is painted from. A value, for QVariants.
struct Face {
    UserId id;
    QString name;
    /// 0 to 11: the person's hue in the design tokens.
    int hue = 0;
    /// The name of an image; empty: initials.
    QString picture = {};

    friend bool operator==(const Face &, const Face &) = default;
};

using Faces = QList<Face>;

} // namespace hobnob::desktop

Q_DECLARE_METATYPE(hobnob::desktop::Face)
