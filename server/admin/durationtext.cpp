// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/durationtext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

struct Unit {
    QStringView name;
    std::chrono::seconds length;
};

/// The longest first.
constexpr std::array units = {Unit{u"d", 24h}, Unit{u"h", 1h}, Unit{u"min", 1min}, Unit{u"s", 1s}};

constexpr std::chrono::seconds longest = 24h * 3650;

} // namespace

Result<std::chrono::seconds> durationFromText(const QString &text)
{
    static const QRegularExpression form(u"^([0-9]{1,9})([a-z]+)$"_s);
    const auto match = form.match(text);
    const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit &known) {
        return known.name == match.captured(2);
    });
    if (unit != units.end()) {
        const auto duration = match.captured(1).toInt() * unit->length;
        if (duration > 0s && duration <= longest)
            return duration;
    }
    return Error{ErrorCode::OutOfRange,
                 u"\"%1\" is not a length of time; write one as 30d, 12h, 90min or 45s, up to "
                 "3650d."_s.arg(text)};
}

QString durationText(std::chrono::seconds duration)
{
    const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit &known) {
        return duration % known.length == 0s;
    });
    return u"%1%2"_s.arg(duration / unit->length).arg(unit->name);
}

} // namespace hobnob::server
