// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/timelinemodel.h"

#include "desktop/client/chatclient.h"

#include <algorithm>

namespace hobnob::desktop
{

using protocol::Event;
using RowKind = TimelineRow::Kind;

TimelineModel::TimelineModel(const ChatClient *client, RoomId room, QObject *parent)
    : TimelineRowList(parent), m_client(client), m_room(std::move(room))
{
    const auto ifHere = [this](void (TimelineModel::*action)(const ClientId &)) {
        return [this, action](const RoomId &id, const ClientId &message) {
            if (id == m_room)
                (this->*action)(message);
        };
    };
    connect(client, &ChatClient::pendingAdded, this, ifHere(&TimelineModel::addPending));
    connect(client, &ChatClient::pendingChanged, this, ifHere(&TimelineModel::changePending));
    connect(client, &ChatClient::pendingRemoved, this, ifHere(&TimelineModel::removePending));
    connect(client, &ChatClient::logChanged, this,
            [this](const RoomId &id, const LogChange &change) {
                if (id == m_room)
                    followLog(change);
            });
    connect(client, &ChatClient::membersChanged, this, &TimelineModel::addNotice);
    connect(client, &ChatClient::loggedIn, this, [this](const protocol::User &self) {
        // The session of before was over, and we are somebody else now: nothing here is our own.
        if (m_self.id != self.id)
            rebuild();
    });
    connect(&client->looks(), &Looks::changed, this, &TimelineModel::repaint);
    connect(&client->moderation(), &Moderation::blocksChanged, this, &TimelineModel::foldBlocked);
    rebuild();
}

void TimelineModel::unfold(const UserId &person)
{
    m_unfolded.insert(person);
    setFolded(person, false);
}

void TimelineModel::foldBlocked()
{
    QSet<UserId> blocked;
    for (const auto &user : m_client->moderation().blocked())
        blocked.insert(user.id);
    const auto before = std::exchange(m_folded, blocked);
    for (const auto &person : before - blocked) {
        m_unfolded.remove(person);
        setFolded(person, false);
    }
    const Room *room = state();
    if (room && room->isDirect())
        return;
    for (const auto &person : blocked - before)
        setFolded(person, true);
}

bool TimelineModel::isFolded(const Event &event) const
{
    const Room *room = state();
    return m_folded.contains(event.author.id) && !m_unfolded.contains(event.author.id) && room &&
           !room->isDirect();
}

Looks::Look TimelineModel::lookOf(const UserId &person) const
{
    return m_client->looks().of(person);
}

void TimelineModel::setNewLineAfter(Seq read)
{
    m_newLineAfter = read;
    placeNewLine();
}

void TimelineModel::clearNewLine()
{
    m_newLineAfter.reset();
    placeNewLine();
}

const Room *TimelineModel::state() const
{
    return m_client->room(m_room);
}

void TimelineModel::followLog(const LogChange &change)
{
    const Room *room = state();
    if (!room)
        return;
    const auto &events = room->log.events();
    switch (change.kind) {
    case LogChange::Kind::Nothing:
        return;
    case LogChange::Kind::Appended:
        append(events.last(change.count));
        return;
    case LogChange::Kind::Prepended:
        prepend(events.first(change.count));
        return;
    case LogChange::Kind::Replaced:
        rebuild();
        return;
    case LogChange::Kind::DroppedOldest:
        dropBefore(room->log.first());
        return;
    case LogChange::Kind::DroppedNewest:
        dropAfter(room->log.last());
        return;
    }
}

void TimelineModel::rebuild()
{
    m_self = m_client->self();
    m_newLinePlaced = false;
    m_folded.clear();
    for (const auto &user : m_client->moderation().blocked())
        m_folded.insert(user.id);
    Rows all;
    if (const Room *room = state())
        all = rowsOf(room->log.events(), nullptr);
    for (const auto &message : m_client->outbox().messages(m_room)) {
        auto row = TimelineRow::ofPending(message, m_client->self());
        if (all.isEmpty() || all.back().day != row.day)
            all.append(TimelineRow::ofDay(row.day));
        row.startsGroup = startsGroup(all, row);
        all.append(std::move(row));
    }
    reset(std::move(all));
}

TimelineModel::Rows TimelineModel::rowsOf(const QList<Event> &events, const TimelineRow *before)
{
    Rows rows;
    rows.reserve(events.size() + 2);
    for (const auto &event : events) {
        auto row = TimelineRow::ofEvent(event, m_self);
        row.isFolded = isFolded(event);
        const TimelineRow *previous = rows.isEmpty() ? before : &rows.back();
        if (!previous || previous->day != row.day)
            rows.append(TimelineRow::ofDay(row.day));
        if (!m_newLinePlaced && isNews(event)) {
            rows.append(TimelineRow::ofNewLine());
            m_newLinePlaced = true;
        }
        row.startsGroup = rows.isEmpty() ? !continuesGroup(before, row) : startsGroup(rows, row);
        rows.append(std::move(row));
    }
    return rows;
}

bool TimelineModel::isOwn(const Event &event) const
{
    return event.author.id == m_self.id;
}

bool TimelineModel::isNews(const Event &event) const
{
    return m_newLineAfter && event.seq > *m_newLineAfter && !isOwn(event) && !event.notice;
}

void TimelineModel::append(const QList<Event> &events)
{
    QList<Event> unseen;
    for (const auto &event : events) {
        const bool isOnScreen = rowOfPending(event.clientId) >= 0 && isOwn(event);
        if (!isOnScreen) {
            unseen.append(event);
            continue;
        }
        appendUnseen(std::exchange(unseen, {}));
        settle(event);
    }
    appendUnseen(unseen);
}

void TimelineModel::appendUnseen(const QList<Event> &events)
{
    if (events.isEmpty())
        return;
    const int start = pendingStart();
    const Rows added = rowsOf(events, start > 0 ? &row(start - 1) : nullptr);
    insert(start, added);
    regroup(start);
    mend(start + static_cast<int>(added.size()));
}

void TimelineModel::settle(const Event &event)
{
    const int row = rowOfPending(event.clientId);
    const auto begin = rows().begin() + pendingStart();
    const bool isFirst = std::none_of(begin, rows().begin() + row,
                                      [](const TimelineRow &other) { return other.isPending(); });
    if (!isFirst) {
        // Others of ours wait above, and the log comes before them.
        removePending(event.clientId);
        appendUnseen({event});
        return;
    }
    replace(row, TimelineRow::ofEvent(event, event.author));
    mend(row);
    mend(rowOfSeq(event.seq) + 1);
}

void TimelineModel::prepend(const QList<Event> &events)
{
    const Rows added = rowsOf(events, nullptr);
    insert(0, added);
    mend(static_cast<int>(added.size()));
    placeNewLine();
}

void TimelineModel::dropBefore(Seq first)
{
    if (const int row = rowOfSeq(first); row > 0) {
        remove(0, row);
        mend(0);
    }
}

void TimelineModel::dropAfter(Seq last)
{
    const int row = rowOfSeq(last) + 1;
    remove(row, pendingStart() - row);
    mend(row);
}

void TimelineModel::addPending(const ClientId &message)
{
    const auto *pending = m_client->outbox().find(m_room, message);
    if (!pending)
        return;
    const int row = rowCount();
    insert(row, {TimelineRow::ofPending(*pending, m_client->self())});
    mend(row);
}

void TimelineModel::changePending(const ClientId &message)
{
    const auto *pending = m_client->outbox().find(m_room, message);
    const int row = rowOfPending(message);
    if (!pending || row < 0)
        return;
    replace(row, TimelineRow::ofPending(*pending, m_client->self()));
}

void TimelineModel::removePending(const ClientId &message)
{
    const int row = rowOfPending(message);
    if (row < 0)
        return;
    remove(row, 1);
    mend(row);
}

void TimelineModel::addNotice(const protocol::MembersChanged &change)
{
    const Room *room = state();
    // Someone who reads far up has the end elsewhere, and comings and goings are not kept.
    if (change.room != m_room || !room || !room->log.follows())
        return;
    const QDate today = QDate::currentDate();
    const int start = pendingStart();
    const bool continues =
        start > 0 && rows()[start - 1].kind == RowKind::Notice && rows()[start - 1].day == today;
    TimelineRow row = continues ? rows()[start - 1] : TimelineRow();
    const QString before = continues ? row.notice.text() : QString();
    row.kind = RowKind::Notice;
    row.day = today;
    row.notice.add(change, m_self.id);
    if (row.notice.text() == before)
        return;
    if (!continues) {
        insert(start, {row});
        mend(start);
        mend(pendingStart());
        thinNotices();
    } else {
        replace(start - 1, row);
    }
}

void TimelineModel::thinNotices()
{
    if (noticeCount() <= mostNotices)
        return;
    const auto oldest = std::find_if(rows().begin(), rows().end(), [](const TimelineRow &row) {
        return row.kind == RowKind::Notice;
    });
    const int row = static_cast<int>(oldest - rows().begin());
    remove(row, 1);
    mend(row);
}

void TimelineModel::placeNewLine()
{
    const int old = newLineRow();
    const auto news = std::find_if(rows().begin(), rows().end(), [this](const TimelineRow &row) {
        return row.isEvent() && isNews(row.event);
    });
    m_newLinePlaced = news != rows().end();
    int place = m_newLinePlaced ? static_cast<int>(news - rows().begin()) : -1;
    if (old >= 0 && old == place - 1)
        return;
    if (old >= 0) {
        remove(old, 1);
        regroup(old);
        place -= old < place ? 1 : 0;
    }
    if (place >= 0) {
        insert(place, {TimelineRow::ofNewLine()});
        regroup(place + 1);
    }
}

} // namespace hobnob::desktop
