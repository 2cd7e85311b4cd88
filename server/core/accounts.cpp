// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/accounts.h"

#include "server/core/attendance.h"
#include "server/core/credentials.h"
#include "server/core/links.h"
#include "server/core/passwordrules.h"
#include "shared/text.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// One line, without white space around it.
Result<QString> cleanStatus(const QString &typed)
{
    if (characterCount(typed) > limits::statusCharacters)
        return Error{ErrorCode::StatusTooLong,
                     u"A status can have at most %1 characters."_s.arg(limits::statusCharacters),
                     u"status"_s};
    // The same characters as a room's name, which is as long and stands in as small a place.
    if (typed.trimmed().isEmpty())
        return QString();
    const auto clean = cleanMessage(typed.simplified());
    if (!clean)
        return Error{clean.error().code, clean.error().sentence, u"status"_s};
    return *clean;
}

} // namespace

void Accounts::changePassword(const StoredPerson &person, const SessionKey &current,
                              const protocol::ChangePassword &request, Answer<Done> answer)
{
    const UserId user = person.user.id;
    const auto set = [=, this](const Result<QByteArray> &passwordHash) {
        if (!passwordHash) {
            answer(passwordHash.error());
            return;
        }
        m_office.revocations.revokeAllBut(current, user);
        m_office.store.setPassword(user, *passwordHash, current,
                                   [=, this](const Result<QList<SessionKey>> &ended) {
                                       if (!ended) {
                                           answer(ended.error());
                                           return;
                                       }
                                       answer(Done{});
                                       Q_EMIT sessionsEnded(user, *ended);
                                   });
    };
    m_office.credentials.confirm(
        person, request.current, u"current"_s,
        [=, this, typed = request.password](const Result<Done> &confirmed) {
            if (!confirmed) {
                answer(confirmed.error());
                return;
            }
            const auto password = cleanPassword(typed, {person.login, person.user.name});
            if (password)
                m_office.hasher.hash(*password, this, set);
            else
                answer(password.error());
        });
}

void Accounts::resetPassword(const protocol::ResetPassword &request, Answer<Done> answer)
{
    const auto set = [=, this, code = request.link](const Result<QByteArray> &passwordHash) {
        if (!passwordHash) {
            answer(passwordHash.error());
            return;
        }
        m_office.links.use(code, *passwordHash, [=, this](const Result<StoredPerson> &person) {
            if (!person) {
                answer(person.error());
                return;
            }
            m_office.revocations.revokeAllBut({}, person->user.id);
            answer(Done{});
            Q_EMIT expelled(person->user.id);
        });
    };
    m_office.links.find(request.link,
                        [=, this, typed = request.password](const Result<StoredLink> &link) {
                            if (!link || link->kind != protocol::LinkKind::Reset) {
                                answer(link ? Links::unknown() : link.error());
                                return;
                            }
                            const auto password = cleanPassword(typed, {link->login});
                            if (password)
                                m_office.hasher.hash(*password, this, set);
                            else
                                answer(password.error());
                        });
}

void Accounts::setProfile(const StoredPerson &person, const protocol::SetProfile &request,
                          Answer<Done> answer)
{
    if (person.kind == protocol::PersonKind::Guest) {
        answer(Error{ErrorCode::AccountNeeded, u"Guests cannot do this. Make an account first."_s});
        return;
    }
    StoredPerson changed = person;
    if (request.name) {
        const auto name = cleanName(*request.name);
        if (!name) {
            answer(name.error());
            return;
        }
        changed.user.name = *name;
    }
    if (request.status) {
        const auto status = cleanStatus(*request.status);
        if (!status) {
            answer(status.error());
            return;
        }
        changed.status = *status;
    }
    if (request.colour)
        changed.colour = *request.colour < 0 ? std::nullopt : request.colour;
    const NameKeys keys = nameKeys(changed.user.name);
    if (!m_office.attendance.holdName(keys, person.user.id)) {
        answer(Error{ErrorCode::NameTaken,
                     u"Someone here has this name, or one that looks like it. Choose another."_s,
                     u"name"_s});
        return;
    }
    m_office.store.setProfile(changed, keys, [=, this](const Result<Done> &set) {
        if (set)
            noteProfile(changed);
        else
            m_office.attendance.freeName(keys, changed.user.id);
        answer(set);
    });
}

/// The rest of them may have changed meanwhile.
void Accounts::noteProfile(const StoredPerson &changed)
{
    auto person = m_office.attendance.find(changed.user.id);
    if (!person)
        return;
    person->user = changed.user;
    person->status = changed.status;
    person->colour = changed.colour;
    m_office.attendance.change(*person);
}

void Accounts::deactivate(const StoredPerson &person, const QString &password, Answer<Done> answer)
{
    close(
        person, password,
        [this](const UserId &user, Answer<Done> done) {
            m_office.store.setAccountState(user, AccountState::Deactivated, {}, std::move(done));
        },
        std::move(answer));
}

void Accounts::remove(const StoredPerson &person, const QString &password, Answer<Done> answer)
{
    close(
        person, password,
        [this](const UserId &user, Answer<Done> done) {
            m_office.store.deleteAccount(user, {}, std::move(done));
        },
        std::move(answer));
}

void Accounts::close(const StoredPerson &person, const QString &password,
                     const std::function<void(const UserId &, Answer<Done>)> &how,
                     Answer<Done> answer)
{
    m_office.credentials.confirm(person, password, u"password"_s,
                                 [=, this, user = person.user.id](const Result<Done> &confirmed) {
                                     if (!confirmed) {
                                         answer(confirmed.error());
                                         return;
                                     }
                                     m_office.revocations.revokeAllBut({}, user);
                                     how(user, [=, this](const Result<Done> &closed) {
                                         answer(closed);
                                         if (closed)
                                             Q_EMIT expelled(user);
                                     });
                                 });
}

} // namespace hobnob::server
