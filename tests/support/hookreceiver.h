// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QTcpServer>
#include <QTcpSocket>

namespace hobnob::server::test
{

/// What outgoing hooks are sent to: takes every request whole, keeps it and answers as it was told.
class HookReceiver final : public QTcpServer
{
public:
    struct Request {
        /// "POST /path HTTP/1.1"
        QByteArray line;
        /// By lower-case name.
        QHash<QByteArray, QByteArray> headers;
        QByteArray body;

        [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
        [[nodiscard]] QString text() const
        {
            return json()[QStringLiteral("message")][QStringLiteral("text")].toString();
        }
    };

    HookReceiver()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                ++connections;
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }

    /// False when it could not. \a port 0: any that is free.
    bool listenTo(const QString &address = QStringLiteral("127.0.0.1"), quint16 port = 0)
    {
        return listen(QHostAddress(address), port);
    }
    [[nodiscard]] QString url(const QString &path = QStringLiteral("/hook")) const
    {
        return QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(path);
    }

    static QByteArray status(int code, const QByteArray &more = {})
    {
        return "HTTP/1.1 " + QByteArray::number(code) + " Status\r\n" + more +
               "Content-Length: 0\r\n\r\n";
    }

    [[nodiscard]] QStringList texts() const
    {
        QStringList texts;
        for (const Request &request : requests)
            texts.append(request.text());
        return texts;
    }

    QList<Request> requests;
    int connections = 0;
    /// What each request is answered; the first that are left of these, then this.
    QList<QByteArray> answersFirst;
    QByteArray answer = status(200);

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &bytes = m_bytes[socket];
        bytes += socket->readAll();
        while (true) {
            const qsizetype head = bytes.indexOf("\r\n\r\n");
            if (head < 0)
                return;
            Request request;
            const auto lines = bytes.first(head).split('\n');
            request.line = lines.first().trimmed();
            for (const QByteArray &line : lines.mid(1))
                request.headers.insert(line.left(line.indexOf(':')).toLower(),
                                       line.mid(line.indexOf(':') + 1).trimmed());
            const qsizetype length = request.headers.value("content-length").toLongLong();
            if (bytes.size() < head + 4 + length)
                return;
            request.body = bytes.mid(head + 4, length);
            bytes.remove(0, head + 4 + length);
            requests.append(request);
            socket->write(answersFirst.isEmpty() ? answer : answersFirst.takeFirst());
        }
    }

    QHash<QTcpSocket *, QByteArray> m_bytes;
};

} // namespace hobnob::server::test
