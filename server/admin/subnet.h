// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QHostAddress>

namespace hobnob::server
{

/// One address, or all that begin like it: "192.0.2.1", "10.0.0.0/8", "2001:db8::/32".
struct Subnet {
    QHostAddress address;
    /// How many bits of the address count.
    int prefix = 0;

    /// Errors: OutOfRange with a sentence for the operator.
    [[nodiscard]] static Result<Subnet> parse(const QString &text);
    /// As parse() reads it.
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool contains(const QHostAddress &other) const;

    friend bool operator==(const Subnet &, const Subnet &) = default;
};

} // namespace hobnob::server
