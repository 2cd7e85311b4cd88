// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/subnet.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

int bitsOf(const QHostAddress &address)
{
    return address.protocol() == QAbstractSocket::IPv6Protocol ? 128 : 32;
}

} // namespace

Result<Subnet> Subnet::parse(const QString &text)
{
    const Error malformed{ErrorCode::OutOfRange,
                          u"\"%1\" is not an address or a network; write it as 192.0.2.1, "
                          "10.0.0.0/8 or 2001:db8::/32."_s.arg(text)};
    const qsizetype slash = text.indexOf(u'/');
    const QString host = slash < 0 ? text : text.first(slash);
    QHostAddress address;
    // "10.1" is an address to the system, and a typing mistake to people.
    if (!address.setAddress(host) || (!host.contains(u':') && host.count(u'.') != 3) ||
        host.contains(u'%'))
        return malformed;
    if (slash < 0)
        return Subnet{address, bitsOf(address)};
    const QString digits = text.sliced(slash + 1);
    bool ok = false;
    const int prefix = digits.toInt(&ok);
    if (!ok || digits != QString::number(prefix) || prefix < 0 || prefix > bitsOf(address))
        return malformed;
    return Subnet{address, prefix};
}

QString Subnet::text() const
{
    return prefix == bitsOf(address) ? address.toString()
                                     : u"%1/%2"_s.arg(address.toString()).arg(prefix);
}

bool Subnet::contains(const QHostAddress &other) const
{
    return other.isInSubnet(address, prefix);
}

} // namespace hobnob::server
