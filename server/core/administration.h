// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/commandtools.h"
#include "server/store/accountstore.h"

#include <QHash>
#include <QJsonArray>
#include <QObject>

namespace hobnob::server
{

struct People;

/// What the operator does from the command line, by name and as JSON: to people and links here, and
/// what others add. The people concerned notice at once. Whoever can ask owns the data, so nothing
/// is refused for want of a right.
class Administration final : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Answer = AccountStore::Answer<T>;

    /// Both outlive this.
    Administration(AccountStore &store, People &people);

    /// Carries out one more command.
    void add(const QString &name, OperatorCommand command)
    {
        m_commands.insert(name, std::move(command));
    }

    /// \a command: one that was added, or one of user.list, user.add, user.show, user.resetLink,
    /// user.role, user.logOut, user.stopSecondFactor, user.activate, user.deactivate, user.delete,
    /// invite.make, invite.list, invite.remove, setupLink. Errors: UnknownType (no such command),
    /// WrongKind and MissingField (its arguments), WrongLogin (no such account), LinkUnknown,
    /// NotAllowed (the last administrator), NameTaken and others of a name, Busy, StorageFailed.
    void run(const QString &command, const QJsonObject &arguments, Answer<QJsonObject> answer);

Q_SIGNALS:
    /// They may not be here any more, by any session.
    void expelled(const hobnob::UserId &user);
    void stateChanged(const hobnob::UserId &user, hobnob::server::AccountState state);
    /// After expelled(): there is no such person any more.
    void deleted(const hobnob::UserId &user);
    /// They are another from now on, present or not.
    void changed(const hobnob::server::StoredPerson &person);

private:
    enum class Closing { ForNow, ForEver };
    using PersonCommand = std::function<void(
        const StoredPerson &person, const QJsonObject &arguments, Answer<QJsonObject> answer)>;

    void addPersonCommands();
    void addLinkCommands();
    /// One that begins with finding whose login stands in the argument "name".
    void addForPerson(const QString &name, PersonCommand command);

    void listPeople(const QString &after, QJsonArray people, Answer<QJsonObject> answer);
    void addPerson(const QJsonObject &arguments, Answer<QJsonObject> answer);
    void showPerson(const StoredPerson &person, Answer<QJsonObject> answer);
    void setRole(const StoredPerson &person, const QString &role, Answer<QJsonObject> answer);
    void close(const StoredPerson &person, Closing closing, Answer<QJsonObject> answer);
    void listInvites(Answer<QJsonObject> answer);
    void removeInvite(const QString &link, Answer<QJsonObject> answer);

    AccountStore &m_store;
    People &m_people;
    QHash<QString, OperatorCommand> m_commands;
};

} // namespace hobnob::server
