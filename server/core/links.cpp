// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/links.h"

#include "server/core/base32.h"

#include <QCryptographicHash>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::LinkKind;

namespace
{

constexpr int codeBytes = 20;

} // namespace

QByteArray Links::hashOf(const QString &code)
{
    return QCryptographicHash::hash(plainCode(code).toUtf8(), QCryptographicHash::Sha256);
}

Timestamp Links::inFuture(std::chrono::hours time) const
{
    return Timestamp{milliseconds(m_rules.clock()) + std::chrono::milliseconds(time).count()};
}

void Links::find(const QString &code, Answer<StoredLink> answer)
{
    m_store.findLink(hashOf(code), std::move(answer));
}

void Links::use(const QString &code, const QByteArray &passwordHash, Answer<StoredPerson> answer)
{
    m_store.resetPassword(hashOf(code), passwordHash, std::move(answer));
}

Error Links::unknown()
{
    return {ErrorCode::LinkUnknown, u"This link was never given, was used up, or has expired."_s,
            u"link"_s};
}

void Links::makeInvite(const StoredPerson &maker, qint64 uses, qint64 days,
                       Answer<protocol::InviteMade> answer)
{
    const AuditEntry entry{.actor = maker.user,
                           .action = u"invite-made"_s,
                           .details = u"For %1 people, within %2 days."_s.arg(uses).arg(days)};
    make({.codeHash = {},
          .kind = LinkKind::Invite,
          .madeBy = maker.login,
          .expires = inFuture(24h * days),
          .usesLeft = uses},
         entry, std::move(answer));
}

void Links::makeReset(const StoredPerson &person, Answer<protocol::InviteMade> answer)
{
    make(
        {.codeHash = {}, .kind = LinkKind::Reset, .user = person.user.id, .expires = inFuture(24h)},
        AuditEntry{.actor = {}, .action = u"reset-link-made"_s, .subject = person.user},
        std::move(answer));
}

void Links::makeSetup(Answer<protocol::InviteMade> answer)
{
    // It waits for whoever has the data folder, so there is no hurry.
    make({.codeHash = {}, .kind = LinkKind::Setup, .expires = inFuture(24h * limits::inviteDays)},
         AuditEntry{.actor = {}, .action = u"setup-link-made"_s}, std::move(answer));
}

void Links::make(StoredLink link, const Audit &audit, Answer<protocol::InviteMade> answer)
{
    const QString code = toBase32(randomBytes(codeBytes));
    link.codeHash = hashOf(code);
    m_store.makeLink(link, audit, [code, expires = link.expires, answer](const Result<Done> &made) {
        if (made)
            answer(protocol::InviteMade{{}, code, expires});
        else
            answer(made.error());
    });
}

void Links::prepareSetup(const QString &known, Answer<QString> answer)
{
    find(known, [this, known, answer](const Result<StoredLink> &link) {
        if (link && link->kind == LinkKind::Setup) {
            answer(known);
            return;
        }
        if (!link && link.error().code != ErrorCode::LinkUnknown) {
            answer(link.error());
            return;
        }
        makeSetup([answer](const Result<protocol::InviteMade> &made) {
            if (made)
                answer(made->link);
            else
                answer(made.error());
        });
    });
}

void Links::noteSetUp()
{
    if (isSetUp())
        return;
    m_setUp = SetUp::Done;
    Q_EMIT setUpDone();
}

} // namespace hobnob::server
