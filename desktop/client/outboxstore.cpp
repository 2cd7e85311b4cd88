// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/outboxstore.h"

#include <QLoggingCategory>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

Q_LOGGING_CATEGORY(lcOutbox, "hobnob.outbox")

/// Never null: the columns know no NULL.
QString errorWord(const PendingMessage &message)
{
    return message.state == PendingMessage::State::Failed ? errorName(message.error.code).toString()
                                                          : u""_s;
}

QString sentenceOf(const PendingMessage &message)
{
    return message.error.sentence.isNull() ? u""_s : message.error.sentence;
}

} // namespace

const Database::Format &OutboxStore::format()
{
    static const Database::Format tables{
        1,
        {u"CREATE TABLE pending (place INTEGER PRIMARY KEY AUTOINCREMENT, room TEXT NOT NULL,"
         " client_id TEXT NOT NULL UNIQUE, text TEXT NOT NULL, time INTEGER NOT NULL,"
         " error TEXT NOT NULL, sentence TEXT NOT NULL)"_s,
         u"CREATE TABLE drafts (room TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID"_s}};
    return tables;
}

Result<Done> OutboxStore::open(const QString &path)
{
    auto opened = Database::open(path, format(), Database::Check::Quick);
    if (opened.trouble == Database::Trouble::Damaged) {
        const auto aside = Database::putAside(path);
        qCWarning(lcOutbox).noquote()
            << u"%1 is damaged. It is kept as %2, and a fresh one is begun."_s.arg(path, aside);
        opened = Database::open(path, format(), Database::Check::None);
    }
    m_database = std::move(opened.database);
    if (!m_database)
        return Error{ErrorCode::StorageFailed, opened.trouble == Database::Trouble::OtherVersion
                                                   ? u"A newer version of Hobnob wrote it."_s
                                                   : opened.reason};
    return Done{};
}

QList<OutboxStore::Kept> OutboxStore::messages() const
{
    QList<Kept> all;
    if (!m_database)
        return all;
    const auto rows = m_database->read(
        u"SELECT room, client_id, text, time, error, sentence FROM pending ORDER BY place"_s);
    if (!rows) {
        qCWarning(lcOutbox).noquote() << rows.error().sentence;
        return all;
    }
    for (const auto &row : *rows) {
        PendingMessage message;
        message.clientId = ClientId(row[1].toString());
        message.text = row[2].toString();
        message.time = Timestamp{row[3].toLongLong()};
        if (const auto word = row[4].toString(); !word.isEmpty()) {
            message.state = PendingMessage::State::Failed;
            message.error = {errorFromName(word).value_or(ErrorCode::Internal), row[5].toString()};
        }
        all.append({RoomId(row[0].toString()), message});
    }
    return all;
}

QHash<RoomId, QString> OutboxStore::drafts() const
{
    QHash<RoomId, QString> all;
    if (!m_database)
        return all;
    if (const auto rows = m_database->read(u"SELECT room, text FROM drafts"_s)) {
        for (const auto &row : *rows)
            all.insert(RoomId(row[0].toString()), row[1].toString());
    }
    return all;
}

Result<Done> OutboxStore::add(const RoomId &room, const PendingMessage &message)
{
    if (!m_database)
        return Done{};
    return m_database->run(u"INSERT INTO pending (room, client_id, text, time, error, sentence)"
                           " VALUES (?, ?, ?, ?, ?, ?)"_s,
                           {room.value(), message.clientId.value(), message.text,
                            milliseconds(message.time), errorWord(message), sentenceOf(message)});
}

Result<Done> OutboxStore::update(const PendingMessage &message)
{
    if (!m_database)
        return Done{};
    return m_database->run(u"UPDATE pending SET error = ?, sentence = ? WHERE client_id = ?"_s,
                           {errorWord(message), sentenceOf(message), message.clientId.value()});
}

Result<Done> OutboxStore::moveToEnd(const RoomId &room, const PendingMessage &message)
{
    if (!m_database)
        return Done{};
    if (const auto begun = m_database->begin(); !begun)
        return begun;
    auto moved = remove(message.clientId);
    if (moved)
        moved = add(room, message);
    if (moved)
        moved = m_database->commit();
    if (!moved)
        m_database->rollBack();
    return moved;
}

Result<Done> OutboxStore::remove(const ClientId &message)
{
    if (!m_database)
        return Done{};
    return m_database->run(u"DELETE FROM pending WHERE client_id = ?"_s, {message.value()});
}

Result<Done> OutboxStore::setDraft(const RoomId &room, const QString &text)
{
    if (!m_database)
        return Done{};
    if (text.isEmpty())
        return m_database->run(u"DELETE FROM drafts WHERE room = ?"_s, {room.value()});
    return m_database->run(u"INSERT INTO drafts (room, text) VALUES (?, ?)"
                           " ON CONFLICT (room) DO UPDATE SET text = excluded.text"_s,
                           {room.value(), text});
}

} // namespace hobnob::desktop
