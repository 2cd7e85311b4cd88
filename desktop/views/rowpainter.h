// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/rowlayout.h"

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace hobnob::desktop
{

/// How a row stands at the moment of painting.
struct RowState {
    bool pointedAt = false;
    bool selected = false;
    /// It is current and the view has the keyboard.
    bool focused = false;
    RowLayout::Part pointedPart = RowLayout::Part::Nothing;
    TextRange selection = {};
};

/// Paints one row of a timeline into \a rect, which is as large as the layout was made for.
void paintRow(QPainter &painter, const QRect &rect, const RowLayout &row, const RowStyle &style,
              const RowState &state, const Theme &theme);

} // namespace hobnob::desktop
