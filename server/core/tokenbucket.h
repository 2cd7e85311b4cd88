// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/limits.h"

namespace hobnob::server
{

/// How often something may happen: so many times at once, and one more each time that a while has
/// passed, up to that many again. A value of eight bytes; the clock is the caller's, and so is the
/// rate, which is the same at every call.
class TokenBucket final
{
public:
    using Instant = std::chrono::steady_clock::time_point;

    /// How long until there is a token; 0 when there is one now.
    [[nodiscard]] std::chrono::milliseconds wait(const limits::Rate &rate, Instant now) const;
    /// Uses one up, which must be there.
    void take(const limits::Rate &rate, Instant now);
    /// What was taken counts as not taken.
    void giveBack(const limits::Rate &rate) { m_full -= rate.every; }
    /// As good as new.
    [[nodiscard]] bool isFull(Instant now) const { return m_full <= now; }

private:
    /// When all tokens are back: each that is missing puts it off by the time that one takes.
    Instant m_full{};
};

} // namespace hobnob::server
