// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/ratetext.h"

#include <QRegularExpression>

#include <array>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using limits::Rate;
using limits::RateLimit;

namespace
{

struct Part {
    QStringView name;
    Rate RateLimit::*rate;
};

constexpr std::array parts = {Part{u"session", &RateLimit::session},
                              Part{u"user", &RateLimit::user},
                              Part{u"address", &RateLimit::address}};

struct Unit {
    QStringView name;
    std::chrono::milliseconds length;
};

/// The longest first: a time is written in the longest that fits it.
constexpr std::array units = {Unit{u"min", 1min}, Unit{u"s", 1s}, Unit{u"ms", 1ms}};

/// More would be no limit, and the arithmetic of the buckets stays far from its end.
constexpr int mostBurst = 1'000'000;
constexpr std::chrono::milliseconds longest = 24h;

Error refusal(const QString &text)
{
    return Error{ErrorCode::OutOfRange,
                 u"\"%1\" is not a rate; write one as session 20/100ms, user 40/50ms: 20 at once, "
                 "then one every 100 ms; or none."_s.arg(text)};
}

std::optional<Rate> rateOf(const QString &burst, const QString &count, QStringView unit)
{
    for (const Unit &known : units) {
        if (known.name != unit)
            continue;
        const Rate rate{burst.toInt(), count.toInt() * known.length};
        const bool fits =
            rate.burst > 0 && rate.burst <= mostBurst && rate.every > 0ms && rate.every <= longest;
        return fits ? std::optional(rate) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

Result<RateLimit> rateFromText(const QString &text)
{
    RateLimit limit;
    if (text.trimmed() == u"none"_s)
        return limit;
    static const QRegularExpression form(
        u"^\\s*([a-z]+) +([0-9]{1,7})/([0-9]{1,8})([a-z]+)\\s*$"_s);
    QStringList seen;
    for (const QString &piece : text.split(u',')) {
        const auto match = form.match(piece);
        const auto part = std::find_if(parts.begin(), parts.end(), [&](const Part &known) {
            return known.name == match.captured(1);
        });
        const auto rate = rateOf(match.captured(2), match.captured(3), match.captured(4));
        if (part == parts.end() || !rate || seen.contains(match.captured(1)))
            return refusal(text);
        seen.append(match.captured(1));
        limit.*part->rate = *rate;
    }
    return limit;
}

QString rateText(const RateLimit &limit)
{
    QStringList pieces;
    for (const Part &part : parts) {
        const Rate &rate = limit.*part.rate;
        if (rate.burst == 0)
            continue;
        const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit &known) {
            return rate.every % known.length == 0ms;
        });
        pieces.append(u"%1 %2/%3%4"_s.arg(part.name)
                          .arg(rate.burst)
                          .arg(rate.every / unit->length)
                          .arg(unit->name));
    }
    return pieces.isEmpty() ? u"none"_s : pieces.join(u", "_s);
}

} // namespace hobnob::server
