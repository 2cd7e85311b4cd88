// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/destinations.h"

#include <algorithm>
#include <array>
#include <optional>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// The registries of special-purpose addresses (RFC 6890 and its followers), but for what is
/// reached from everywhere.
const QList<Subnet> &specialNetworks()
{
    static const QList<Subnet> networks = [] {
        QList<Subnet> all;
        for (const auto &text : {
                 u"0.0.0.0/8"_s,       // this network
                 u"10.0.0.0/8"_s,      // private
                 u"100.64.0.0/10"_s,   // behind a provider's NAT
                 u"127.0.0.0/8"_s,     // loopback
                 u"169.254.0.0/16"_s,  // link-local, and the data of cloud machines
                 u"172.16.0.0/12"_s,   // private
                 u"192.0.0.0/24"_s,    // protocols
                 u"192.0.2.0/24"_s,    // documentation
                 u"192.88.99.0/24"_s,  // relays of 6to4
                 u"192.168.0.0/16"_s,  // private
                 u"198.18.0.0/15"_s,   // benchmarks
                 u"198.51.100.0/24"_s, // documentation
                 u"203.0.113.0/24"_s,  // documentation
                 u"224.0.0.0/4"_s,     // multicast
                 u"240.0.0.0/4"_s,     // reserved, and broadcast
                 u"::/96"_s,           // unspecified, loopback, IPv4 in its oldest dress
                 u"64:ff9b:1::/48"_s,  // a NAT64 of one's own
                 u"100::/64"_s,        // discarded
                 u"2001::/23"_s,       // protocols, and Teredo, which holds an IPv4 address
                 u"2001:db8::/32"_s,   // documentation
                 u"3fff::/20"_s,       // documentation
                 u"5f00::/16"_s,       // segment routing
                 u"fc00::/7"_s,        // unique local
                 u"fe80::/10"_s,       // link-local
                 u"fec0::/10"_s,       // site-local
                 u"ff00::/8"_s,        // multicast
             }) {
            const auto network = Subnet::parse(text);
            Q_ASSERT(network);
            all.append(*network);
        }
        return all;
    }();
    return networks;
}

/// The IPv4 address that an IPv6 address stands for: mapped, by way of a NAT64 or of 6to4.
std::optional<QHostAddress> embedded(const QHostAddress &address)
{
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return std::nullopt;
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    const auto startsWith = [&](std::initializer_list<quint8> prefix) {
        return std::equal(prefix.begin(), prefix.end(), std::begin(bytes.c));
    };
    const auto from = [&](int i) {
        return QHostAddress(quint32(bytes[i]) << 24 | quint32(bytes[i + 1]) << 16 |
                            quint32(bytes[i + 2]) << 8 | quint32(bytes[i + 3]));
    };
    if (startsWith({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}) ||
        startsWith({0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}))
        return from(12);
    if (startsWith({0x20, 0x02}))
        return from(2);
    return std::nullopt;
}

bool isIn(const QList<Subnet> &networks, const QHostAddress &address)
{
    return std::any_of(networks.begin(), networks.end(), [&](const Subnet &network) {
        // Qt takes a mapped address for one of IPv4; which one counts is decided here.
        return network.address.protocol() == address.protocol() && network.contains(address);
    });
}

} // namespace

bool Destinations::permits(const QHostAddress &address) const
{
    if (address.isNull())
        return false;
    if (const auto inner = embedded(address))
        return permits(*inner);
    return isIn(m_allowed, address) || !isIn(specialNetworks(), address);
}

Result<QList<QHostAddress>> Destinations::check(const QList<QHostAddress> &resolved) const
{
    const bool areAllPermitted =
        std::all_of(resolved.begin(), resolved.end(), [this](const auto &a) { return permits(a); });
    if (resolved.isEmpty() || !areAllPermitted)
        return Error{ErrorCode::NotAllowed,
                     u"This leads to an address that the server does not connect to; "
                     "hooks_allow_private can allow it."_s,
                     u"url"_s};
    return resolved;
}

} // namespace hobnob::server
