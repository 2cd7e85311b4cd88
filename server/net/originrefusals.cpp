// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/originrefusals.h"

#include <QLoggingCategory>
#include <QString>

#include <chrono>

namespace hobnob::server
{

namespace
{

Q_LOGGING_CATEGORY(log, "hobnob.gate")

constexpr std::chrono::seconds quietTime(60);

} // namespace

void OriginRefusals::note(const QByteArray &origin)
{
    if (!m_quietUntil.hasExpired())
        return;
    m_quietUntil.setRemainingTime(quietTime);
    qCWarning(log) << "Refused a page of the origin" << QString::fromUtf8(origin.left(200))
                   << "- if it is yours, name it in --allowed-origins";
}

} // namespace hobnob::server
