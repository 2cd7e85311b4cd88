// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/originpolicy.h"

#include <QHostAddress>

#include <algorithm>

namespace hobnob::server
{

namespace
{

/// \a host as in the Host header, lower case, with or without a port.
bool isThisMachine(const QByteArray &host)
{
    const bool isBracketed = host.startsWith('[');
    const qsizetype end = isBracketed ? host.indexOf(']') : host.indexOf(':');
    const QByteArray name = isBracketed ? host.mid(1, end - 1) : end < 0 ? host : host.left(end);
    if (!isBracketed && name == "localhost")
        return true;
    // Only what is written as an address is one: "127.0.0.1.example" is a name like any other.
    // Qt also reads one with white space inside.
    const bool isPlain = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '.' || c == ':';
    });
    QHostAddress address;
    const bool isWhole = isBracketed ? end > 0 : name.count('.') == 3;
    return isPlain && isWhole && address.setAddress(QString::fromLatin1(name)) &&
           address.isLoopback();
}

} // namespace

bool OriginPolicy::allows(const std::optional<QByteArray> &origin, const QByteArray &host) const
{
    if (!origin)
        return true;
    const QByteArray lowered = origin->toLower();
    const QByteArray ours = host.toLower();
    const bool isSame =
        !ours.isEmpty() &&
        (lowered == "https://" + ours || (m_scheme == Scheme::Any && lowered == "http://" + ours));
    if (isSame && (m_own == Own::AnyHost || isThisMachine(ours)))
        return true;
    return m_allowed.contains(QString::fromUtf8(lowered), Qt::CaseInsensitive);
}

} // namespace hobnob::server
