// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/linelistmodel.h"

#include "desktop/models/logwords.h"
#include "desktop/models/timetext.h"

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString when(Timestamp time)
{
    return shortTimeText(localTime(time), QDateTime::currentDateTime());
}

QString joined(const QStringList &parts)
{
    QStringList some;
    for (const auto &part : parts) {
        if (!part.isEmpty())
            some.append(part.simplified());
    }
    return some.join(u" · "_s);
}

} // namespace

ListLine lineOf(const protocol::Sanction &sanction)
{
    const bool isBan = sanction.kind == protocol::SanctionKind::Ban;
    return {(isBan ? u"ban "_s : u"mute "_s) + sanction.person.id.value(),
            isBan ? u"gavel"_s : u"message-square-off"_s, sanction.person.name,
            sanctionText(sanction), when(sanction.created)};
}

ListLine lineOf(const protocol::AuditRecord &record, RoomNames names)
{
    const auto who = record.actor ? record.actor->name : LineListModel::tr("The operator");
    //: Who, and what they did: "Ana banned Ben".
    return {QString::number(record.number), u"scroll-text"_s,
            LineListModel::tr("%1 %2").arg(who, auditText(record)),
            joined({names == RoomNames::Shown ? record.roomName : QString(), record.details}),
            when(record.time)};
}

ListLine lineOf(const protocol::Report &report)
{
    return {
        QString::number(report.number),
        u"flag"_s,
        LineListModel::tr("%1: %2").arg(report.event.author.name, report.event.text.simplified()),
        joined({report.roomName, LineListModel::tr("reported by %1").arg(report.reporter.name),
                report.reason}),
        when(report.created),
        report.resolvedBy.has_value()};
}

QVariant LineListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &line = at(index.row());
    switch (role) {
    case Key:
        return line.key;
    case Icon:
        return line.icon;
    case Qt::DisplayRole:
    case Title:
        return line.title;
    case Details:
        return line.details;
    case Note:
        return line.note;
    case IsQuiet:
        return line.isQuiet;
    case Qt::AccessibleTextRole:
        return joined({line.title, line.details, line.note});
    default:
        return {};
    }
}

} // namespace hobnob::desktop
