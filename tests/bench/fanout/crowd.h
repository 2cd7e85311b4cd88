// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/fanout/dialect.h"

#include <chrono>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <vector>

namespace hobnob::bench
{

/// Many connections to one server, in one thread: connects, brings everybody in, reads in large
/// pieces and hands on what has a stamp. The first thing that goes wrong ends its work: see
/// trouble().
class Crowd final
{
public:
    using Clock = std::chrono::steady_clock;

    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void delivered(uint32_t guest, Stamp stamp, Clock::time_point now) = 0;
    };

    Crowd(Dialect &dialect, uint16_t port);
    ~Crowd();
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    void setListener(Listener *listener) { m_listener = listener; }

    /// Brings in one more guest for each of these rooms, at most so many at a time. Returns when
    /// all are in, or on trouble.
    void bringIn(const std::vector<uint32_t> &rooms, size_t atOnce);
    /// All go, without a word.
    void leave();

    /// Sent with the next turn().
    void post(uint32_t guest, Stamp stamp, std::string_view text);
    /// Sends what is to be sent, waits at most so long for something to read, and takes it.
    void turn(std::chrono::nanoseconds wait);

    [[nodiscard]] size_t size() const { return m_members.size(); }
    [[nodiscard]] const std::string &trouble() const { return m_trouble; }
    void setTrouble(const std::string &sentence);
    /// What came in all: frames with a stamp and others, and bytes.
    [[nodiscard]] uint64_t frames() const { return m_frames; }
    [[nodiscard]] uint64_t bytes() const { return m_bytes; }

private:
    struct Member {
        explicit Member(Framing framing) : scanner(framing) {}

        int descriptor = -1;
        Guest guest;
        enum class Phase { Connecting, Entering, In } phase = Phase::Connecting;
        FrameScanner scanner;
        /// The begin of a frame that is not all there.
        std::string rest;
        std::string unsent;
        bool isMarked = false;
    };

    void open(uint32_t room);
    void read(Member &member);
    /// Everything whole in these bytes; how many that were.
    size_t take(Member &member, std::string_view bytes, Clock::time_point now);
    void takeText(Member &member, std::string_view text, Clock::time_point now);
    void mark(Member &member);
    void flush();
    void fail(const Member &member, std::string_view what);

    Dialect &m_dialect;
    uint16_t m_port;
    Listener *m_listener = nullptr;
    int m_epoll;
    std::vector<Member> m_members;
    std::vector<uint32_t> m_marked;
    std::vector<epoll_event> m_events;
    std::vector<char> m_buffer;
    size_t m_in = 0;
    uint64_t m_frames = 0;
    uint64_t m_bytes = 0;
    std::string m_trouble;
};

/// Asks the system for so many descriptors; false when it does not give them.
[[nodiscard]] bool raiseDescriptorLimit(size_t count);

} // namespace hobnob::bench
