// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/credentials.h"

#include "server/core/passwordrules.h"
#include "server/core/skeleton.h"
#include "shared/limits.h"
#include "shared/text.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using Match = PasswordHasher::Match;

namespace
{

Error wrongLogin()
{
    return {ErrorCode::WrongLogin, u"The name or the password is wrong."_s};
}

} // namespace

QString loginKey(const QString &typed)
{
    // What is no name is nobody's login; it is not worked on, however long it is.
    const auto clean = cleanName(typed);
    return nameKeys(clean ? *clean : typed.left(limits::nameCharacters)).folded;
}

void Credentials::check(const QString &login, const QString &password, Answer<StoredAccount> answer)
{
    const QString key = loginKey(login);
    if (const auto tooMany = m_attempts.begin(key, LoginAttempts::Instant::clock::now())) {
        answer(*tooMany);
        return;
    }
    m_store.findAccount(key, [this, key, password, answer](const Result<StoredAccount> &found) {
        compare(key, password, found, answer);
    });
}

void Credentials::compare(const QString &login, const QString &password,
                          const Result<StoredAccount> &found, const Answer<StoredAccount> &answer)
{
    if (!found && found.error().code != ErrorCode::WrongLogin) {
        forgive(login);
        answer(found.error());
        return;
    }
    const QString normal = normalPassword(password);
    const auto finish = [this, login, found, answer, normal](const Result<Match> &match) {
        if (!match) {
            forgive(login);
            answer(match.error());
        } else if (*match == Match::Yes && found->person.state == AccountState::Active) {
            if (m_hasher.isOutdated(found->passwordHash))
                renew(*found, normal);
            answer(*found);
        } else {
            answer(wrongLogin());
        }
    };
    // One that nobody has set yet is nobody's.
    if (found && !found->passwordHash.isEmpty())
        m_hasher.verify(found->passwordHash, normal, this, finish);
    else
        m_hasher.verifyDummy(normal, this, finish);
}

/// Nobody waits for it: when it does not come to pass, the next login tries again.
void Credentials::renew(const StoredAccount &account, const QString &password)
{
    m_hasher.hash(password, this,
                  [this, user = account.person.user.id,
                   before = account.passwordHash](const Result<QByteArray> &hash) {
                      if (hash)
                          m_store.renewPasswordHash(user, before, *hash,
                                                    [](const Result<Done> &) {});
                  });
}

void Credentials::confirm(const StoredPerson &person, const QString &password, const QString &field,
                          Answer<Done> answer)
{
    if (person.kind == protocol::PersonKind::Guest) {
        answer(Error{ErrorCode::AccountNeeded, u"Guests cannot do this. Make an account first."_s});
        return;
    }
    check(person.login, password,
          [this, login = person.login, user = person.user.id, field,
           answer](const Result<StoredAccount> &secrets) {
              if (secrets && secrets->person.user.id == user) {
                  forgive(login);
                  answer(Done{});
              } else if (secrets || secrets.error().code == ErrorCode::WrongLogin) {
                  answer(Error{ErrorCode::WrongLogin, u"The password is wrong."_s, field});
              } else {
                  answer(secrets.error());
              }
          });
}

void Credentials::forgive(const QString &login)
{
    m_attempts.forgive(loginKey(login), LoginAttempts::Instant::clock::now());
}

} // namespace hobnob::server
