// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/botstore.h"

#include <QHash>
#include <QObject>

namespace hobnob::server
{

/// Which accounts are bots, and where they may be. A bot with a scope is nowhere else, and knows
/// of nothing else; one whose last room is gone is nowhere.
class Bots final : public QObject
{
    Q_OBJECT

public:
    explicit Bots(const QList<StoredBot> &bots);

    void add(const StoredBot &bot) { m_bots.insert(bot.user.id, bot); }
    void forget(const UserId &user) { m_bots.remove(user); }
    void forgetRoom(const RoomId &room);

    [[nodiscard]] bool contains(const UserId &user) const { return m_bots.contains(user); }
    /// As operators name them, case aside.
    [[nodiscard]] std::optional<StoredBot> named(const QString &name) const;
    /// By login name.
    [[nodiscard]] QList<StoredBot> all() const;
    [[nodiscard]] bool isConfined(const UserId &user) const;
    /// True for everybody who is not confined.
    [[nodiscard]] bool mayBeIn(const UserId &user, const RoomId &room) const;
    [[nodiscard]] QList<UserId> confinedTo(const RoomId &room) const;

private:
    QHash<UserId, StoredBot> m_bots;
};

/// Why a bot may not ask this, wherever it is; nothing when it may. What is not listed is refused,
/// so a new request is none of theirs until somebody says so. Errors: NotAllowed.
[[nodiscard]] std::optional<Error> botRefusal(const protocol::ClientMessage &message,
                                              bool isConfined);

} // namespace hobnob::server
