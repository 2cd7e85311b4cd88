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

    enum class Person {
        /// Who the profile remembers there.
        Remembered,
        /// Somebody else, who takes that place when they are in.
        Another,
    };
    /// Another server, or another person.
    void begin(Person person);
    /// The token at once: who is cut off now comes back as the same person.
    void enter();
    /// The token is worthless; who it stood for is still known.
    void forget();
    void save();
    /// In a moment, together with what follows.
    void saveSoon();

private:
    Profile *m_profile;
    const ServerLink *m_link;
    const RoomSync *m_rooms;
    QTimer m_later;
    enum class Token { OfAnother, OfBefore, OfTheLink, Over };
    Token m_token = Token::OfBefore;
};

} // namespace hobnob::desktop
