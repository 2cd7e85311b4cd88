// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/subnet.h"

#include <QList>

namespace hobnob::server
{

/// Where the server may connect to when somebody else named the place: anywhere in the public
/// internet, and in the networks that the operator allowed. Not to itself, to its neighbours or to
/// the services that a hosting company answers on link-local addresses, in whichever form an
/// address is dressed up. Pure.
class Destinations final
{
public:
    explicit Destinations(QList<Subnet> allowed = {}) : m_allowed(std::move(allowed)) {}

    [[nodiscard]] bool permits(const QHostAddress &address) const;
    /// What a name led to: the addresses, when all of them are permitted. Errors: NotAllowed (also
    /// when there are none): a name that leads to a private address among others is no mistake.
    [[nodiscard]] Result<QList<QHostAddress>> check(const QList<QHostAddress> &resolved) const;

private:
    QList<Subnet> m_allowed;
};

} // namespace hobnob::server
