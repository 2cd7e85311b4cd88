// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/commandtools.h"
#include "server/core/houserules.h"
#include "server/store/store.h"

#include <QObject>

namespace hobnob::server
{

class Administration;
class Bots;
class RoomDirectory;
struct People;
struct Rooms;

/// What the operator does to bots from the command line: bot.list, bot.add, bot.show, bot.token,
/// bot.revoke, bot.remove. A token is told once, when it is made.
class BotAdministration final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    struct Office {
        Store &store;
        People &people;
        Bots &bots;
        Rooms &rooms;
        const RoomDirectory &directory;
        const HouseRules &rules;
    };

    template <typename T>
    using Answer = Store::Answer<T>;

    BotAdministration(Administration &commands, Office office);

    /// Lets the bot in, and into the rooms that it is confined to; it has no token then. Errors:
    /// NameTaken, those of Memberships::add().
    void make(const NewBot &bot, const Answer<StoredPerson> &answer);
    /// For ever. Errors: StorageFailed.
    void remove(const StoredBot &bot, const CommandAnswer &answer);

Q_SIGNALS:
    void tokensRevoked(const hobnob::UserId &bot, const QList<hobnob::SessionKey> &tokens);
    /// It is not here any more, by any token.
    void expelled(const hobnob::UserId &bot);
    /// After expelled(): there is no such bot any more.
    void removed(const hobnob::UserId &bot);

private:
    using BotCommand = std::function<void(const StoredBot &bot, const QJsonObject &arguments,
                                          const CommandAnswer &answer)>;

    void addForBot(Administration &commands, const QString &name, BotCommand command);
    [[nodiscard]] QJsonObject toJson(const StoredBot &bot) const;
    /// The rooms that are named in \a arguments; nothing when none is. Errors: those of findRoom(),
    /// NotAllowed (one that nobody can be added to).
    [[nodiscard]] Result<std::optional<QList<RoomId>>> scopeIn(const QJsonObject &arguments) const;

    void add(const QJsonObject &arguments, const CommandAnswer &answer);
    void enterRooms(const StoredPerson &bot, QList<RoomId> rooms,
                    const Answer<StoredPerson> &answer);
    void show(const StoredBot &bot, const CommandAnswer &answer);
    void giveToken(const protocol::User &bot, const QJsonObject &arguments,
                   const CommandAnswer &answer);
    void revoke(const StoredBot &bot, const QString &token, const CommandAnswer &answer);

    const Office m_office;
};

} // namespace hobnob::server
