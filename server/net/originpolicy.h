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
    /// \a allowed: origins in the form that browsers send them.
    explicit OriginPolicy(const QStringList &allowed) : m_allowed(allowed) {}

    /// \a host: the request's Host. A proxy that speaks TLS for us leaves only the Host, so both
    /// schemes are this server.
    [[nodiscard]] bool allows(const std::optional<QByteArray> &origin,
                              const QByteArray &host) const;

private:
    QStringList m_allowed;
};

} // namespace hobnob::server
