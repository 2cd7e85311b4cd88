// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/settings.h"
#include "server/chatserver.h"
#include "server/store/sqlitestore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <memory>

namespace hobnob::server::test
{

/// The real server on a free port, on a real store in a folder of its own.
class ServerRig final
{
public:
    explicit ServerRig(const Timeouts &timeouts = quick()) : m_timeouts(timeouts)
    {
        settings.listen.port = 0;
        settings.dataFolder = m_folder.filePath(QStringLiteral("data"));
        settings.allowedOrigins = {QStringLiteral("https://app.example")};
        // Tests are quicker than people, so only those of the limits have them.
        settings.rateLimiting = Settings::RateLimiting::Off;
    }

    static Timeouts quick()
    {
        Timeouts timeouts;
        timeouts.coalesce = std::chrono::milliseconds(5);
        timeouts.summaries = std::chrono::milliseconds(20);
        timeouts.sweep = std::chrono::milliseconds(10);
        timeouts.closing = std::chrono::milliseconds(200);
        return timeouts;
    }

    /// Starts, or starts again on the same data. False when it could not.
    bool start()
    {
        server.reset();
        auto store = SqliteStore::open(settings.dataFolder);
        if (!store) {
            qWarning("%s", qPrintable(store.error().sentence));
            return false;
        }
        auto made = ChatServer::create(settings, *std::move(store), m_timeouts);
        if (!made) {
            qWarning("%s", qPrintable(made.error().sentence));
            return false;
        }
        server = *std::move(made);
        return true;
    }

    [[nodiscard]] quint16 port() const { return server->port(); }

    /// What a raw connection gets for these bytes until the server closes it, or the connection
    /// has been silent for a while.
    [[nodiscard]] QByteArray exchange(const QByteArray &bytes) const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port());
        socket.write(bytes);
        QByteArray got;
        QElapsedTimer silence;
        silence.start();
        const int patience = 1000;
        bool complete = false;
        while (!complete && silence.elapsed() < patience) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
            if (socket.bytesAvailable() > 0) {
                got += socket.readAll();
                silence.restart();
            }
            complete = socket.state() == QAbstractSocket::UnconnectedState || isWhole(got);
        }
        return got + socket.readAll();
    }

    Settings settings;
    std::unique_ptr<ChatServer> server;

private:
    /// An answer that says how long it is.
    static bool isWhole(const QByteArray &answer)
    {
        const qsizetype head = answer.indexOf("\r\n\r\n");
        const qsizetype length = answer.toLower().indexOf("content-length:");
        if (head < 0 || length < 0 || length > head)
            return false;
        const qsizetype start = length + 15;
        const qsizetype end = answer.indexOf("\r\n", start);
        return answer.size() >= head + 4 + answer.mid(start, end - start).trimmed().toLongLong();
    }

    QTemporaryDir m_folder;
    Timeouts m_timeouts;
};

} // namespace hobnob::server::test
