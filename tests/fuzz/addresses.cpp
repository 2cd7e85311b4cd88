// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/listenaddress.h"
#include "server/net/clientaddress.h"
#include "tests/fuzz/check.h"

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

namespace
{

using fuzz::require;

const ClientAddress &clients()
{
    static const ClientAddress instance([] {
        QList<Subnet> proxies;
        for (const auto &text : {u"10.0.0.0/8"_s, u"192.0.2.7"_s, u"2001:db8::/32"_s})
            proxies.append(*Subnet::parse(text));
        return proxies;
    }());
    return instance;
}

void checkForwarded(const QHostAddress &peer, QByteArrayView forwardedFor)
{
    const QHostAddress client = clients().behind(peer, forwardedFor);
    require(!client.isNull(), "every connection is somebody's");
    require(clients().isProxy(peer) || client.isEqual(peer, QHostAddress::TolerantConversion),
            "only proxies are believed");

    // Whoever the last proxy heard from can write what he likes in front.
    const QHostAddress lie(u"198.51.100.66"_s);
    const QHostAddress told =
        clients().behind(peer, lie.toString().toLatin1() + ", " + forwardedFor.toByteArray());
    require(told == client || (told == lie && clients().isProxy(client)),
            "nobody chooses the address that he is counted under");

    const QString group = clients().groupOf(client);
    require(group.isEmpty() == (client.isLoopback() || clients().isProxy(client)),
            "everybody but proxies and this machine is counted");
    if (!group.isEmpty()) {
        const auto subnet = Subnet::parse(group);
        require(subnet.ok() && subnet->contains(client), "a group has the client in it");
    }
}

} // namespace

void fuzz::check(QByteArrayView input)
{
    static const QList<QHostAddress> peers{
        QHostAddress(u"10.1.2.3"_s), QHostAddress(u"::ffff:192.0.2.7"_s),
        QHostAddress(u"2001:db8::1"_s), QHostAddress(u"203.0.113.9"_s)};
    for (const QHostAddress &peer : peers)
        checkForwarded(peer, input);

    const QString text = QString::fromUtf8(input);
    if (const auto subnet = Subnet::parse(text)) {
        const auto again = Subnet::parse(subnet->text());
        require(again.ok() && *again == *subnet, "a network can be written and read again");
        require(subnet->contains(subnet->address), "a network has its own address in it");
    }
    if (const auto listen = ListenAddress::parse(text)) {
        const auto again = ListenAddress::parse(listen->text());
        require(again.ok() && *again == *listen, "an address can be written and read again");
    }
}
