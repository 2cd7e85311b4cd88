// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/roommaker.h"

#include "desktop/client/serverlink.h"
#include "shared/text.h"

namespace hobnob::desktop
{

using protocol::ServerMessage;

RoomMaker::RoomMaker(ServerLink *link, QObject *parent) : QObject(parent), m_link(link) {}

template <typename Request>
void RoomMaker::ask(Request request, void (RoomMaker::*failed)(const Error &))
{
    if (!m_link->isOnline()) {
        Q_EMIT(this->*failed)(ServerLink::offline());
        return;
    }
    m_link->request(std::move(request), [this, failed](const Result<ServerMessage> &answer) {
        if (!answer)
            Q_EMIT(this->*failed)(answer.error());
        else if (const auto *joined = std::get_if<protocol::Joined>(&*answer))
            Q_EMIT entered(*joined);
    });
}

void RoomMaker::create(const NewRoom &room)
{
    const auto cleaned = cleanRoomName(room.name);
    if (!cleaned) {
        Q_EMIT creationFailed(cleaned.error());
        return;
    }
    protocol::CreateRoom request{{}, *cleaned, room.kind};
    if (!room.topic.isEmpty())
        request.topic = room.topic;
    ask(std::move(request), &RoomMaker::creationFailed);
}

void RoomMaker::openDirect(const QList<UserId> &people)
{
    ask(protocol::OpenDirect{{}, people}, &RoomMaker::directFailed);
}

void RoomMaker::joinNamed(const QString &name)
{
    const auto cleaned = cleanRoomName(name);
    if (!cleaned) {
        Q_EMIT joinFailed(cleaned.error());
        return;
    }
    if (m_link->isOnline())
        ask(protocol::JoinNamedRoom{{}, *cleaned}, &RoomMaker::joinFailed);
    else if (!m_wantedNames.contains(*cleaned))
        m_wantedNames.append(*cleaned);
}

void RoomMaker::goOnline()
{
    for (const auto &name : std::exchange(m_wantedNames, {}))
        ask(protocol::JoinNamedRoom{{}, name}, &RoomMaker::joinFailed);
}

} // namespace hobnob::desktop
