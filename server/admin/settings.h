// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/listenaddress.h"
#include "server/admin/subnet.h"
#include "server/admin/tlsfiles.h"
#include "server/core/houserules.h"
#include "server/core/rates.h"
#include "server/store/storedpeople.h"
#include "shared/limits.h"

#include <QStringList>

#include <limits>

namespace hobnob::server
{

enum class LogLevel { Debug, Info, Warning, Error };

/// What the operator decides. A plain value: read once at the start and handed to ChatServer.
/// Names, places and checks of each are in settingstable.cpp.
struct Settings {
    ListenAddress listen;
    /// Absolute, where they are given.
    TlsFiles tls;
    /// Absolute. Made with mode 0700 when it is missing.
    QString dataFolder;
    LogLevel logLevel = LogLevel::Info;
    /// What clients show as the name of this server.
    QString serverName = QStringLiteral("Hobnob");
    /// Exact origins ("https://chat.example.org") that may open a WebSocket, besides the server's
    /// own page. In the form a browser sends them: lower case, no path, no default port.
    QStringList allowedOrigins;
    /// Reverse proxies whose X-Forwarded-For is believed.
    QList<Subnet> trustedProxies;
    /// What is not the public internet and outgoing hooks may be sent to all the same.
    QList<Subnet> hooksAllowPrivate;
    /// Open connections of all kinds together; nothing: what the system lets us have.
    std::optional<qint64> maxConnections;
    /// Of these, from one client's address (ClientAddress::groupOf()).
    qint64 maxConnectionsPerAddress = limits::connectionsPerAddress;
    enum class RateLimiting { On, Off };
    /// Off: whatever rates say.
    RateLimiting rateLimiting = RateLimiting::On;
    Rates rates = Rates::standard();
    enum class Limits { Standard, Bench };
    /// Bench: nobody is refused for how often or from where they come, whatever the settings above
    /// say, so that a few programs can do what thousands of people do. Every check is still made.
    Limits limits = Limits::Standard;
    /// Nothing: as isAmongFriends() says.
    std::optional<protocol::Registration> registration;
    std::optional<Guests> guests;
    std::chrono::seconds sessionIdle = limits::sessionIdle;
    std::chrono::seconds sessionLifetime = limits::sessionLifetime;
    /// No setting of the operator's: tests hash at less cost.
    HashCost hashCost = HashCost::standard();

    /// Where somebody at this machine opens the page; \a port is the one that was bound.
    [[nodiscard]] QString page(quint16 port) const
    {
        using Scheme = ListenAddress::Scheme;
        return ListenAddress{listen.address, port}.url(tls.isGiven() ? Scheme::Https
                                                                     : Scheme::Http);
    }
    /// Only programs on this machine can connect, and no proxy lets others in.
    [[nodiscard]] bool isAmongFriends() const
    {
        return listen.address.isLoopback() && trustedProxies.isEmpty();
    }
    [[nodiscard]] protocol::Registration registrationInForce() const
    {
        return registration.value_or(isAmongFriends() ? protocol::Registration::Open
                                                      : protocol::Registration::Invite);
    }
    [[nodiscard]] SessionLifetimes lifetimes() const
    {
        return {
            .guestIdle = sessionIdle, .accountIdle = sessionIdle, .accountAge = sessionLifetime};
    }
    [[nodiscard]] Rates ratesInForce() const
    {
        const bool areOff = rateLimiting == RateLimiting::Off || limits == Limits::Bench;
        return areOff ? Rates::unlimited() : rates;
    }
    [[nodiscard]] qint64 connectionsPerAddressInForce() const
    {
        return limits == Limits::Bench ? std::numeric_limits<qint64>::max()
                                       : maxConnectionsPerAddress;
    }
    [[nodiscard]] Guests guestsInForce() const
    {
        return guests.value_or(isAmongFriends() ? Guests::Welcome : Guests::Refused);
    }
};

} // namespace hobnob::server
