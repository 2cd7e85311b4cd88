// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/timelinerowlist.h"

#include "desktop/models/timetext.h"
#include "shared/personlook.h"

#include <algorithm>

namespace hobnob::desktop
{

using RowKind = TimelineRow::Kind;

namespace
{

/// How many messages before \a end are the group that ends there; counts no further than needed.
int groupLength(const QList<TimelineRow> &rows, qsizetype end)
{
    int length = 0;
    while (length < mostInGroup && end > length) {
        ++length;
        if (rows[end - length].startsGroup)
            break;
    }
    return length;
}

} // namespace

int TimelineRowList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant TimelineRowList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TimelineRow &row = m_rows[index.row()];
    switch (role) {
    case Kind:
        return static_cast<int>(row.kind);
    case Author:
        return row.event.author.name;
    case AuthorId:
        return row.event.author.id.value();
    case Hue:
        return lookOf(row.event.author.id).hue;
    case Initials:
        return personInitials(row.event.author.name);
    case PictureName:
        return lookOf(row.event.author.id).picture;
    case Qt::DisplayRole:
    case Text:
        return row.text();
    case Time:
        return row.kind == RowKind::Message ? localTime(row.event.time) : QDateTime();
    case TimeText:
        return row.kind == RowKind::Message ? clockText(localTime(row.event.time)) : QString();
    case IsOwn:
        return row.isOwn;
    case IsBot:
        return row.event.bot.value_or(false);
    case Delivery:
        return static_cast<int>(row.delivery);
    case FailureText:
        return row.failure;
    case MentionsMe:
        return row.mentionsMe;
    case IsFolded:
        return row.isFolded;
    case StartsGroup:
        return row.startsGroup;
    case SeqNumber:
        return number(row.event.seq);
    case ClientIdText:
        return row.event.clientId.value();
    case Qt::AccessibleTextRole:
    case AccessibleText:
        return row.accessibleText();
    default:
        return {};
    }
}

int TimelineRowList::rowOfSeq(Seq seq) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [&](const TimelineRow &row) {
        return row.isEvent() && row.event.seq >= seq;
    });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

int TimelineRowList::rowOfPending(const ClientId &message) const
{
    for (auto i = m_rows.size(); i-- > 0;) {
        if (m_rows[i].isPending() && m_rows[i].event.clientId == message)
            return static_cast<int>(i);
        if (m_rows[i].isEvent())
            break;
    }
    return -1;
}

int TimelineRowList::newLineRow() const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [](const TimelineRow &row) {
        return row.kind == RowKind::NewLine;
    });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

void TimelineRowList::refreshDays()
{
    for (int i = 0; i < rowCount(); ++i) {
        if (m_rows[i].kind == RowKind::DaySeparator)
            Q_EMIT dataChanged(index(i), index(i), {Qt::DisplayRole, Text, AccessibleText});
    }
}

void TimelineRowList::repaint(const UserId &person)
{
    for (int i = 0; i < rowCount(); ++i) {
        if (m_rows[i].kind == RowKind::Message && m_rows[i].startsGroup &&
            m_rows[i].event.author.id == person)
            Q_EMIT dataChanged(index(i), index(i), {Hue, PictureName});
    }
}

void TimelineRowList::setFolded(const UserId &person, bool folded)
{
    for (int i = 0; i < rowCount(); ++i) {
        auto &row = m_rows[i];
        if (row.kind == RowKind::Message && row.event.author.id == person &&
            std::exchange(row.isFolded, folded) != folded)
            Q_EMIT dataChanged(index(i), index(i));
    }
}

int TimelineRowList::pendingStart() const
{
    auto row = m_rows.size();
    while (row > 0 && !m_rows[row - 1].isEvent() && m_rows[row - 1].kind != RowKind::Notice)
        --row;
    return static_cast<int>(row);
}

void TimelineRowList::reset(Rows rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_notices = 0;
    endResetModel();
}

void TimelineRowList::insert(int at, const Rows &rows)
{
    if (rows.isEmpty())
        return;
    beginInsertRows({}, at, at + static_cast<int>(rows.size()) - 1);
    if (rows.size() == 1)
        m_rows.insert(at, rows.front());
    else
        m_rows = m_rows.first(at) + rows + m_rows.sliced(at);
    m_notices += noticesIn(rows);
    endInsertRows();
}

void TimelineRowList::remove(int first, int count)
{
    if (count <= 0)
        return;
    beginRemoveRows({}, first, first + count - 1);
    m_notices -= noticesIn(m_rows.sliced(first, count));
    m_rows.remove(first, count);
    endRemoveRows();
}

void TimelineRowList::replace(int at, TimelineRow row)
{
    row.startsGroup = m_rows[at].startsGroup;
    m_rows[at] = std::move(row);
    Q_EMIT dataChanged(index(at), index(at));
}

bool TimelineRowList::startsGroup(const Rows &before, const TimelineRow &row)
{
    return before.isEmpty() || !continuesGroup(&before.back(), row) ||
           groupLength(before, before.size()) >= mostInGroup;
}

int TimelineRowList::noticesIn(const Rows &rows)
{
    return static_cast<int>(std::count_if(rows.begin(), rows.end(), [](const TimelineRow &row) {
        return row.kind == RowKind::Notice;
    }));
}

void TimelineRowList::mend(int at)
{
    int after = at;
    while (after < rowCount() && !m_rows[after].isDated())
        ++after;
    int before = at - 1;
    while (before >= 0 && !m_rows[before].isDated())
        --before;
    const bool isEnd = after == rowCount();
    const bool needsDay = !isEnd && (before < 0 || m_rows[before].day != m_rows[after].day);
    bool hasDay = false;
    for (int row = after - 1; row > before; --row) {
        const bool isDay = m_rows[row].kind == RowKind::DaySeparator;
        const bool isRight = needsDay && !hasDay && m_rows[row].day == m_rows[after].day;
        hasDay = hasDay || (isDay && isRight);
        if (isEnd || (isDay && !isRight)) {
            remove(row, 1);
            --after;
        }
    }
    if (needsDay && !hasDay) {
        insert(before + 1, {TimelineRow::ofDay(m_rows[after].day)});
        ++after;
    }
    regroup(after);
}

void TimelineRowList::regroup(int row)
{
    if (row < 0 || row >= rowCount() || m_rows[row].kind != RowKind::Message)
        return;
    bool starts = !continuesGroup(row > 0 ? &m_rows[row - 1] : nullptr, m_rows[row]);
    if (!starts) {
        // Two groups become one only when it is no longer than allowed: what follows keeps its
        // place and its look, whatever came before it.
        int after = row + 1;
        while (after < rowCount() && after - row < mostInGroup && !m_rows[after].startsGroup)
            ++after;
        starts = groupLength(m_rows, row) + after - row > mostInGroup;
    }
    if (std::exchange(m_rows[row].startsGroup, starts) != starts)
        Q_EMIT dataChanged(index(row), index(row), {StartsGroup});
}

} // namespace hobnob::desktop
