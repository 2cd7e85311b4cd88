// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/settings.h"
#include "server/chatserver.h"
#include "server/store/sqlitestore.h"
#include "tests/support/rawrequest.h"

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
        settings.hashCost = HashCost::least();
    }

    /// The server goes before its data does.
    ~ServerRig() { server.reset(); }
    Q_DISABLE_COPY_MOVE(ServerRig)

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

    [[nodiscard]] QByteArray exchange(const QByteArray &bytes) const
    {
        return test::exchange(port(), bytes);
    }
    [[nodiscard]] qint64 figure(const QByteArray &name) const { return figureOf(port(), name); }

    Settings settings;
    std::unique_ptr<ChatServer> server;

private:
    QTemporaryDir m_folder;
    Timeouts m_timeouts;
};

} // namespace hobnob::server::test
