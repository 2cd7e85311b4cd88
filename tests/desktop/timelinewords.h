// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/timelinemodel.h"
#include "fakeworld.h"

#include <QSignalSpy>

/// The rows of a TimelineModel as its tests read them.
namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using Kind = TimelineRow::Kind;
using Delivery = TimelineRow::Delivery;

/// A row as a test reads it: "- 2026-01-01", "Ana: text" where a group starts, " text" where it
/// goes on, "new", "(Ana joined)", "[Ana archived the room]".
inline QString words(const TimelineRow &row)
{
    switch (row.kind) {
    case Kind::DaySeparator:
        return u"- "_s + row.day.toString(Qt::ISODate);
    case Kind::NewLine:
        return u"new"_s;
    case Kind::Notice:
        return u'(' + row.notice.text() + u')';
    case Kind::LogNotice:
        return u'[' + row.text() + u']';
    case Kind::Message:
        break;
    }
    if (row.isFolded)
        return u"folded"_s;
    static const QStringList states{QString(), u" [pending]"_s, u" [failed]"_s};
    return (row.startsGroup ? row.event.author.name + u':' : QString()) + u' ' + row.event.text +
           states[static_cast<int>(row.delivery)];
}

inline QStringList words(const TimelineModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(words(model.row(row)));
    return list;
}

/// What the model told of its changes.
struct Changes {
    explicit Changes(const TimelineModel &model)
        : inserted(&model, &TimelineModel::rowsInserted),
          removed(&model, &TimelineModel::rowsRemoved), reset(&model, &TimelineModel::modelReset)
    {
    }
    QSignalSpy inserted;
    QSignalSpy removed;
    QSignalSpy reset;
};

inline protocol::Member member(const QString &name)
{
    const auto user = FakeServer::person(name);
    return {user.id, user.name, protocol::Presence::Here};
}

inline protocol::MembersChanged comings(const QStringList &joined, const QStringList &left = {})
{
    protocol::MembersChanged change{lobby, 5, {}, {}, {}, 0, 0, 0};
    for (const auto &name : joined)
        change.joined.append(member(name));
    for (const auto &name : left)
        change.left.append(member(name));
    return change;
}

inline const QString newYear = u"- 2026-01-01"_s;

} // namespace hobnob::desktop
