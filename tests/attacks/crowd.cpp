// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/crowd.h"

#include "server/admin/descriptors.h"

#include <algorithm>
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace hobnob::server::test
{

Crowd::~Crowd()
{
    leave();
}

bool Crowd::connectTo(quint16 port, int count, Window window)
{
    raiseDescriptorLimit();
    for (int i = 0; i < count; ++i) {
        const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (descriptor < 0)
            return false;
        m_members.append(Member{descriptor});
        if (window == Window::Small) {
            const int smallest = 1;
            ::setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &smallest, sizeof smallest);
        }
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
            return false;
        ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
    }
    return true;
}

void Crowd::say(const QByteArray &bytes)
{
    for (int i = 0; i < size(); ++i)
        sayAt(i, bytes);
}

void Crowd::sayAt(int index, const QByteArray &bytes)
{
    ::send(m_members.at(index).descriptor, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL);
}

void Crowd::pour(const QByteArray &pattern, qsizetype most)
{
    for (auto &member : m_members) {
        for (qsizetype poured = 0; poured < most;) {
            const ssize_t sent = ::send(member.descriptor, pattern.constData() + member.offset,
                                        size_t(pattern.size() - member.offset), MSG_NOSIGNAL);
            if (sent <= 0)
                break;
            poured += sent;
            member.offset = (member.offset + sent) % pattern.size();
        }
    }
}

QByteArray Crowd::read(int index)
{
    QByteArray got;
    std::vector<char> buffer(64 * 1024);
    for (;;) {
        const ssize_t count =
            ::recv(m_members.at(index).descriptor, buffer.data(), buffer.size(), 0);
        if (count <= 0)
            return got;
        got.append(buffer.data(), count);
    }
}

void Crowd::readAll()
{
    for (int i = 0; i < size(); ++i)
        std::ignore = read(i);
}

int Crowd::present() const
{
    std::vector<pollfd> polled;
    for (const auto &member : m_members)
        polled.push_back({member.descriptor, POLLRDHUP, 0});
    ::poll(polled.data(), polled.size(), 0);
    return int(std::count_if(polled.begin(), polled.end(), [](const pollfd &each) {
        return (each.revents & (POLLRDHUP | POLLHUP | POLLERR)) == 0;
    }));
}

void Crowd::leave()
{
    for (const auto &member : std::as_const(m_members))
        ::close(member.descriptor);
    m_members.clear();
}

} // namespace hobnob::server::test
