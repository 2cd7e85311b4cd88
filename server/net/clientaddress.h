// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/subnet.h"

#include <QByteArrayView>
#include <QList>

namespace hobnob::server
{

/// Whose connection it is. What a proxy says of those behind it counts only when the operator
/// trusts the proxy: anybody can write an X-Forwarded-For. Pure.
class ClientAddress final
{
public:
    explicit ClientAddress(QList<Subnet> trustedProxies) : m_proxies(std::move(trustedProxies)) {}

    /// Then its connections say in their heads whose they are.
    [[nodiscard]] bool isProxy(const QHostAddress &peer) const;
    /// \a forwardedFor: all lines of X-Forwarded-For. The last address in it that is not itself a
    /// trusted proxy's; the one before something unreadable.
    [[nodiscard]] QHostAddress behind(const QHostAddress &peer, QByteArrayView forwardedFor) const;
    /// What one client is counted under: an IPv4 address, or the /64 of IPv6, which is what one
    /// household gets. Empty for this machine and for proxies, which speak for many.
    [[nodiscard]] QString groupOf(const QHostAddress &client) const;

private:
    QList<Subnet> m_proxies;
};

} // namespace hobnob::server
