// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/chatclient.h"
#include "desktop/client/profile.h"
#include "fakeserver.h"

namespace hobnob::desktop
{

inline const RoomId lobby(QStringLiteral("lobby"));

/// A server with a lobby, and a client that is not connected yet.
struct World {
    explicit World(int eventCount = 0)
    {
        server.addRoom(lobby.value(), QStringLiteral("Lobby"), eventCount);
    }

    void connectAsMe() { client.connectTo(server.address(), QStringLiteral("Me")); }
    [[nodiscard]] bool isIn(const RoomId &room) const
    {
        return client.room(room) && client.room(room)->isLive;
    }
    [[nodiscard]] const RoomLog &log() const { return client.room(lobby)->log; }
    [[nodiscard]] QStringList texts() const
    {
        QStringList list;
        for (const auto &event : log().events())
            list.append(event.text);
        return list;
    }

    FakeServer server;
    Profile profile;
    ChatClient client{&profile, FakeServer::quickTiming()};
};

} // namespace hobnob::desktop

/// Connected, and in the lobby. A macro, because QTRY_VERIFY returns from the test.
#define ENTER(world)                                                                               \
    (world).connectAsMe();                                                                         \
    QTRY_VERIFY((world).client.isOnline());                                                        \
    (world).client.joinRoom(lobby);                                                                \
    QTRY_VERIFY((world).isIn(lobby))
