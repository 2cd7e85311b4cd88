// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/readerpool.h"
#include "server/store/store.h"
#include "server/store/tables.h"

namespace hobnob::server
{

/// The store's operations as tasks on tables. What derives from it says where the tasks are done
/// and brings them back.
class TableStore : public Store
{
public:
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

protected:
    enum class WhenBusy { Refuse, Queue };

    /// Delivered in the order of these calls; see Store for the rest of the promises.
    virtual void submitWrite(Request<Tables> request, WhenBusy whenBusy) = 0;
    virtual void submitRead(Request<Connection> request) = 0;

private:
    /// On the writer's thread, also for what only reads and must see what was asked before.
    template <typename T, std::invocable<Tables &> Work>
    void write(Answer<T> answer, Work work)
    {
        submitWrite(makeRequest<Tables, T>(std::move(answer), std::move(work)), WhenBusy::Refuse);
    }
    /// On a thread that sees what is on the disk by then.
    template <typename T, std::invocable<Connection &> Work>
    void read(Answer<T> answer, Work work)
    {
        submitRead(makeRequest<Connection, T>(std::move(answer), std::move(work)));
    }
};

} // namespace hobnob::server
