// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/composertext.h"

#include "desktop/models/logwords.h"

#include <QCoreApplication>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using protocol::Role;

namespace
{

/// The context of the translations.
class ComposerText
{
    Q_DECLARE_TR_FUNCTIONS(ComposerText)
};

} // namespace

QString whyNotToWrite(const Room &room, Role role, const QString &blocked, Timestamp now)
{
    if (!room.isJoined())
        return {};
    const auto &line = room.summary;
    if (line.archived)
        return ComposerText::tr("This room is archived.");
    if (!blocked.isEmpty())
        return ComposerText::tr("You blocked %1.").arg(blocked);
    if (room.isDirect())
        return {};
    if (room.mutedUntil && *room.mutedUntil > now) {
        const auto until = endText(room.mutedUntil);
        return until.isEmpty() ? ComposerText::tr("You are muted here.")
                               : ComposerText::tr("You are muted until %1.").arg(until);
    }
    if (role == Role::Reader)
        return ComposerText::tr("You are a reader here.");
    if (role >= line.rules.post)
        return {};
    return line.rules.post == Role::Owner ? ComposerText::tr("Only owners post here.")
                                          : ComposerText::tr("Only moderators post here.");
}

QString slowText(Timestamp until, Timestamp now)
{
    const qint64 left = (milliseconds(until) - milliseconds(now) + 999) / 1000;
    if (left <= 0)
        return {};
    if (left == 1)
        return ComposerText::tr("Slow mode: your next message goes out in one second.");
    if (left < 60)
        return ComposerText::tr("Slow mode: your next message goes out in %n seconds.", nullptr,
                                static_cast<int>(left));
    return ComposerText::tr("Slow mode: your next message goes out in %1.")
        .arg(u"%1:%2"_s.arg(left / 60).arg(left % 60, 2, 10, QChar(u'0')));
}

} // namespace hobnob::desktop
