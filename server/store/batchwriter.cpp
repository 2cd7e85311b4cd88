// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/batchwriter.h"

#include "server/store/eventrow.h"
#include "server/store/sql.h"
#include "shared/limits.h"
#include "shared/mentions.h"
#include "shared/text.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};

} // namespace

WriteOutcome failed(const WriteCommand &command, const Error &error)
{
    return std::visit(
        Overloaded{
            [&](const CreateRoom &) -> WriteOutcome { return Result<Done>(error); },
            [&](const SaveGuest &) -> WriteOutcome { return Result<Done>(error); },
            [&](const ForgetGuest &) -> WriteOutcome { return Result<Done>(error); },
            [&](const FindGuest &) -> WriteOutcome { return Result<StoredGuest>(error); },
            [&](const Append &) -> WriteOutcome { return Result<Appended>(error); },
            [&](const LoadReads &) -> WriteOutcome {
                return Result<QList<protocol::ReadState>>(error);
            },
            [&](const MoveReads &) -> WriteOutcome {
                return Result<QList<protocol::ReadState>>(error);
            },
            [&](const ForgetRead &) -> WriteOutcome { return Result<Done>(error); },
            [&](const Flush &) -> WriteOutcome { return Result<Done>(error); },
        },
        command);
}

WriteBatch BatchWriter::write(const WriteCommands &commands)
{
    m_failure.reset();
    m_appended = 0;
    WriteBatch batch;
    batch.outcomes.reserve(commands.size());
    for (const WriteCommand &command : commands) {
        batch.outcomes.push_back(
            std::visit([this](const auto &specific) { return apply(specific); }, command));
        if (m_failure)
            break;
    }
    batch.commits = m_inTransaction ? 1 : 0;
    commit();
    if (!m_failure) {
        batch.appended = m_appended;
        return batch;
    }
    batch.commits = 0;
    batch.trouble = m_failure;
    batch.outcomes.clear();
    for (const WriteCommand &command : commands)
        batch.outcomes.push_back(failed(command, *m_failure));
    return batch;
}

std::optional<Error> BatchWriter::probe()
{
    // Two commits: what is written and taken back in one may never reach the disk.
    constexpr int bytesPerCharacter = 4;
    const QString something(limits::messageCharacters * bytesPerCharacter, u'x');
    for (const QString &value : {something, QString()}) {
        Statement write(m_connection, sql::writeProbe);
        if (!write.bind(value).run())
            return storageFailed(write.error());
    }
    return std::nullopt;
}

void BatchWriter::forgetGuestsSeenBefore(Timestamp time)
{
    Statement forget(m_connection, sql::deleteGuestsSeenBefore);
    if (!forget.bind(milliseconds(time)).run())
        qCWarning(storeLog) << "Cannot forget old guests:" << forget.error().databaseText();
    if (const auto error = m_reads.forgetStrangers(); error.isValid())
        qCWarning(storeLog) << "Cannot forget what old guests read:" << error.databaseText();
}

WriteOutcome BatchWriter::apply(const CreateRoom &command)
{
    begin();
    const StoredRoom &room = command.room;
    const RoomTail tail{m_tails.nextNumber(), Seq{}, room.lastTime};
    Statement insert(m_connection, sql::insertRoom);
    insert.bind(tail.number).bind(room.id.value()).bind(room.name).bind(room.skeleton);
    if (m_failure || !insert.bind(milliseconds(room.lastTime)).run())
        return Result<Done>(fail(insert.error()));
    if (insert.affectedRows() == 0) {
        return Result<Done>(
            Error{ErrorCode::RoomExists, u"There is already a room with this name."_s, u"name"_s});
    }
    m_tails.set(room.id, tail);
    return Result<Done>(Done{});
}

WriteOutcome BatchWriter::apply(const SaveGuest &command)
{
    begin();
    const StoredGuest &guest = command.guest;
    Statement save(m_connection, sql::saveGuest);
    save.bind(guest.user.id.value()).bind(guest.user.name).bind(mentionKey(guest.user.name));
    save.bind(guest.tokenHash);
    if (m_failure || !save.bind(milliseconds(m_clock())).run())
        return Result<Done>(fail(save.error()));
    return Result<Done>(Done{});
}

WriteOutcome BatchWriter::apply(const ForgetGuest &command)
{
    begin();
    Statement forget(m_connection, sql::deleteGuest);
    if (m_failure || !forget.bind(command.user.value()).run())
        return Result<Done>(fail(forget.error()));
    if (const auto error = m_reads.forget(command.user); error.isValid())
        return Result<Done>(fail(error));
    return Result<Done>(Done{});
}

WriteOutcome BatchWriter::apply(const FindGuest &command)
{
    Statement select(m_connection, sql::selectGuest);
    if (!select.bind(command.tokenHash).run())
        return Result<StoredGuest>(fail(select.error()));
    if (select.next()) {
        const protocol::User user{UserId{select.text(0)}, select.text(1)};
        return Result<StoredGuest>(StoredGuest{user, command.tokenHash});
    }
    if (select.error().isValid())
        return Result<StoredGuest>(fail(select.error()));
    return Result<StoredGuest>(
        Error{ErrorCode::TokenUnknown, u"This login is not valid any more. Log in again."_s});
}

WriteOutcome BatchWriter::apply(const Append &command)
{
    const Draft &draft = command.draft;
    if (!m_tails.contains(draft.room))
        return Result<Appended>(
            Error{ErrorCode::RoomUnknown, u"There is no such room."_s, u"room"_s});
    begin();
    RoomTail tail = m_tails.tail(draft.room);
    tail.lastSeq = next(tail.lastSeq);
    tail.lastTime = qMax(tail.lastTime, m_clock());
    Statement insert(m_connection, sql::insertEvent);
    insert.bind(tail.number).bind(number(tail.lastSeq)).bind(milliseconds(tail.lastTime));
    insert.bind(draft.author.id.value()).bind(draft.author.name);
    insert.bind(draft.clientId.value()).bind(draft.text);
    if (m_failure || !insert.run())
        return Result<Appended>(fail(insert.error()));
    if (insert.affectedRows() == 0)
        return findRepeated(draft, tail.number);
    tail.lastAuthor = draft.author.name;
    tail.lastText = excerpt(draft.text, limits::excerptCharacters);
    m_tails.set(draft.room, tail);
    const auto mentioned = m_reads.noteMentions(tail, draft);
    if (const auto *error = std::get_if<QSqlError>(&mentioned))
        return Result<Appended>(abandon(*error));
    ++m_appended;
    return Result<Appended>(
        Appended{{tail.lastSeq, tail.lastTime, draft.author, draft.clientId, draft.text},
                 false,
                 std::get<QList<UserId>>(mentioned)});
}

WriteOutcome BatchWriter::apply(const LoadReads &command)
{
    const auto states = m_reads.statesOf(command.user);
    if (const auto *error = std::get_if<QSqlError>(&states))
        return Result<QList<protocol::ReadState>>(fail(*error));
    return Result<QList<protocol::ReadState>>(std::get<QList<protocol::ReadState>>(states));
}

WriteOutcome BatchWriter::apply(const MoveReads &command)
{
    begin();
    if (m_failure)
        return Result<QList<protocol::ReadState>>(*m_failure);
    const auto states = m_reads.move(command.moves);
    if (const auto *error = std::get_if<QSqlError>(&states))
        return Result<QList<protocol::ReadState>>(abandon(*error));
    return Result<QList<protocol::ReadState>>(std::get<QList<protocol::ReadState>>(states));
}

WriteOutcome BatchWriter::apply(const ForgetRead &command)
{
    begin();
    if (m_failure)
        return Result<Done>(*m_failure);
    if (const auto error = m_reads.forget(command.user, command.room); error.isValid())
        return Result<Done>(abandon(error));
    return Result<Done>(Done{});
}

WriteOutcome BatchWriter::apply(const Flush &)
{
    return Result<Done>(Done{});
}

Result<Appended> BatchWriter::findRepeated(const Draft &draft, qint64 room)
{
    Statement select(m_connection, sql::selectRepeated);
    select.bind(draft.author.id.value()).bind(draft.clientId.value());
    if (!select.run() || !select.next())
        return fail(select.error());
    if (select.integer(eventColumns) != room) {
        return Error{ErrorCode::OutOfRange, u"This message's id was used in another room before."_s,
                     u"clientId"_s};
    }
    return Appended{eventFromRow(select), true};
}

void BatchWriter::begin()
{
    if (m_inTransaction)
        return;
    const QSqlError error = m_connection.execute(u"BEGIN IMMEDIATE"_s);
    if (error.isValid())
        m_failure = fail(error);
    else
        m_inTransaction = true;
}

void BatchWriter::writeTails()
{
    const QList<RoomTail> changed = m_tails.changed();
    for (const RoomTail &tail : changed) {
        Statement update(m_connection, sql::updateRoomTail);
        update.bind(number(tail.lastSeq)).bind(milliseconds(tail.lastTime));
        update.bind(tail.lastAuthor).bind(tail.lastText);
        if (!update.bind(tail.number).run()) {
            m_failure = fail(update.error());
            return;
        }
    }
}

void BatchWriter::commit()
{
    if (!m_failure && m_inTransaction)
        writeTails();
    if (!m_failure && m_inTransaction) {
        const QSqlError error = m_connection.execute(u"COMMIT"_s);
        if (error.isValid())
            m_failure = fail(error);
    }
    if (!m_failure) {
        m_tails.keep();
    } else {
        m_tails.revert();
        // After some errors SQLite has rolled back already and says so; that is as good.
        if (m_inTransaction) [[maybe_unused]]
            const QSqlError ignored = m_connection.execute(u"ROLLBACK"_s);
    }
    m_inTransaction = false;
}

Error BatchWriter::fail(const QSqlError &error)
{
    if (m_failure)
        return *m_failure;
    qCWarning(storeLog) << "Cannot write:" << error.databaseText();
    const Error failure = storageFailed(error);
    if (!isRefusedRow(error))
        m_failure = failure;
    return failure;
}

Error BatchWriter::abandon(const QSqlError &error)
{
    const Error failure = fail(error);
    m_failure = failure;
    return failure;
}

} // namespace hobnob::server
