// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/datafolder.h"
#include "server/store/pagereader.h"
#include "server/store/store.h"
#include "server/store/writer.h"

#include <QObject>

#include <chrono>
#include <deque>
#include <unordered_map>

namespace hobnob::server
{

/// The store in one SQLite file of the data folder. Belongs to the thread that opened it, which
/// needs an event loop for the answers. Threads of its own: one writer, two readers. Answers may
/// call the store again; they must not destroy it.
///
/// The answers to what was written in one commit come in one go. A refusal as Busy comes at once,
/// before answers to earlier calls.
class SqliteStore final : public Store
{
public:
    /// Takes the folder for itself, makes or migrates the file. Errors: StorageFailed, with a
    /// sentence for the operator. \a clock is called on the writer's thread.
    static Result<std::unique_ptr<SqliteStore>> open(const QString &dataFolder,
                                                     StoreClock clock = systemClock());
    ~SqliteStore() override;

    [[nodiscard]] static StoreClock systemClock();

    [[nodiscard]] QString epoch() const override { return m_start.epoch; }
    [[nodiscard]] QList<StoredRoom> roomsAtStart() const override { return m_start.rooms; }
    [[nodiscard]] StoreStatistics statistics() const override;

    void createRoom(const StoredRoom &room, Answer<Done> answer) override;
    void saveGuest(const StoredGuest &guest, Answer<Done> answer) override;
    void findGuest(const QByteArray &tokenHash, Answer<StoredGuest> answer) override;
    void forgetGuest(const UserId &user, Answer<Done> answer) override;
    void append(const Draft &draft, Answer<Appended> answer) override;
    void loadReads(const UserId &user, Answer<QList<protocol::ReadState>> answer) override;
    void moveReads(const QList<ReadMove> &moves,
                   Answer<QList<protocol::ReadState>> answer) override;
    void forgetRead(const UserId &user, const RoomId &room, Answer<Done> answer) override;
    void readPage(const PageRequest &request, Answer<Page> answer) override;
    void flush(Answer<Done> answer) override;

private:
    using SteadyTime = std::chrono::steady_clock::time_point;

    /// What is read once, when the store opens.
    struct Start {
        QString epoch;
        QList<StoredRoom> rooms;
        QHash<RoomId, RoomTail> tails;
    };

    struct PendingWrite {
        std::variant<Answer<Done>, Answer<StoredGuest>, Answer<Appended>,
                     Answer<QList<protocol::ReadState>>>
            answer;
        SteadyTime asked;
    };

    SqliteStore(DataFolder folder, Start start, StoreClock clock);

    static Result<Start> readStart(Connection &connection);
    template <typename T>
    void write(WriteCommand command, Answer<T> answer);
    template <typename T>
    void refuseAsBusy(Answer<T> answer);
    void deliverWrites(WriteBatch batch);
    void deliverPage(PageReader::Ticket ticket, const Result<Page> &page);

    // Destroyed from the bottom up: the threads end first, then the answers on their way are
    // dropped with their context, and the folder is free last.
    DataFolder m_folder;
    const Start m_start;
    QObject m_context;
    std::deque<PendingWrite> m_writes;
    std::unordered_map<PageReader::Ticket, Answer<Page>> m_reads;
    PageReader::Ticket m_lastTicket = 0;
    StoreStatistics m_statistics;
    PageReader m_reader;
    Writer m_writer;
};

} // namespace hobnob::server
