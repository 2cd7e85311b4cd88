// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <memory>
#include <optional>

namespace hobnob::server
{

struct ConnectionCaps {
    qint64 total = 0;
    qint64 perAddress = 0;
};

/// How many connections are open, in all and by ClientAddress::groupOf(); those without a group are
/// counted in all only. Knows no sockets.
class ConnectionCounter final
{
public:
    explicit ConnectionCounter(const ConnectionCaps &caps) : m_caps(caps) {}

    /// False, and not counted, when it is one too many.
    [[nodiscard]] bool open(const QString &group);
    /// An open one turns out to be of another group. False, and left as it was, when that has too
    /// many.
    [[nodiscard]] bool move(const QString &from, const QString &to);
    void close(const QString &group);

    [[nodiscard]] qint64 count() const { return m_count; }
    /// How often open() and move() were false.
    [[nodiscard]] qint64 refusedCount() const { return m_refused; }

private:
    [[nodiscard]] bool enter(const QString &group);
    void leave(const QString &group);

    ConnectionCaps m_caps;
    QHash<QString, qint64> m_groups;
    qint64 m_count = 0;
    qint64 m_refused = 0;
};

/// One connection's place in the count, until it is destroyed.
class ConnectionSeat final
{
public:
    ConnectionSeat() = default;
    /// None when it is one too many.
    [[nodiscard]] static std::optional<ConnectionSeat>
    take(const std::shared_ptr<ConnectionCounter> &counter, const QString &group);
    ConnectionSeat(ConnectionSeat &&other) noexcept = default;
    ConnectionSeat &operator=(ConnectionSeat &&other) noexcept;
    ConnectionSeat(const ConnectionSeat &) = delete;
    ConnectionSeat &operator=(const ConnectionSeat &) = delete;
    ~ConnectionSeat();

    [[nodiscard]] const QString &group() const { return m_group; }
    /// See ConnectionCounter::move().
    [[nodiscard]] bool move(const QString &group);

private:
    ConnectionSeat(std::shared_ptr<ConnectionCounter> counter, QString group)
        : m_counter(std::move(counter)), m_group(std::move(group))
    {
    }

    std::shared_ptr<ConnectionCounter> m_counter;
    QString m_group;
};

} // namespace hobnob::server
