// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/tickets.h"

#include "shared/ids.h"

#include <QCryptographicHash>

namespace hobnob::server
{

namespace
{

QByteArray hashOf(const QString &ticket)
{
    return QCryptographicHash::hash(ticket.toUtf8(), QCryptographicHash::Sha256);
}

} // namespace

QString Tickets::issue(const Grant &grant, Clock::time_point now)
{
    dropOld(now);
    const QString ticket = randomToken();
    m_issued.insert(hashOf(ticket), {grant, now + validity});
    return ticket;
}

std::optional<Tickets::Grant> Tickets::redeem(const QString &ticket, Clock::time_point now)
{
    dropOld(now);
    const auto found = m_issued.constFind(hashOf(ticket));
    if (found == m_issued.constEnd())
        return std::nullopt;
    const Grant grant = found->grant;
    m_issued.erase(found);
    return grant;
}

void Tickets::revoke(const QString &token)
{
    m_issued.removeIf([&](const auto &entry) { return entry.value().grant.token == token; });
}

void Tickets::dropOld(Clock::time_point now)
{
    m_issued.removeIf([&](const auto &entry) { return entry.value().until <= now; });
}

} // namespace hobnob::server
