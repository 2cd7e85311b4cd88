// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/metrics.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

void add(QByteArray &text, const QByteArray &name, const char *kind, const char *help,
         const QByteArray &value)
{
    text += "# HELP hobnob_" + name + ' ' + help + "\n# TYPE hobnob_" + name + ' ' + kind +
            "\nhobnob_" + name + ' ' + value + '\n';
}

void add(QByteArray &text, const QByteArray &name, const char *kind, const char *help, qint64 value)
{
    add(text, name, kind, help, QByteArray::number(value));
}

} // namespace

QByteArray metricsText(const Figures &figures)
{
    const auto &chat = figures.chat;
    const auto &store = figures.store;
    const double latency = std::chrono::duration<double>(store.commitLatency).count();

    QByteArray text;
    add(text, "up"_ba, "gauge", "1 while the server runs.", 1);
    add(text, "connections"_ba, "gauge", "Open TCP connections.", figures.connections);
    add(text, "websockets"_ba, "gauge", "Open WebSockets.", figures.webSockets);
    add(text, "socketio_sessions"_ba, "gauge", "Sessions of Socket.IO, on WebSockets or polling.",
        figures.socketIoSessions);
    add(text, "sessions_logged_in"_ba, "gauge", "Sessions that are logged in.", chat.sessions);
    add(text, "people"_ba, "gauge", "People who are present.", chat.people);
    add(text, "rooms"_ba, "gauge", "Rooms.", chat.rooms);
    add(text, "members"_ba, "gauge", "Memberships of all rooms together.", chat.memberships);
    add(text, "messages_total"_ba, "counter", "Messages posted since the start.",
        chat.messagesPosted);
    add(text, "connections_refused_total"_ba, "counter",
        "Connections past the caps, since the start.", figures.connectionsRefused);
    add(text, "socketio_sessions_refused_total"_ba, "counter",
        "Sessions of Socket.IO past the caps, since the start.", figures.socketIoRefused);
    add(text, "requests_limited_total"_ba, "counter",
        "Requests refused for coming too fast, since the start.", chat.requestsRefused);
    add(text, "queue_bytes"_ba, "gauge", "Bytes that clients have not taken yet.",
        figures.queuedBytes);
    add(text, "store_appended_total"_ba, "counter", "Events written since the start.",
        store.appended);
    add(text, "store_commits_total"_ba, "counter", "Transactions since the start.", store.commits);
    add(text, "store_healthy"_ba, "gauge", "1 while writing works, 0 after a write failed.",
        store.trouble ? 0 : 1);
    add(text, "store_pending"_ba, "gauge", "Writes that wait for the disk.", store.pending);
    add(text, "store_commit_latency_seconds"_ba, "gauge",
        "From a write to its answer, of the last transaction.",
        QByteArray::number(latency, 'f', 6));
    return text;
}

} // namespace hobnob::server
