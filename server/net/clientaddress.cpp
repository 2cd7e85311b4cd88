// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/clientaddress.h"

#include "shared/limits.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// An IPv4 address that came through an IPv6 socket is one all the same, and a scope is none.
QHostAddress plain(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4) : QHostAddress(address.toIPv6Address());
}

/// "192.0.2.1", "192.0.2.1:4711", "2001:db8::1", "[2001:db8::1]:4711"; null for what is none.
QHostAddress read(QByteArrayView entry)
{
    entry = entry.trimmed();
    if (entry.startsWith('[')) {
        const qsizetype end = entry.indexOf(']');
        entry = end < 0 ? QByteArrayView() : entry.sliced(1, end - 1);
    } else if (std::count(entry.begin(), entry.end(), ':') == 1) {
        entry = entry.first(entry.indexOf(':'));
    }
    QHostAddress address;
    if (!entry.contains(':') && std::count(entry.begin(), entry.end(), '.') != 3)
        return address;
    return address.setAddress(QString::fromLatin1(entry)) ? plain(address) : QHostAddress();
}

} // namespace

bool ClientAddress::isProxy(const QHostAddress &peer) const
{
    return std::any_of(m_proxies.begin(), m_proxies.end(),
                       [address = plain(peer)](const Subnet &s) { return s.contains(address); });
}

QHostAddress ClientAddress::behind(const QHostAddress &peer, QByteArrayView forwardedFor) const
{
    QHostAddress client = plain(peer);
    for (int hops = 0; hops < limits::forwardingProxies && isProxy(client); ++hops) {
        const qsizetype comma = forwardedFor.lastIndexOf(',');
        const QHostAddress previous = read(forwardedFor.sliced(comma + 1));
        if (previous.isNull())
            break;
        client = previous;
        forwardedFor = forwardedFor.first(std::max<qsizetype>(comma, 0));
    }
    return client;
}

QString ClientAddress::groupOf(const QHostAddress &client) const
{
    const QHostAddress address = plain(client);
    if (client.isNull() || address.isLoopback() || isProxy(address))
        return {};
    if (address.protocol() == QAbstractSocket::IPv4Protocol)
        return address.toString();
    Q_IPV6ADDR network = address.toIPv6Address();
    std::fill(std::begin(network.c) + 8, std::end(network.c), quint8(0));
    return QHostAddress(network).toString() + u"/64"_s;
}

} // namespace hobnob::server
