// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/sessioncookie.h"

#include "shared/limits.h"

#include <algorithm>

namespace hobnob::server::sessioncookie
{

using namespace Qt::StringLiterals;

namespace
{

bool isToken(QByteArrayView value)
{
    return value.size() == limits::tokenCharacters &&
           std::all_of(value.begin(), value.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

QByteArray line(const QByteArray &host, const QByteArray &value, qint64 seconds,
                Transport transport)
{
    return name(host) + '=' + value + "; Path=/; Max-Age=" + QByteArray::number(seconds) +
           "; HttpOnly; SameSite=Strict" +
           (transport == Transport::Encrypted ? "; Secure"_ba : QByteArray());
}

} // namespace

QByteArray name(const QByteArray &host)
{
    const QByteArray port = host.mid(host.lastIndexOf(':') + 1);
    const bool hasPort =
        port.size() < host.size() && !port.isEmpty() &&
        std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
    return hasPort ? "hobnob_session_" + port : "hobnob_session"_ba;
}

QString tokenIn(const QByteArray &cookies, const QByteArray &host)
{
    const QByteArray prefix = name(host) + '=';
    QString token;
    const auto parts = cookies.split(';');
    for (const auto &part : parts) {
        const QByteArray cookie = part.trimmed();
        if (!cookie.startsWith(prefix))
            continue;
        const QByteArray value = cookie.sliced(prefix.size());
        // Another host of this domain can add one of the same name, and nothing says whose is
        // whose.
        if (!token.isEmpty() || !isToken(value))
            return {};
        token = QString::fromLatin1(value);
    }
    return token;
}

QByteArray keep(const QString &token, const QByteArray &host, std::chrono::seconds lifetime,
                Transport transport)
{
    return line(host, token.toLatin1(), lifetime.count(), transport);
}

QByteArray forget(const QByteArray &host, Transport transport)
{
    return line(host, {}, 0, transport);
}

} // namespace hobnob::server::sessioncookie
