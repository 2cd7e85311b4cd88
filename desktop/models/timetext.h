// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <QDateTime>
#include <QLocale>

namespace hobnob::desktop
{

// Times as people read them: local, in the forms of \a locale. Pure but for the time zone.

[[nodiscard]] QDateTime localTime(Timestamp time);
/// "14:05" or "2:05 PM".
[[nodiscard]] QString clockText(const QDateTime &local, const QLocale &locale = {});
/// "Today", "Yesterday", else the long date.
[[nodiscard]] QString dayText(QDate day, QDate today, const QLocale &locale = {});
/// For the room list: the time today, else "Yesterday", the week day in the last week, the short
/// date.
[[nodiscard]] QString shortTimeText(const QDateTime &local, const QDateTime &now,
                                    const QLocale &locale = {});
/// For tooltips: date and time, long.
[[nodiscard]] QString fullTimeText(const QDateTime &local, const QLocale &locale = {});

} // namespace hobnob::desktop
