// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/eventtable.h"

#include "server/store/eventrow.h"
#include "server/store/roomsql.h"
#include "shared/limits.h"
#include "shared/mentions.h"
#include "shared/text.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Result<Appended> EventTable::append(const Draft &draft, Beside beside)
{
    if (!m_tails.contains(draft.room))
        return Error{ErrorCode::RoomUnknown, u"There is no such room."_s, u"room"_s};
    RoomTail tail = m_tails.tail(draft.room);
    tail.lastSeq = next(tail.lastSeq);
    tail.lastTime = qMax(tail.lastTime, m_clock());
    const bool isByBot = draft.by == protocol::PersonKind::Bot;
    QStringList keys;
    QString kind;
    protocol::User subject;
    if (draft.notice) {
        kind = wordOf(draft.notice->kind);
        subject = draft.notice->subject.value_or(subject);
    } else {
        tail.lastAuthor = draft.author.name;
        tail.lastText = excerpt(draft.text, limits::excerptCharacters);
        keys = mentionedKeys(draft.text);
    }
    if (keys.isEmpty() && beside == Beside::Nothing)
        m_transaction.expectSingleWrite();
    const auto inserted =
        m_transaction.write(sql::insertEvent, tail.number, tail.lastSeq, tail.lastTime,
                            draft.author.id, draft.author.name, draft.clientId, draft.text, kind,
                            subject.id, subject.name, qint64(isByBot ? 1 : 0));
    if (!inserted)
        return inserted.error();
    if (*inserted == 0)
        return findRepeated(draft, tail.number);
    m_tails.set(draft.room, tail);
    const auto mentioned = m_reads.noteMentions(tail, draft.author.id, keys);
    if (!mentioned)
        return mentioned.error();
    return Appended{{tail.lastSeq, tail.lastTime, draft.author, draft.clientId, draft.text,
                     draft.notice, isByBot ? std::optional(true) : std::nullopt},
                    false,
                    *mentioned};
}

Result<Appended> EventTable::findRepeated(const Draft &draft, qint64 room)
{
    struct Found {
        protocol::Event event;
        qint64 room;
    };
    const auto found = m_transaction.selectOne(
        sql::selectRepeated,
        [](const Statement &row) {
            return Found{eventFromRow(row), row.integer(eventColumns)};
        },
        draft.author.id.value(), draft.clientId.value());
    if (!found)
        return found.error();
    // What stood in the way of the insert is there: the transaction is ours alone.
    Q_ASSERT(*found);
    if ((*found)->room != room) {
        return Error{ErrorCode::OutOfRange, u"This message's id was used in another room before."_s,
                     u"clientId"_s};
    }
    return Appended{(*found)->event, true};
}

} // namespace hobnob::server
