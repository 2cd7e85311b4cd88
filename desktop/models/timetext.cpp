// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/timetext.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

QDateTime localTime(Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds(time));
}

QString clockText(const QDateTime &local, const QLocale &locale)
{
    // Some locales, and "C", have seconds in their short format.
    auto format = locale.timeFormat(QLocale::ShortFormat);
    if (format.contains(u's')) {
        static const QRegularExpression seconds(u"[^A-Za-z']?s{1,2}"_s);
        format.remove(seconds);
    }
    return locale.toString(local.time(), format);
}

QString dayText(QDate day, QDate today, const QLocale &locale)
{
    if (day == today)
        return QCoreApplication::translate("TimeText", "Today");
    if (day.addDays(1) == today)
        return QCoreApplication::translate("TimeText", "Yesterday");
    return locale.toString(day, QLocale::LongFormat);
}

QString shortTimeText(const QDateTime &local, const QDateTime &now, const QLocale &locale)
{
    const auto days = local.date().daysTo(now.date());
    // A clock that is a little behind the server's is no reason to show tomorrow's date.
    if (days <= 0)
        return clockText(local, locale);
    if (days == 1)
        return QCoreApplication::translate("TimeText", "Yesterday");
    if (days < 7)
        return locale.standaloneDayName(local.date().dayOfWeek(), QLocale::ShortFormat);
    return locale.toString(local.date(), QLocale::ShortFormat);
}

QString fullTimeText(const QDateTime &local, const QLocale &locale)
{
    return locale.toString(local.date(), QLocale::LongFormat) + u' ' + clockText(local, locale);
}

} // namespace hobnob::desktop
