// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/originpolicy.h"

namespace hobnob::server
{

bool OriginPolicy::allows(const std::optional<QByteArray> &origin, const QByteArray &host) const
{
    if (!origin)
        return true;
    const QByteArray lowered = origin->toLower();
    if (!host.isEmpty() &&
        (lowered == "http://" + host.toLower() || lowered == "https://" + host.toLower()))
        return true;
    return m_allowed.contains(QString::fromUtf8(lowered), Qt::CaseInsensitive);
}

} // namespace hobnob::server
