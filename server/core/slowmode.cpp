// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/slowmode.h"

#include "shared/limits.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace
{

/// As many as a very busy room has.
constexpr qsizetype fewest = 10'000;

milliseconds elapsed(Timestamp since, Timestamp now)
{
    return milliseconds(hobnob::milliseconds(now) - hobnob::milliseconds(since));
}

} // namespace

SlowMode::SlowMode() : m_many(fewest) {}

std::optional<Error> SlowMode::admit(const Place &place, const ClientId &message,
                                     std::chrono::seconds wait, Timestamp now)
{
    if (wait.count() == 0)
        return std::nullopt;
    if (m_last.size() >= m_many) {
        constexpr std::chrono::seconds longest{limits::slowModeSeconds};
        m_last.removeIf([&](const auto &last) { return elapsed(last->time, now) > longest; });
        // Those who stay are not looked through at each message.
        m_many = std::max(fewest, 2 * m_last.size());
    }
    const auto last = m_last.find(place);
    if (last == m_last.end()) {
        m_last.insert(place, {message, now});
        return std::nullopt;
    }
    if (last->message == message)
        return std::nullopt;
    // A clock that was put back makes nobody wait for longer.
    const milliseconds passed = std::max(milliseconds(0), elapsed(last->time, now));
    if (passed < wait)
        return Error{.code = ErrorCode::SlowMode,
                     .sentence = u"Wait before you write again in this room."_s,
                     .retryAfter = wait - passed};
    *last = {message, now, last->time};
    return std::nullopt;
}

void SlowMode::keep(const Place &place, const ClientId &message)
{
    if (const auto last = m_last.find(place); last != m_last.end() && last->message == message)
        last->isWritten = true;
}

void SlowMode::takeBack(const Place &place, const ClientId &message)
{
    const auto last = m_last.find(place);
    if (last == m_last.end() || last->message != message || last->isWritten)
        return;
    if (last->before == Timestamp{})
        m_last.erase(last);
    else
        *last = {{}, last->before};
}

void SlowMode::forget(const RoomId &room)
{
    m_last.removeIf([&](const auto &last) { return last.key().first == room; });
}

} // namespace hobnob::server
