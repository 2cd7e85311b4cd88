// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

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

} // namespace hobnob::server
