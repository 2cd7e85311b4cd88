// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/limits.h"

#include <array>

namespace hobnob::server
{

/// How often each kind of request may come. A value.
class Rates final
{
public:
    /// Those of limits::rateLimit().
    [[nodiscard]] static Rates standard()
    {
        Rates rates;
        for (size_t kind = 0; kind < rates.m_limits.size(); ++kind)
            rates.m_limits.at(kind) = limits::rateLimit(static_cast<limits::RequestKind>(kind));
        return rates;
    }
    /// As often as one likes.
    [[nodiscard]] static Rates unlimited() { return {}; }

    [[nodiscard]] const limits::RateLimit &of(limits::RequestKind kind) const
    {
        return m_limits.at(static_cast<size_t>(kind));
    }
    void set(limits::RequestKind kind, const limits::RateLimit &limit)
    {
        m_limits.at(static_cast<size_t>(kind)) = limit;
    }

private:
    std::array<limits::RateLimit, limits::requestKinds> m_limits{};
};

} // namespace hobnob::server
