// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <chrono>
#include <optional>

namespace hobnob::server
{

/// Tickets that pages get instead of a token that their scripts could read: each is changed once,
/// soon, for the token, which then lives in a cookie. Kept in memory alone, by their hashes.
class Tickets final
{
public:
    using Clock = std::chrono::steady_clock;
    /// What a ticket is good for.
    struct Grant {
        QString token;
        /// How long the token can be of use at most.
        std::chrono::seconds lifetime{0};
    };

    /// From a login to the page's next request.
    static constexpr std::chrono::seconds validity{60};

    /// 256 random bits in hexadecimal.
    [[nodiscard]] QString issue(const Grant &grant, Clock::time_point now);
    /// Nothing when it was never issued, was redeemed or is too old.
    [[nodiscard]] std::optional<Grant> redeem(const QString &ticket, Clock::time_point now);
    /// The token is worth nothing any more.
    void revoke(const QString &token);

    [[nodiscard]] qsizetype count() const { return m_issued.size(); }

private:
    struct Issued {
        Grant grant;
        Clock::time_point until;
    };

    void dropOld(Clock::time_point now);

    QHash<QByteArray, Issued> m_issued;
};

} // namespace hobnob::server
