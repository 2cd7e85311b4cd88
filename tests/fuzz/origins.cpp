// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/originpolicy.h"
#include "tests/fuzz/check.h"

#include <QByteArray>

using namespace hobnob;
using server::OriginPolicy;
using namespace Qt::StringLiterals;

namespace
{

using fuzz::require;
using Own = OriginPolicy::Own;

const QString allowed = u"https://chat.example.org"_s;

bool isNamed(const QByteArray &origin)
{
    return origin.toLower() == allowed.toLatin1();
}

/// What can stand in a Host for this machine: its name, or characters of addresses alone.
bool mayBeThisMachine(const QByteArray &host)
{
    const QByteArray name = host.toLower();
    if (name == "localhost" || name.startsWith("localhost:"))
        return true;
    const QByteArrayView address =
        QByteArrayView(name).first(name.startsWith('[')    ? name.indexOf(']') + 1
                                   : name.indexOf(':') < 0 ? name.size()
                                                           : name.indexOf(':'));
    return std::all_of(address.begin(), address.end(),
                       [](char c) { return QByteArrayView("0123456789abcdefx.:[]%").contains(c); });
}

} // namespace

/// The input: an Origin, a line feed, a Host.
void fuzz::check(QByteArrayView input)
{
    const qsizetype end = std::max<qsizetype>(0, input.indexOf('\n'));
    const QByteArray origin = input.first(end).toByteArray();
    const QByteArray host = input.sliced(std::min(end + 1, input.size())).toByteArray();
    const OriginPolicy anywhere({allowed}, Own::AnyHost);
    const OriginPolicy here({allowed}, Own::Loopback);

    require(anywhere.allows(std::nullopt, host), "programs have no origin and may come");
    require(here.allows(allowed.toLatin1(), host), "a named page may come whatever the host");
    if (here.allows(origin, host))
        require(anywhere.allows(origin, host), "the stricter policy is stricter");
    // What a browser sends from a page of this host: two equal names are hard to guess.
    const QByteArray own = "http://" + host;
    require(host.isEmpty() || anywhere.allows(own, host), "a page of this server may come");
    if (!isNamed(own) && here.allows(own, host))
        require(mayBeThisMachine(host), "a foreign name is not this machine");
    if (isNamed(origin) || !anywhere.allows(origin, host))
        return;
    require(!host.isEmpty(), "without a host only named pages may come");
    require(origin.toLower() == "http://" + host.toLower() ||
                origin.toLower() == "https://" + host.toLower(),
            "a page of this server has the server's name");
    require(!anywhere.allows(origin, host + ".example"), "a name that goes on is another");
    require(!anywhere.allows(origin + ".example", host), "an origin that goes on is another");
    require(!anywhere.allows(origin + "/", host), "a path is no part of an origin");
}
