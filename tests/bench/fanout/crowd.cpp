// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/crowd.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <span>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hobnob::bench
{

namespace
{

using namespace std::chrono_literals;

/// Much more than a turn's news for one connection.
constexpr size_t bufferBytes = 512UL * 1024;
constexpr size_t eventsPerTurn = 2048;
/// Without anything new for so long, coming in has failed.
constexpr auto patience = 60s;
/// So that ten thousand connections after each other find ports to come from: each of these has
/// thirty thousand.
constexpr uint32_t sourceAddresses = 64;

timespec timespecOf(std::chrono::nanoseconds time)
{
    return {.tv_sec = time / 1s, .tv_nsec = (time % 1s).count()};
}

sockaddr_in loopback(uint32_t host, uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + host);
    return address;
}

void setOption(int descriptor, int level, int option, int value)
{
    ::setsockopt(descriptor, level, option, &value, sizeof value);
}

} // namespace

Crowd::Crowd(Dialect &dialect, uint16_t port)
    : m_dialect(dialect), m_port(port), m_epoll(::epoll_create1(EPOLL_CLOEXEC)),
      m_events(eventsPerTurn), m_buffer(bufferBytes)
{
}

Crowd::~Crowd()
{
    leave();
    ::close(m_epoll);
}

void Crowd::leave()
{
    for (const Member &member : m_members) {
        if (member.descriptor >= 0)
            ::close(member.descriptor);
    }
    m_members.clear();
    m_marked.clear();
    m_in = 0;
}

void Crowd::bringIn(const std::vector<uint32_t> &rooms, size_t atOnce)
{
    const size_t wanted = m_members.size() + rooms.size();
    size_t next = 0;
    size_t before = m_in;
    auto deadline = Clock::now() + patience;
    while (m_in < wanted && m_trouble.empty()) {
        while (next < rooms.size() && m_members.size() - m_in < atOnce && m_trouble.empty())
            open(rooms[next++]);
        turn(100ms);
        if (m_in > before) {
            before = m_in;
            deadline = Clock::now() + patience;
        } else if (Clock::now() > deadline) {
            setTrouble(std::to_string(wanted - m_in) + " of " + std::to_string(wanted) +
                       " did not come in");
        }
    }
}

void Crowd::open(uint32_t room)
{
    const auto number = uint32_t(m_members.size());
    Member &member = m_members.emplace_back(m_dialect.framing());
    member.guest = {number, room};
    member.descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (member.descriptor < 0)
        return fail(member, std::strerror(errno));
    setOption(member.descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(member.descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
    // Leaving is a reset, so that no port is kept for a minute.
    const linger reset{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(member.descriptor, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    const sockaddr_in from = loopback(number % sourceAddresses, 0);
    const sockaddr_in to = loopback(0, m_port);
    if (::bind(member.descriptor, reinterpret_cast<const sockaddr *>(&from), sizeof from) != 0)
        return fail(member, std::strerror(errno));
    if (::connect(member.descriptor, reinterpret_cast<const sockaddr *>(&to), sizeof to) != 0 &&
        errno != EINPROGRESS)
        return fail(member, std::strerror(errno));
    epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLET, .data = {.u32 = number}};
    if (::epoll_ctl(m_epoll, EPOLL_CTL_ADD, member.descriptor, &event) != 0)
        fail(member, std::strerror(errno));
}

void Crowd::turn(std::chrono::nanoseconds wait)
{
    flush();
    const timespec limit = timespecOf(wait);
    const int count =
        ::epoll_pwait2(m_epoll, m_events.data(), int(m_events.size()), &limit, nullptr);
    for (const epoll_event &event : std::span(m_events).first(size_t(std::max(count, 0)))) {
        if (!m_trouble.empty())
            return;
        Member &member = m_members[event.data.u32];
        const uint32_t happened = event.events;
        const bool takesMore = (happened & EPOLLOUT) != 0;
        if (takesMore && member.phase == Member::Phase::Connecting) {
            member.phase = Member::Phase::Entering;
            m_dialect.connected(member.guest, member.unsent);
            mark(member);
        } else if (takesMore && !member.unsent.empty()) {
            mark(member);
        }
        if ((happened & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0)
            read(member);
    }
}

void Crowd::read(Member &member)
{
    while (m_trouble.empty()) {
        const size_t kept = member.rest.size();
        if (m_buffer.size() < kept + bufferBytes)
            m_buffer.resize(kept + bufferBytes);
        std::memcpy(m_buffer.data(), member.rest.data(), kept);
        const ssize_t got =
            ::recv(member.descriptor, m_buffer.data() + kept, m_buffer.size() - kept, 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (got <= 0)
            return fail(member, got == 0 ? "the server hung up" : std::strerror(errno));
        m_bytes += uint64_t(got);
        const std::string_view bytes(m_buffer.data(), kept + size_t(got));
        const size_t taken = take(member, bytes, Clock::now());
        member.rest = bytes.substr(taken);
        // Less than there was room for: there is no more.
        if (kept + size_t(got) < m_buffer.size())
            return;
    }
}

size_t Crowd::take(Member &member, std::string_view bytes, Clock::time_point now)
{
    size_t taken = 0;
    FrameScanner::Frame frame;
    while (m_trouble.empty()) {
        const size_t size = member.scanner.next(bytes.substr(taken), frame);
        if (size == 0)
            break;
        taken += size;
        ++m_frames;
        switch (frame.kind) {
        case FrameScanner::Kind::Text:
            takeText(member, frame.bytes, now);
            break;
        case FrameScanner::Kind::Head:
            m_dialect.opened(member.guest, member.unsent);
            break;
        case FrameScanner::Kind::Ping:
            appendPong(member.unsent, frame.bytes);
            break;
        case FrameScanner::Kind::Closed:
            fail(member, "the server closed the WebSocket");
            break;
        case FrameScanner::Kind::Broken:
            fail(member, frame.bytes);
            break;
        }
        if (!member.unsent.empty())
            mark(member);
    }
    return taken;
}

void Crowd::takeText(Member &member, std::string_view text, Clock::time_point now)
{
    switch (m_dialect.heard(member.guest, text, member.unsent)) {
    case Dialect::Heard::Nothing:
        break;
    case Dialect::Heard::Joined:
        if (member.phase != Member::Phase::In) {
            member.phase = Member::Phase::In;
            ++m_in;
        }
        break;
    case Dialect::Heard::Delivery:
        if (m_listener != nullptr)
            m_listener->delivered(member.guest.number, m_dialect.stamp(), now);
        break;
    case Dialect::Heard::Trouble:
        fail(member, text);
        break;
    }
}

void Crowd::post(uint32_t guest, Stamp stamp, std::string_view text)
{
    Member &member = m_members[guest];
    m_dialect.post(member.guest, stamp, text, member.unsent);
    mark(member);
}

void Crowd::mark(Member &member)
{
    if (!member.isMarked)
        m_marked.push_back(member.guest.number);
    member.isMarked = true;
}

void Crowd::flush()
{
    for (const uint32_t number : m_marked) {
        Member &member = m_members[number];
        member.isMarked = false;
        const ssize_t sent =
            ::send(member.descriptor, member.unsent.data(), member.unsent.size(), MSG_NOSIGNAL);
        if (sent > 0)
            member.unsent.erase(0, size_t(sent));
        else if (sent < 0 && errno != EAGAIN && errno != EINTR)
            fail(member, std::strerror(errno));
    }
    m_marked.clear();
}

void Crowd::fail(const Member &member, std::string_view what)
{
    setTrouble("guest " + std::to_string(member.guest.number) + ": " +
               std::string(what.substr(0, 500)));
}

void Crowd::setTrouble(const std::string &sentence)
{
    if (m_trouble.empty())
        m_trouble = sentence;
}

bool raiseDescriptorLimit(size_t count)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return false;
    if (limit.rlim_cur >= count)
        return true;
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, count);
    return ::setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= count;
}

} // namespace hobnob::bench
