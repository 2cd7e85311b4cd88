// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace hobnob::desktop
{

class Profile;
class RoomSync;
class ServerLink;

/// Writes into the profile what is to be remembered of the server: who we are there, our rooms, and
/// how far we read.
class ProfileKeeper final : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    ProfileKeeper(Profile *profile, const ServerLink *link, const RoomSync *rooms,
                  QObject *parent = nullptr);

    /// Another server, or another name; its token is not known to be ours yet.
    void begin();
    /// The token at once: who is cut off now comes back as the same person.
    void enter();
    void save();
    /// In a moment, together with what follows.
    void saveSoon();

private:
    Profile *m_profile;
    const ServerLink *m_link;
    const RoomSync *m_rooms;
    QTimer m_later;
    bool m_isIn = false;
};

} // namespace hobnob::desktop
