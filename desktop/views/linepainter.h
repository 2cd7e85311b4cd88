// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/linelistmodel.h"
#include "desktop/views/theme.h"

#include <QStyleOptionViewItem>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace hobnob::desktop
{

[[nodiscard]] int listLineHeight(const QFont &font);

/// With what it stands on: whether it is selected, pointed at, and has the focus.
void paintListLine(QPainter &painter, const QStyleOptionViewItem &option, const ListLine &line);

} // namespace hobnob::desktop
