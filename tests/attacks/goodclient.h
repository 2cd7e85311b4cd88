// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/attacks/target.h"
#include "tests/support/wireclient.h"

#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace hobnob::server::test
{

/// Times from a post to its acknowledgement, in milliseconds.
class RoundTrips final
{
public:
    /// What is promised whatever others do. The median has to keep it, and nineteen of twenty: the
    /// others may have met the disk of a machine that builds and tests other things meanwhile.
    static constexpr double most = 100.0 * sanitizerFactor;

    RoundTrips(QList<double> times, int wanted) : m_times(std::move(times)), m_wanted(wanted)
    {
        std::sort(m_times.begin(), m_times.end());
    }

    /// Empty when the promise was kept.
    [[nodiscard]] QString complaint() const
    {
        if (m_times.size() < m_wanted)
            return QStringLiteral("Only %1 of %2 were answered.").arg(m_times.size()).arg(m_wanted);
        return at(0.5) < most && at(0.95) < most ? QString() : text();
    }

    [[nodiscard]] QString text() const
    {
        return QStringLiteral("%1 round trips: median %2 ms, 95 of 100 %3 ms, worst %4 ms")
            .arg(m_times.size())
            .arg(at(0.5), 0, 'f', 1)
            .arg(at(0.95), 0, 'f', 1)
            .arg(at(1), 0, 'f', 1);
    }

private:
    [[nodiscard]] double at(double share) const
    {
        if (m_times.isEmpty())
            return 0;
        const auto rank = qsizetype(share * double(m_times.size() - 1) + 0.5);
        return m_times.at(rank);
    }

    QList<double> m_times;
    int m_wanted;
};

/// Someone who only wants to talk, in the room "Lobby".
class GoodClient final
{
public:
    explicit GoodClient(quint16 port, const QString &name = QStringLiteral("Good")) : m_wire(port)
    {
        comeIn(name);
    }
    /// By TLS. \a encryption: whom it trusts.
    GoodClient(quint16 port, const QSslConfiguration &encryption)
        : m_wire(WireClient::encrypted(port, encryption))
    {
        comeIn(QStringLiteral("Good"));
    }

    [[nodiscard]] RoomId room() const { return m_room; }
    [[nodiscard]] WireClient &wire() { return m_wire; }

    /// Posts so often, each when the one before is acknowledged and \a between was called.
    RoundTrips post(int count, const std::function<void()> &between = {},
                    const QString &text = QStringLiteral("Is anybody there?"))
    {
        QList<double> times;
        for (int i = 0; i < count; ++i) {
            if (between)
                between();
            const auto begin = std::chrono::steady_clock::now();
            if (!postOnce(text))
                break;
            const std::chrono::duration<double, std::milli> time =
                std::chrono::steady_clock::now() - begin;
            times.append(time.count());
        }
        return {times, count};
    }

private:
    void comeIn(const QString &name)
    {
        m_wire.logIn(name);
        m_room = m_wire.join(QStringLiteral("Lobby")).room.id;
    }

    bool postOnce(const QString &text)
    {
        const QString clientId = QStringLiteral("good-%1").arg(++m_posted);
        // Not take(): it asks again and again whether something has come, and a core that does so
        // is missing where it is needed.
        QEventLoop loop;
        bool posted = false;
        QObject::connect(
            &m_wire.socket(), &QWebSocket::textMessageReceived, &loop, [&](const QString &frame) {
                posted = posted || (frame.contains(QStringLiteral("\"type\":\"posted\"")) &&
                                    frame.contains(clientId));
                if (posted)
                    loop.quit();
            });
        QObject::connect(&m_wire.socket(), &QWebSocket::disconnected, &loop, &QEventLoop::quit);
        QTimer::singleShot(10000, &loop, &QEventLoop::quit);
        m_wire.post(m_room, text, clientId);
        loop.exec();
        m_wire.forget();
        return posted;
    }

    WireClient m_wire;
    RoomId m_room;
    int m_posted = 0;
};

} // namespace hobnob::server::test
