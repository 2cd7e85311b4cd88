// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <QObject>
#include <QTimer>

namespace hobnob::desktop
{

class ChatClient;
class Composer;

/// Tells the composer whether one can write in the room that is open, why not, and how long slow
/// mode holds one back; as time goes by, too.
class WritingGuard final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    WritingGuard(const ChatClient *client, Composer *composer, QObject *parent = nullptr);

    void setRoom(const RoomId &room);
    void refresh();

private:
    void showSlowness(Timestamp now);

    const ChatClient *m_client;
    Composer *m_composer;
    RoomId m_room;
    QTimer m_again;
};

} // namespace hobnob::desktop
