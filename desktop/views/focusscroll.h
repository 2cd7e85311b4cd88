// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

QT_BEGIN_NAMESPACE
class QScrollArea;
QT_END_NAMESPACE

namespace hobnob::desktop
{

/// From here on \a area scrolls to whatever in it gets the focus, by a key or by the program, and
/// stays there when its height changes.
void keepFocusInSight(QScrollArea *area);

} // namespace hobnob::desktop
