// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/metrics.h"

#include <QRegularExpression>
#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

class MetricsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFigureIsThere()
    {
        Figures figures;
        figures.connections = 1;
        figures.connectionsRefused = 12;
        figures.webSockets = 2;
        figures.socketIoSessions = 14;
        figures.socketIoRefused = 15;
        figures.queuedBytes = 3;
        figures.chat = {.rooms = 4,
                        .people = 5,
                        .sessions = 6,
                        .memberships = 7,
                        .messagesPosted = 9007199254740991,
                        .requestsRefused = 13};
        figures.store = {.appended = 9,
                         .commits = 10,
                         .pending = 11,
                         .commitLatency = std::chrono::microseconds(1500)};
        const QByteArray text = metricsText(figures);
        for (const auto &line :
             {"hobnob_connections 1\n"_ba, "hobnob_websockets 2\n"_ba, "hobnob_queue_bytes 3\n"_ba,
              "hobnob_socketio_sessions 14\n"_ba, "hobnob_socketio_sessions_refused_total 15\n"_ba,
              "hobnob_connections_refused_total 12\n"_ba, "hobnob_requests_limited_total 13\n"_ba,
              "hobnob_rooms 4\n"_ba, "hobnob_people 5\n"_ba, "hobnob_sessions_logged_in 6\n"_ba,
              "hobnob_members 7\n"_ba, "hobnob_messages_total 9007199254740991\n"_ba,
              "hobnob_store_appended_total 9\n"_ba, "hobnob_store_commits_total 10\n"_ba,
              "hobnob_store_pending 11\n"_ba, "hobnob_store_commit_latency_seconds 0.001500\n"_ba})
            QVERIFY2(text.contains(line), line.constData());
    }

    void aStoreThatCannotWriteIsNotHealthy()
    {
        Figures figures;
        QVERIFY(metricsText(figures).contains("hobnob_store_healthy 1\n"));
        figures.store.trouble = hobnob::Error{};
        QVERIFY(metricsText(figures).contains("hobnob_store_healthy 0\n"));
    }

    void everyLineHasPrometheusForm()
    {
        const QRegularExpression form(
            u"^(# (HELP|TYPE) hobnob_[a-z_]+ .+|hobnob_[a-z_]+ [0-9.]+)$"_s);
        const auto lines = QString::fromUtf8(metricsText({})).split(u'\n', Qt::SkipEmptyParts);
        QVERIFY(lines.size() > 30);
        for (const auto &line : lines)
            QVERIFY2(form.match(line).hasMatch(), qPrintable(line));
    }
};

QTEST_APPLESS_MAIN(MetricsTest)
#include "tst_metrics.moc"
