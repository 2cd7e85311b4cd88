// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/fanout/framescanner.h"
#include "tests/bench/fanout/stamp.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace hobnob::bench
{

/// Who a connection is: its number among all, and of which room it is a member.
struct Guest {
    uint32_t number = 0;
    uint32_t room = 0;
};

/// What one kind of server is told, and what its frames mean. What is to be sent is appended to
/// \a out. It knows nothing of sockets.
class Dialect
{
public:
    enum class Heard {
        Nothing,
        /// This guest is in its room.
        Joined,
        /// A message with a stamp: see stamp().
        Delivery,
        /// The server refused something, or gave something up.
        Trouble
    };
    /// How guests come in: as new ones, or as those that they were before.
    enum class Entry { New, Again };

    virtual ~Dialect() = default;

    [[nodiscard]] virtual Framing framing() const = 0;
    /// Whether a sender is told what it said.
    [[nodiscard]] virtual bool echoes() const { return true; }
    /// False: it knows nobody again.
    [[nodiscard]] virtual bool knowsAgain() const { return false; }
    void enter(Entry entry) { m_entry = entry; }

    /// The connection is there.
    virtual void connected(const Guest &guest, std::string &out) = 0;
    /// The WebSocket is open. Not with lines.
    virtual void opened(const Guest &guest, std::string &out) = 0;
    [[nodiscard]] virtual Heard heard(const Guest &guest, std::string_view frame,
                                      std::string &out) = 0;
    virtual void post(const Guest &guest, Stamp stamp, std::string_view text, std::string &out) = 0;

    /// Of the last delivery.
    [[nodiscard]] Stamp stamp() const { return m_stamp; }

protected:
    [[nodiscard]] Entry entry() const { return m_entry; }
    /// Delivery when there is a stamp in it.
    [[nodiscard]] Heard delivery(std::string_view frame)
    {
        const auto stamp = m_finder.find(frame);
        if (!stamp)
            return Heard::Nothing;
        m_stamp = *stamp;
        return Heard::Delivery;
    }

private:
    Entry m_entry = Entry::New;
    StampFinder m_finder;
    Stamp m_stamp;
};

/// hobnob, irc, socketio, relay (peers/relay.mjs); null for any other name.
[[nodiscard]] std::unique_ptr<Dialect> dialectNamed(std::string_view name);

} // namespace hobnob::bench
