// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/administration.h"

#include "server/core/people.h"
#include "server/core/skeleton.h"
#include "shared/limits.h"
#include "shared/text.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::ServerRole;

namespace
{

constexpr int accountsPerPage = 500;
/// Of a link's hash: enough to tell a server's links apart, and no help in guessing its code.
constexpr qsizetype linkNumberCharacters = 8;

QString numberOf(const StoredLink &link)
{
    return QString::fromLatin1(link.codeHash.toHex().first(linkNumberCharacters));
}

/// An act of the operator, at the machine itself.
AuditEntry act(const QString &action, const protocol::User &subject = {},
               const QString &details = {})
{
    return {.actor = {}, .action = action, .subject = subject, .details = details};
}

QJsonObject toJson(const StoredPerson &person)
{
    return {{u"login"_s, person.login},
            {u"name"_s, person.user.name},
            {u"id"_s, person.user.id.value()},
            {u"role"_s, wordOf(person.role)},
            {u"state"_s, person.state == AccountState::Active ? u"active"_s : u"deactivated"_s},
            {u"twoFactor"_s, person.twoFactor},
            {u"created"_s, milliseconds(person.created)}};
}

QJsonObject toJson(const protocol::SessionInfo &session)
{
    return {{u"client"_s, session.client},
            {u"address"_s, session.address},
            {u"created"_s, milliseconds(session.created)},
            {u"used"_s, milliseconds(session.used)}};
}

QJsonObject toJson(protocol::LinkKind kind, const protocol::InviteMade &made)
{
    return {{u"kind"_s, wordOf(kind)},
            {u"code"_s, made.link},
            {u"expires"_s, milliseconds(made.expires)}};
}

std::function<void(const Result<protocol::InviteMade> &)>
tellLink(protocol::LinkKind kind, AccountStore::Answer<QJsonObject> answer)
{
    return [kind, answer = std::move(answer)](const Result<protocol::InviteMade> &made) {
        answer(made ? Result<QJsonObject>(toJson(kind, *made)) : Result<QJsonObject>(made.error()));
    };
}

} // namespace

Administration::Administration(AccountStore &store, People &people)
    : m_store(store), m_people(people)
{
    addPersonCommands();
    addLinkCommands();
}

void Administration::run(const QString &command, const QJsonObject &arguments,
                         Answer<QJsonObject> answer)
{
    if (const auto found = m_commands.constFind(command); found != m_commands.constEnd())
        (*found)(arguments, std::move(answer));
    else
        answer(Error{ErrorCode::UnknownType,
                     u"This server knows no command \"%1\"."_s.arg(excerpt(command, 40))});
}

void Administration::addPersonCommands()
{
    m_commands[u"user.list"_s] = [this](const QJsonObject &, const auto &answer) {
        listPeople({}, {}, answer);
    };
    m_commands[u"user.add"_s] = [this](const QJsonObject &arguments, const auto &answer) {
        addPerson(arguments, answer);
    };
    addForPerson(u"user.show"_s, [this](const auto &person, const auto &, const auto &answer) {
        showPerson(person, answer);
    });
    addForPerson(u"user.resetLink"_s, [this](const auto &person, const auto &, const auto &answer) {
        m_people.links.makeReset(person, tellLink(protocol::LinkKind::Reset, answer));
    });
    addForPerson(u"user.role"_s,
                 [this](const auto &person, const auto &arguments, const auto &answer) {
                     setRole(person, arguments[u"role"_s].toString(), answer);
                 });
    addForPerson(u"user.logOut"_s, [this](const auto &person, const auto &, const auto &answer) {
        m_people.sessions.endOthers(person.user.id, {}, acknowledge(answer));
    });
    addForPerson(u"user.stopSecondFactor"_s, [this](StoredPerson person, const auto &,
                                                    const auto &answer) {
        person.twoFactor = false;
        m_store.setSecondFactor(person.user.id, {}, act(u"second-factor-stopped"_s, person.user),
                                [=, this](const Result<Done> &stopped) {
                                    if (stopped)
                                        m_people.attendance.change(person);
                                    acknowledge(answer)(stopped);
                                });
    });
    addForPerson(u"user.activate"_s, [this](const auto &person, const auto &, const auto &answer) {
        const auto activated = [=, this, user = person.user.id](const Result<Done> &done) {
            if (done)
                Q_EMIT stateChanged(user, AccountState::Active);
            acknowledge(answer)(done);
        };
        m_store.setAccountState(person.user.id, AccountState::Active,
                                act(u"account-activated"_s, person.user), activated);
    });
    addForPerson(u"user.deactivate"_s,
                 [this](const auto &person, const auto &, const auto &answer) {
                     close(person, Closing::ForNow, answer);
                 });
    addForPerson(u"user.delete"_s, [this](const auto &person, const auto &, const auto &answer) {
        close(person, Closing::ForEver, answer);
    });
}

void Administration::addLinkCommands()
{
    m_commands[u"invite.make"_s] = [this](const QJsonObject &arguments, const auto &answer) {
        const auto uses = numberIn(arguments, u"uses"_s, 1, limits::inviteUses);
        const auto days = numberIn(arguments, u"days"_s, 7, limits::inviteDays);
        if (uses && days)
            m_people.links.makeInvite({}, *uses, *days,
                                      tellLink(protocol::LinkKind::Invite, answer));
        else
            answer(uses ? days.error() : uses.error());
    };
    m_commands[u"invite.list"_s] = [this](const QJsonObject &, const auto &answer) {
        listInvites(answer);
    };
    m_commands[u"invite.remove"_s] = [this](const QJsonObject &arguments, const auto &answer) {
        removeInvite(arguments[u"link"_s].toString(), answer);
    };
    m_commands[u"setupLink"_s] = [this](const QJsonObject &, const auto &answer) {
        m_people.links.makeSetup(tellLink(protocol::LinkKind::Setup, answer));
    };
}

void Administration::addForPerson(const QString &name, PersonCommand command)
{
    m_commands[name] = [this, command = std::move(command)](const QJsonObject &arguments,
                                                            const auto &answer) {
        const QString login = arguments[u"name"_s].toString();
        m_store.findAccount(loginKey(login), [=](const Result<StoredAccount> &found) {
            if (found && found->person.kind == protocol::PersonKind::Bot)
                answer(Error{ErrorCode::WrongLogin,
                             u"%1 is a bot: see \"hobnobd bot\"."_s.arg(found->person.login),
                             u"name"_s});
            else if (found)
                command(found->person, arguments, answer);
            else if (found.error().code == ErrorCode::WrongLogin)
                answer(Error{ErrorCode::WrongLogin,
                             u"Nobody logs in as \"%1\"."_s.arg(excerpt(login, 40)), u"name"_s});
            else
                answer(found.error());
        });
    };
}

void Administration::listPeople(const QString &after, QJsonArray people, Answer<QJsonObject> answer)
{
    m_store.listAccounts(after, accountsPerPage,
                         [=, this](const Result<QList<StoredPerson>> &page) mutable {
                             if (!page) {
                                 answer(page.error());
                                 return;
                             }
                             for (const auto &person : *page)
                                 people.append(toJson(person));
                             if (page->size() == accountsPerPage)
                                 listPeople(page->last().login, people, answer);
                             else
                                 answer(QJsonObject{{u"people"_s, people}});
                         });
}

void Administration::addPerson(const QJsonObject &arguments, Answer<QJsonObject> answer)
{
    const auto name = cleanName(arguments[u"name"_s].toString());
    if (!name) {
        answer(name.error());
        return;
    }
    const bool isAdministrator = arguments[u"administrator"_s].toBool();
    const StoredPerson person{.user = {UserId(randomId()), *name}};
    const NameKeys keys = nameKeys(*name);
    if (!m_people.attendance.holdName(keys, person.user.id)) {
        answer(Error{ErrorCode::NameTaken,
                     u"Somebody who is here has this name, or one that looks like it."_s,
                     u"name"_s});
        return;
    }
    // No password fits before the link has set one.
    const NewAccount account{.user = person.user,
                             .keys = keys,
                             .passwordHash = {},
                             .role =
                                 isAdministrator ? ServerRole::Administrator : ServerRole::Member};
    m_store.createAccount(account, act(u"account-added"_s, person.user, wordOf(account.role)),
                          [=, this](const Result<StoredPerson> &made) {
                              m_people.attendance.freeName(keys, person.user.id);
                              if (!made) {
                                  answer(made.error());
                                  return;
                              }
                              if (isAdministrator)
                                  m_people.links.noteSetUp();
                              m_people.links.makeReset(*made,
                                                       tellLink(protocol::LinkKind::Reset, answer));
                          });
}

void Administration::showPerson(const StoredPerson &person, Answer<QJsonObject> answer)
{
    m_people.sessions.list(person, {}, [=](const Result<QList<protocol::SessionInfo>> &sessions) {
        if (!sessions) {
            answer(sessions.error());
            return;
        }
        QJsonArray list;
        for (const auto &session : *sessions)
            list.append(toJson(session));
        answer(QJsonObject{{u"person"_s, toJson(person)}, {u"sessions"_s, list}});
    });
}

void Administration::setRole(const StoredPerson &person, const QString &role,
                             Answer<QJsonObject> answer)
{
    StoredPerson changed = person;
    changed.role = ServerRole::Administrator;
    if (role != wordOf(changed.role))
        changed.role = ServerRole::Member;
    if (role != wordOf(changed.role)) {
        answer(Error{ErrorCode::WrongKind, u"A role is \"administrator\" or \"member\"."_s,
                     u"role"_s});
        return;
    }
    m_store.setAccountRole(changed.user.id, changed.role,
                           act(u"role-changed"_s, changed.user, wordOf(changed.role)),
                           [=, this](const Result<Done> &set) {
                               if (set) {
                                   m_people.attendance.change(changed);
                                   Q_EMIT this->changed(changed);
                                   if (changed.role == ServerRole::Administrator)
                                       m_people.links.noteSetUp();
                               }
                               acknowledge(answer)(set);
                           });
}

void Administration::close(const StoredPerson &person, Closing closing, Answer<QJsonObject> answer)
{
    const UserId user = person.user.id;
    const auto closed = [=, this](const Result<Done> &done) {
        if (done) {
            m_people.revocations.revoke(user, {});
            if (closing == Closing::ForNow)
                Q_EMIT stateChanged(user, AccountState::Deactivated);
            Q_EMIT expelled(user);
            if (closing == Closing::ForEver)
                Q_EMIT deleted(user);
        }
        acknowledge(answer)(done);
    };
    if (closing == Closing::ForEver)
        m_store.deleteAccount(user, act(u"account-deleted"_s, person.user), closed);
    else
        m_store.setAccountState(user, AccountState::Deactivated,
                                act(u"account-deactivated"_s, person.user), closed);
}

void Administration::listInvites(Answer<QJsonObject> answer)
{
    m_store.listLinks([answer](const Result<QList<StoredLink>> &links) {
        if (!links) {
            answer(links.error());
            return;
        }
        QJsonArray invites;
        for (const auto &link : *links) {
            if (link.kind != protocol::LinkKind::Invite)
                continue;
            invites.append(QJsonObject{{u"number"_s, numberOf(link)},
                                       {u"usesLeft"_s, link.usesLeft},
                                       {u"madeBy"_s, link.madeBy},
                                       {u"created"_s, milliseconds(link.created)},
                                       {u"expires"_s, milliseconds(link.expires)}});
        }
        answer(QJsonObject{{u"invites"_s, invites}});
    });
}

void Administration::removeInvite(const QString &link, Answer<QJsonObject> answer)
{
    const QString code = link.section(u'=', -1).trimmed();
    m_store.listLinks([=, this](const Result<QList<StoredLink>> &links) {
        if (!links) {
            answer(links.error());
            return;
        }
        for (const auto &known : *links) {
            if (known.codeHash != Links::hashOf(code) && numberOf(known) != code)
                continue;
            m_store.removeLink(known.codeHash, act(u"invite-removed"_s), acknowledge(answer));
            return;
        }
        answer(Links::unknown());
    });
}

} // namespace hobnob::server
