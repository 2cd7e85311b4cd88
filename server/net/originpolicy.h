// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace hobnob::server
{

/// Which pages may open a WebSocket: those of this server and those that the operator named. A
/// request without an Origin comes from a program, not from a page, and may.
class OriginPolicy final
{
public:
    /// Which pages count as those of this server.
    enum class Own {
        /// Origins that equal the Host: for a server that others reach under names we do not know.
        AnyHost,
        /// Of these, only localhost and addresses of this machine: for a server that listens here
        /// alone. Whoever owns a name can let it lead to 127.0.0.1, and browsers then take his page
        /// for ours.
        Loopback,
    };

    /// By which schemes the server's own pages come.
    enum class Scheme {
        /// A proxy that speaks TLS for us leaves only the Host, so both are this server.
        Any,
        /// We speak TLS ourselves: a page by http is somebody else's, who need not even be here.
        Https,
    };

    /// \a allowed: origins in the form that browsers send them.
    OriginPolicy(const QStringList &allowed, Own own, Scheme scheme = Scheme::Any)
        : m_allowed(allowed), m_own(own), m_scheme(scheme)
    {
    }

    /// \a host: the request's Host.
    [[nodiscard]] bool allows(const std::optional<QByteArray> &origin,
                              const QByteArray &host) const;

private:
    QStringList m_allowed;
    Own m_own;
    Scheme m_scheme;
};

} // namespace hobnob::server
