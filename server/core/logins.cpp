// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/logins.h"

#include "server/core/attendance.h"
#include "server/core/credentials.h"
#include "server/core/links.h"
#include "server/core/passwordrules.h"
#include "server/core/totp.h"
#include "shared/text.h"

#include <QCryptographicHash>
#include <QLoggingCategory>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::LinkKind;
using protocol::PersonKind;
using protocol::Registration;

namespace
{

Q_LOGGING_CATEGORY(log, "hobnob.people")

Error nameTaken()
{
    return {ErrorCode::NameTaken,
            u"Someone here has this name, or one that looks like it. Choose another."_s, u"name"_s};
}

Error tokenUnknown()
{
    return {ErrorCode::TokenUnknown, u"This session has ended. Log in again."_s, u"token"_s};
}

Error guestsRefused()
{
    return {ErrorCode::GuestsRefused, u"This server lets nobody in without an account."_s};
}

Error registrationClosed(Registration registration)
{
    return {ErrorCode::RegistrationClosed,
            registration == Registration::Invite
                ? u"This server makes accounts for those with an invite only."_s
                : u"This server makes no accounts."_s};
}

void noteRemoved(const Result<Done> &removed)
{
    if (!removed)
        qCWarning(log) << "A session could not be ended:" << removed.error().sentence;
}

} // namespace

QByteArray Logins::hashOf(const QString &token)
{
    return QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256);
}

StoredSession Logins::newSession(const UserId &user, const Caller &caller,
                                 const QString &token) const
{
    return {.key = SessionKey(randomId()),
            .user = user,
            .tokenHash = hashOf(token),
            .client = caller.client,
            .address = caller.address};
}

// --- guests

void Logins::admitGuest(const QString &name, const Caller &caller, Answer<Admission> answer)
{
    if (m_ways.rules.guests == Guests::Refused) {
        answer(guestsRefused());
        return;
    }
    const auto clean = cleanName(name);
    if (!clean) {
        answer(clean.error());
        return;
    }
    const NameKeys keys = nameKeys(*clean);
    const StoredPerson guest{.user = {UserId(randomId()), *clean}, .created = m_ways.rules.clock()};
    if (!m_ways.attendance.holdName(keys, guest.user.id)) {
        answer(nameTaken());
        return;
    }
    const QString token = randomToken();
    const StoredSession session = newSession(guest.user.id, caller, token);
    m_ways.store.createGuest(guest.user, keys, session, [=, this](const Result<Done> &created) {
        if (!created) {
            m_ways.attendance.freeName(keys, guest.user.id);
            answer(created.error());
            return;
        }
        m_ways.attendance.enter(guest);
        answer(Admission{guest, session.key, token});
    });
}

// --- with a password

void Logins::logIn(const protocol::LogIn &request, const Caller &caller, Answer<Admission> answer)
{
    const auto shown = m_ways.revocations.now();
    m_ways.credentials.check(
        request.name, request.password,
        [=, this, code = request.code](const Result<StoredAccount> &secrets) {
            if (!secrets) {
                answer(secrets.error());
                return;
            }
            checkCode(*secrets, code,
                      [=, this, person = secrets->person](const Result<Done> &right) {
                          // Whoever only was asked for the code has not guessed one.
                          if (right || right.error().code == ErrorCode::CodeNeeded)
                              m_ways.credentials.forgive(person.login);
                          if (right)
                              openSession(person, caller, shown, answer);
                          else
                              answer(right.error());
                      });
        });
}

void Logins::checkCode(const StoredAccount &secrets, const std::optional<QString> &code,
                       const Answer<Done> &answer)
{
    if (secrets.totpSecret.isEmpty()) {
        answer(Done{});
        return;
    }
    if (!code || code->isEmpty()) {
        answer(Error{ErrorCode::CodeNeeded, u"Enter the code of your second factor."_s, u"code"_s});
        return;
    }
    const UserId user = secrets.person.user.id;
    if (!totp::looksLikeCode(*code)) {
        m_ways.store.useRecoveryCode(user, totp::recoveryHash(user, *code), answer);
        return;
    }
    const auto step = totp::matchingStep(secrets.totpSecret, *code, m_ways.rules.clock());
    if (step && *step > secrets.totpStep)
        m_ways.store.useTotpStep(user, *step, answer);
    else
        answer(
            Error{ErrorCode::CodeWrong, u"This code is wrong, or was used already."_s, u"code"_s});
}

void Logins::openSession(const StoredPerson &person, const Caller &caller,
                         Revocations::Moment shown, const Answer<Admission> &answer)
{
    const QString token = randomToken();
    const StoredSession session = newSession(person.user.id, caller, token);
    m_ways.store.addSession(session, [=, this](const Result<QList<SessionKey>> &ended) {
        // The password was changed, or the account closed, while this one was being compared.
        const bool isRevoked = m_ways.revocations.covers(shown, person.user.id, session.key);
        if (ended && isRevoked)
            m_ways.store.removeSession(person.user.id, session.key, &noteRemoved);
        if (isRevoked || (!ended && ended.error().code == ErrorCode::TokenUnknown)) {
            answer(Error{ErrorCode::WrongLogin, u"The name or the password is wrong."_s});
            return;
        }
        if (!ended) {
            answer(ended.error());
            return;
        }
        // They may be present, and have changed what they are called meanwhile.
        const StoredPerson now = m_ways.attendance.find(person.user.id).value_or(person);
        m_ways.attendance.enter(now);
        answer(Admission{now, session.key, token});
        if (!ended->isEmpty())
            Q_EMIT sessionsEnded(person.user.id, *ended);
    });
}

// --- with a new account

struct Logins::Application {
    protocol::User user;
    NameKeys name;
    QString password;
    QString link;
    Caller caller;
    Answer<Admission> answer;
};

void Logins::signUp(const protocol::Register &request, const UserId &guest, const Caller &caller,
                    Answer<Admission> answer)
{
    const Registration registration = m_ways.rules.registration;
    const bool hasLink = request.link && !request.link->isEmpty();
    if (!hasLink && registration != Registration::Open) {
        answer(registrationClosed(registration));
        return;
    }
    const auto name = cleanName(request.name);
    if (!name) {
        answer(name.error());
        return;
    }
    const auto password = cleanPassword(request.password, {*name});
    if (!password) {
        answer(password.error());
        return;
    }
    const protocol::User user{guest.isEmpty() ? UserId(randomId()) : guest, *name};
    const auto application = std::make_shared<Application>(Application{
        user, nameKeys(*name), *password, request.link.value_or(QString()), caller, answer});
    if (!hasLink) {
        apply(application);
        return;
    }
    m_ways.links.find(*request.link, [=, this](const Result<StoredLink> &link) {
        if (!link)
            return answer(link.error());
        if (link->kind == LinkKind::Reset)
            return answer(
                Error{ErrorCode::LinkUnknown, u"This link is for a new password."_s, u"link"_s});
        if (link->kind == LinkKind::Invite && registration == Registration::Closed)
            return answer(registrationClosed(registration));
        apply(application);
    });
}

void Logins::apply(const std::shared_ptr<Application> &application)
{
    const UserId user = application->user.id;
    if (!m_ways.attendance.holdName(application->name, user)) {
        application->answer(nameTaken());
        return;
    }
    m_ways.hasher.hash(application->password, this,
                       [=, this](const Result<QByteArray> &passwordHash) {
                           if (passwordHash) {
                               finishApplying(application, *passwordHash);
                               return;
                           }
                           m_ways.attendance.freeName(application->name, user);
                           application->answer(passwordHash.error());
                       });
}

void Logins::finishApplying(const std::shared_ptr<Application> &application,
                            const QByteArray &passwordHash)
{
    const QString token = randomToken();
    const UserId user = application->user.id;
    const NewAccount account{
        .user = application->user,
        .keys = application->name,
        .passwordHash = passwordHash,
        .session = newSession(user, application->caller, token),
        .linkHash = application->link.isEmpty() ? QByteArray() : Links::hashOf(application->link)};
    m_ways.store.createAccount(
        account, {}, [=, this, key = account.session->key](const Result<StoredPerson> &created) {
            if (!created) {
                m_ways.attendance.freeName(application->name, user);
                application->answer(created.error());
                return;
            }
            if (created->role == protocol::ServerRole::Administrator)
                m_ways.links.noteSetUp();
            m_ways.attendance.enter(*created);
            // A guest was present before.
            m_ways.attendance.change(*created);
            application->answer(Admission{*created, key, token});
        });
}

// --- with a token

void Logins::resume(const QString &token, Answer<Admission> answer)
{
    const auto shown = m_ways.revocations.now();
    m_ways.store.findSession(hashOf(token), [=, this](const Result<Recognised> &found) {
        if (found)
            recognise(*found, token, shown, answer);
        else
            answer(found.error().code == ErrorCode::TokenUnknown ? tokenUnknown() : found.error());
    });
}

void Logins::recognise(const Recognised &found, const QString &token, Revocations::Moment shown,
                       const Answer<Admission> &answer)
{
    const auto &[person, session] = found;
    const UserId user = person.user.id;
    if (m_ways.revocations.covers(shown, user, session.key)) {
        answer(tokenUnknown());
        return;
    }
    if (person.state == AccountState::Deactivated) {
        answer(tokenUnknown());
        return;
    }
    if (person.kind == PersonKind::Guest && m_ways.rules.guests == Guests::Refused) {
        answer(guestsRefused());
        return;
    }
    // Somebody who is present may be called otherwise by now than when the store was asked.
    const StoredPerson now = m_ways.attendance.find(user).value_or(person);
    if (!m_ways.attendance.holdName(nameKeys(now.user.name), user)) {
        answer(nameTaken());
        return;
    }
    m_ways.attendance.enter(now);
    answer(Admission{now, session.key, token});
}

} // namespace hobnob::server
