// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/accounts.h"

#include "server/core/attendance.h"
#include "server/core/credentials.h"
#include "server/core/lines.h"
#include "server/core/links.h"
#include "server/core/passwordrules.h"
#include "shared/text.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

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

void Accounts::setProfile(const UserId &user, const protocol::SetProfile &request,
                          Answer<Done> answer)
{
    const auto edit = [request](StoredPerson person) -> Result<StoredPerson> {
        if (request.name) {
            const auto name = cleanName(*request.name);
            if (!name)
                return name.error();
            person.user.name = *name;
        }
        if (request.status) {
            const auto status = cleanStatus(*request.status);
            if (!status)
                return status.error();
            person.status = *status;
        }
        if (request.colour)
            person.colour = *request.colour < 0 ? std::nullopt : request.colour;
        return person;
    };
    changeProfile(user, edit, std::move(answer));
}

void Accounts::setPicture(const UserId &user, const QString &picture, Answer<Done> answer)
{
    const auto edit = [picture](StoredPerson person) -> Result<StoredPerson> {
        person.picture = picture;
        return person;
    };
    changeProfile(user, edit, std::move(answer));
}

/// One after the other: each keeps what the one before it changed.
void Accounts::changeProfile(const UserId &user, Edit edit, Answer<Done> answer)
{
    m_edits[user].append({std::move(edit), std::move(answer)});
    if (m_edits[user].size() == 1)
        startEdit(user);
}

void Accounts::startEdit(const UserId &user)
{
    const auto person = m_office.attendance.find(user);
    if (!person || person->kind == protocol::PersonKind::Guest) {
        endEdit(user, Error{ErrorCode::AccountNeeded,
                            u"Guests cannot do this. Make an account first."_s});
        return;
    }
    const auto edited = m_edits[user].first().edit(*person);
    if (!edited) {
        endEdit(user, edited.error());
        return;
    }
    const NameKeys keys = nameKeys(edited->user.name);
    if (!m_office.attendance.holdName(keys, user)) {
        endEdit(user,
                Error{ErrorCode::NameTaken,
                      u"Someone here has this name, or one that looks like it. Choose another."_s,
                      u"name"_s});
        return;
    }
    m_office.store.setProfile(*edited, keys, [=, this](const Result<Done> &set) {
        if (set)
            noteProfile(*edited);
        else
            m_office.attendance.freeName(keys, user);
        endEdit(user, set);
    });
}

void Accounts::endEdit(const UserId &user, const Result<Done> &result)
{
    const auto edits = m_edits.find(user);
    const auto answer = edits->takeFirst().answer;
    const bool isLast = edits->isEmpty();
    if (isLast)
        m_edits.erase(edits);
    answer(result);
    if (!isLast)
        startEdit(user);
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
    person->picture = changed.picture;
    m_office.attendance.change(*person);
}

void Accounts::deactivate(const StoredPerson &person, const QString &password, Answer<Done> answer)
{
    close(
        person, password,
        [this](const UserId &user, Answer<Done> done) {
            const auto state = AccountState::Deactivated;
            m_office.store.setAccountState(user, state, {}, [=, this](const Result<Done> &set) {
                if (set)
                    Q_EMIT stateChanged(user, state);
                done(set);
            });
        },
        std::move(answer));
}

void Accounts::remove(const StoredPerson &person, const QString &password, Answer<Done> answer)
{
    close(
        person, password,
        [this](const UserId &user, Answer<Done> done) {
            m_office.store.deleteAccount(user, {}, [=, this](const Result<Done> &removed) {
                done(removed);
                if (removed)
                    Q_EMIT deleted(user);
            });
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
