// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QTcpSocket>

namespace hobnob::server
{

/// Tells of what comes in on a socket that somebody else reads, before they read it, and of each
/// byte once. Child of the socket. To be made before the reader listens for readyRead.
class IncomingBytes final : public QObject
{
    Q_OBJECT

public:
    explicit IncomingBytes(QTcpSocket *socket);

    /// To be called once, when the reader listens for readyRead; nothing is told before. What lies
    /// in the socket then is told with the next readyRead.
    void follow();
    /// From inside arrived(): these bytes, which stay in the socket, without the first \a skip.
    [[nodiscard]] QByteArray peek(qint64 skip = 0) const;

Q_SIGNALS:
    /// With each readyRead; 0 when the reader was only told again of what it had left.
    void arrived(qint64 count);

private:
    void look();

    QTcpSocket *m_socket;
    qint64 m_left = 0;
    bool m_following = false;
};

} // namespace hobnob::server
