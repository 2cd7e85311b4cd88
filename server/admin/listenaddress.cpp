// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/listenaddress.h"

#include <limits>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

Error malformed(const QString &text, const QString &why)
{
    return Error{ErrorCode::OutOfRange,
                 u"\"%1\" is not an address to listen on: %2. Write it as 127.0.0.1:8080, "
                 "[::1]:8080 or localhost:8080."_s.arg(text, why)};
}

std::optional<quint16> parsePort(const QString &digits)
{
    for (const QChar digit : digits) {
        if (digit < u'0' || digit > u'9')
            return std::nullopt;
    }
    bool ok = false;
    const uint port = digits.toUInt(&ok);
    if (!ok || port > std::numeric_limits<quint16>::max())
        return std::nullopt;
    return static_cast<quint16>(port);
}

std::optional<QHostAddress> parseHost(const QString &host)
{
    if (host == u"*"_s)
        return QHostAddress(QHostAddress::Any);
    if (host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0)
        return QHostAddress(QHostAddress::LocalHost);
    QHostAddress address;
    const bool bracketed = host.startsWith(u'[') && host.endsWith(u']');
    if (!address.setAddress(bracketed ? host.sliced(1, host.size() - 2) : host))
        return std::nullopt;
    // "127.1" is an address to the system, and a typing mistake to people.
    if (!bracketed && host.count(u'.') != 3)
        return std::nullopt;
    const bool isIpv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    if (isIpv6 != bracketed)
        return std::nullopt;
    return address;
}

} // namespace

Result<ListenAddress> ListenAddress::parse(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    const bool colonInBrackets = text.indexOf(u']', qMax<qsizetype>(colon, 0)) >= 0;
    if (colon < 0 || colonInBrackets)
        return malformed(text, u"the port is missing"_s);
    const QString host = text.first(colon);
    if (host.isEmpty())
        return malformed(text, u"the address is missing"_s);
    if (host.contains(u':') && !host.startsWith(u'['))
        return malformed(text, u"an IPv6 address stands in brackets"_s);
    const std::optional<quint16> port = parsePort(text.sliced(colon + 1));
    if (!port)
        return malformed(text, u"the port is a number from 0 to 65535"_s);
    const std::optional<QHostAddress> address = parseHost(host);
    if (!address)
        return malformed(text, u"\"%1\" is no IP address"_s.arg(host));
    return ListenAddress{*address, *port};
}

QString ListenAddress::url(Scheme scheme) const
{
    const bool isEvery = address == QHostAddress::Any || address == QHostAddress::AnyIPv4 ||
                         address == QHostAddress::AnyIPv6;
    return (scheme == Scheme::Https ? u"https://"_s : u"http://"_s) +
           (isEvery ? u"localhost:%1"_s.arg(port) : text());
}

QString ListenAddress::text() const
{
    const QString portText = QString::number(port);
    if (address == QHostAddress(QHostAddress::Any))
        return u"*:"_s + portText;
    if (address.protocol() == QAbstractSocket::IPv6Protocol)
        return u"[%1]:%2"_s.arg(address.toString(), portText);
    return u"%1:%2"_s.arg(address.toString(), portText);
}

Error ListenAddress::refusal(QAbstractSocket::SocketError reason, const QString &details) const
{
    const auto why = [&] {
        switch (reason) {
        case QAbstractSocket::AddressInUseError:
            return u"the address is in use. Stop the other program or choose another with "
                   "--listen."_s;
        case QAbstractSocket::SocketAddressNotAvailableError:
            return u"this machine does not have that address. Choose another with --listen."_s;
        case QAbstractSocket::SocketAccessError:
            return u"permission denied. Ports below 1024 are for the administrator; choose another "
                   "with --listen."_s;
        default:
            return details + u'.';
        }
    };
    return Error{ErrorCode::Internal, u"Cannot listen on %1: %2"_s.arg(text(), why())};
}

} // namespace hobnob::server
