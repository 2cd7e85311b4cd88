// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/twofactor.h"

#include "server/core/attendance.h"
#include "server/core/credentials.h"
#include "server/core/totp.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

void TwoFactor::start(const StoredPerson &person, const QString &password,
                      Answer<protocol::TwoFactorOffered> answer)
{
    m_credentials.confirm(
        person, password, u"password"_s, [=, this](const Result<Done> &confirmed) {
            if (!confirmed) {
                answer(confirmed.error());
                return;
            }
            const QByteArray secret = totp::newSecret();
            m_offered.insert(person.user.id, secret);
            answer(protocol::TwoFactorOffered{
                {}, totp::secretText(secret), totp::uri(secret, m_rules.serverName, person.login)});
        });
}

void TwoFactor::confirm(const StoredPerson &person, const QString &code, Answer<QStringList> answer)
{
    const UserId user = person.user.id;
    if (person.kind == protocol::PersonKind::Guest) {
        answer(Error{ErrorCode::AccountNeeded, u"Guests cannot do this. Make an account first."_s});
        return;
    }
    const QByteArray secret = m_offered.value(user);
    const auto step =
        secret.isEmpty() ? std::nullopt : totp::matchingStep(secret, code, m_rules.clock());
    if (!step) {
        answer(Error{ErrorCode::CodeWrong,
                     u"This is not the code. Is the clock of your device right?"_s, u"code"_s});
        return;
    }
    const QStringList codes = totp::newRecoveryCodes();
    QList<QByteArray> hashes;
    for (const QString &recovery : codes)
        hashes.append(totp::recoveryHash(user, recovery));
    m_offered.remove(user);
    m_store.setSecondFactor(user, {secret, *step, hashes}, {}, [=, this](const Result<Done> &set) {
        if (!set) {
            answer(set.error());
            return;
        }
        answer(codes);
        noteChanged(user, true);
    });
}

void TwoFactor::stop(const StoredPerson &person, const QString &password, Answer<Done> answer)
{
    m_credentials.confirm(person, password, u"password"_s,
                          [=, this, user = person.user.id](const Result<Done> &confirmed) {
                              if (!confirmed) {
                                  answer(confirmed.error());
                                  return;
                              }
                              m_store.setSecondFactor(user, {}, {},
                                                      [=, this](const Result<Done> &set) {
                                                          answer(set);
                                                          if (set)
                                                              noteChanged(user, false);
                                                      });
                          });
}

void TwoFactor::noteChanged(const UserId &user, bool twoFactor)
{
    auto person = m_attendance.find(user);
    if (!person)
        return;
    person->twoFactor = twoFactor;
    m_attendance.change(*person);
}

} // namespace hobnob::server
