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
class TokenVault;

/// Writes into the profile what is to be remembered of the server: who we are there, our rooms, and
/// how far we read.
class ProfileKeeper final : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    ProfileKeeper(Profile *profile, const ServerLink *link, const RoomSync *rooms,
                  QObject *parent = nullptr);

    /// Where tokens are kept rather than in the profile. \a vault outlives it; nullptr: none.
    void setVault(TokenVault *vault) { m_vault = vault; }
    /// The vault gave this token for the server of the link.
    void noteVaultToken(const QString &token) { m_vaultToken = token; }

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
    void moveToVault();

    TokenVault *m_vault = nullptr;
    /// What the vault holds for the server of the link, as far as we know.
    QString m_vaultToken;
    Profile *m_profile;
    const ServerLink *m_link;
    const RoomSync *m_rooms;
    QTimer m_later;
    enum class Token { OfAnother, OfBefore, OfTheLink, Over };
    Token m_token = Token::OfBefore;
};

} // namespace hobnob::desktop
