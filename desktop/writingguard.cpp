// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/writingguard.h"

#include "desktop/client/chatclient.h"
#include "desktop/models/composertext.h"
#include "desktop/models/roomtitle.h"
#include "desktop/views/composer.h"

#include <QDateTime>

#include <algorithm>

namespace hobnob::desktop
{

using namespace std::chrono_literals;

namespace
{

/// Timers count in int; whoever is muted for longer will have come back by then.
constexpr qint64 longestWait = std::chrono::milliseconds(24h).count();

} // namespace

WritingGuard::WritingGuard(const ChatClient *client, Composer *composer, QObject *parent)
    : QObject(parent), m_client(client), m_composer(composer)
{
    m_again.setSingleShot(true);
    const auto ifOpen = [this](const RoomId &room) {
        if (room == m_room)
            refresh();
    };
    connect(&m_again, &QTimer::timeout, this, &WritingGuard::refresh);
    connect(client, &ChatClient::roomChanged, this, ifOpen);
    connect(client, &ChatClient::slowed, this, ifOpen);
    connect(client, &ChatClient::selfChanged, this, &WritingGuard::refresh);
    connect(&client->moderation(), &Moderation::blocksChanged, this, &WritingGuard::refresh);
}

void WritingGuard::setRoom(const RoomId &room)
{
    m_room = room;
    refresh();
}

void WritingGuard::refresh()
{
    m_again.stop();
    const Room *room = m_client->room(m_room);
    if (!room) {
        m_composer->setReason({});
        m_composer->setHint({});
        return;
    }
    const Timestamp now{QDateTime::currentMSecsSinceEpoch()};
    const auto others = othersIn(room->summary, m_client->self().id);
    const bool isBlocked =
        others.size() == 1 && m_client->moderation().isBlocked(others.front().id);
    m_composer->setReason(whyNotToWrite(*room, m_client->roleIn(m_room),
                                        isBlocked ? others.front().name : QString(), now));
    if (room->mutedUntil && *room->mutedUntil > now) {
        const qint64 left = milliseconds(*room->mutedUntil) - milliseconds(now);
        m_again.start(static_cast<int>(std::min(left, longestWait)));
    }
    showSlowness(now);
}

void WritingGuard::showSlowness(Timestamp now)
{
    const auto until = m_client->slowUntil(m_room);
    const auto text = until ? slowText(*until, now) : QString();
    m_composer->setHint(text);
    if (!text.isEmpty())
        m_again.start(1s);
}

} // namespace hobnob::desktop
