// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/tablestore.h"

#include "server/store/pagereader.h"

namespace hobnob::server
{

using protocol::ReadState;

void TableStore::createRoom(const StoredRoom &room, Answer<Done> answer)
{
    write(std::move(answer), [room](Tables &tables) { return tables.rooms.create(room); });
}

void TableStore::saveGuest(const StoredGuest &guest, Answer<Done> answer)
{
    write(std::move(answer), [guest](Tables &tables) { return tables.guests.save(guest); });
}

void TableStore::findGuest(const QByteArray &tokenHash, Answer<StoredGuest> answer)
{
    write(std::move(answer), [tokenHash](Tables &tables) { return tables.guests.find(tokenHash); });
}

void TableStore::forgetGuest(const UserId &user, Answer<Done> answer)
{
    write(std::move(answer), [user](Tables &tables) { return tables.guests.forget(user); });
}

void TableStore::append(const Draft &draft, Answer<Appended> answer)
{
    write(std::move(answer), [draft](Tables &tables) { return tables.events.append(draft); });
}

void TableStore::loadReads(const UserId &user, Answer<QList<ReadState>> answer)
{
    write(std::move(answer), [user](Tables &tables) { return tables.reads.statesOf(user); });
}

void TableStore::moveReads(const QList<ReadMove> &moves, Answer<QList<ReadState>> answer)
{
    write(std::move(answer), [moves](Tables &tables) { return tables.reads.move(moves); });
}

void TableStore::forgetRead(const UserId &user, const RoomId &room, Answer<Done> answer)
{
    write(std::move(answer),
          [user, room](Tables &tables) { return tables.reads.forget(user, room); });
}

void TableStore::readPage(const PageRequest &request, Answer<Page> answer)
{
    read(std::move(answer),
         [request](Connection &connection) { return server::readPage(connection, request); });
}

void TableStore::flush(Answer<Done> answer)
{
    // Refusing it would leave its caller in doubt for nothing: it costs no space to speak of.
    submitWrite(
        makeRequest<Tables, Done>(std::move(answer), [](Tables &) { return Result<Done>(Done{}); }),
        WhenBusy::Queue);
}

} // namespace hobnob::server
