// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/site.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

class SiteTest final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_trouble;
    std::unique_ptr<Site> m_site;

    [[nodiscard]] HttpReply get(const QByteArray &path, const QByteArray &method = "GET"_ba,
                                const QByteArray &encoding = {}, const QByteArray &tag = {}) const
    {
        return m_site->answer(
            {.method = method, .path = path, .acceptEncoding = encoding, .ifNoneMatch = tag});
    }

    static SessionDesk nobodysDesk()
    {
        return {OriginPolicy({}, OriginPolicy::Own::Loopback),
                [](const QString &) { return std::optional<Tickets::Grant>(); }};
    }

    static QByteArray header(const HttpReply &reply, const QByteArray &name)
    {
        for (const auto &[key, value] : reply.headers) {
            if (key.compare(name, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const auto &name : {u"index.html"_s, u"index.html.gz"_s}) {
            QFile file(m_folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(name.toUtf8());
        }
        m_site = std::make_unique<Site>(
            Assets::load(m_folder.path()), nobodysDesk(),
            Site::Sources{[this] { return m_trouble; }, [] { return "hobnob_rooms 1\n"_ba; }});
    }

    void routes_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::newRow("the page") << "GET"_ba
                                  << "/"_ba << 200;
        QTest::newRow("the page's head") << "HEAD"_ba
                                         << "/"_ba << 200;
        QTest::newRow("health") << "GET"_ba
                                << "/healthz"_ba << 200;
        QTest::newRow("readiness") << "GET"_ba
                                   << "/readyz"_ba << 200;
        QTest::newRow("metrics") << "GET"_ba
                                 << "/metrics"_ba << 200;
        QTest::newRow("something else") << "GET"_ba
                                        << "/nothing"_ba << 404;
        QTest::newRow("something else, posted") << "POST"_ba
                                                << "/nothing"_ba << 404;
        QTest::newRow("below the page") << "GET"_ba
                                        << "//"_ba << 404;
        QTest::newRow("up") << "GET"_ba
                            << "/../index.html"_ba << 404;
        QTest::newRow("the page, posted") << "POST"_ba
                                          << "/"_ba << 405;
        QTest::newRow("health, deleted") << "DELETE"_ba
                                         << "/healthz"_ba << 405;
        QTest::newRow("the WebSocket without an upgrade") << "GET"_ba
                                                          << "/ws"_ba << 426;
        QTest::newRow("the session, from no page") << "POST"_ba
                                                   << "/session"_ba << 403;
        QTest::newRow("below the session") << "POST"_ba
                                           << "/session/"_ba << 404;
        QTest::newRow("the WebSocket, posted") << "POST"_ba
                                               << "/ws"_ba << 405;
    }

    void routes()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        const auto reply = get(path, method);
        QCOMPARE(reply.status, status);
        QCOMPARE(header(reply, "X-Content-Type-Options"_ba), "nosniff"_ba);
        QCOMPARE(header(reply, "Referrer-Policy"_ba), "no-referrer"_ba);
        const QByteArray policy = header(reply, "Content-Security-Policy"_ba);
        QVERIFY(policy.startsWith("default-src 'none'"));
        QVERIFY(!policy.contains("unsafe"));
        QVERIFY(policy.contains("frame-ancestors 'none'"));
        QVERIFY(policy.contains("worker-src 'self';"));
        QVERIFY(policy.contains("img-src 'self' data: blob:;"));
        QCOMPARE(policy.count("blob:"), 1);
        if (status == 405)
            QCOMPARE(header(reply, "Allow"_ba), "GET, HEAD"_ba);
        if (status == 426)
            QCOMPARE(header(reply, "Upgrade"_ba), "websocket"_ba);
    }

    void thePageComesCompressed()
    {
        const auto reply = get("/"_ba, "GET"_ba, "gzip, br"_ba);
        QCOMPARE(reply.body, "index.html.gz"_ba);
        QCOMPARE(header(reply, "Content-Encoding"_ba), "gzip"_ba);
        QCOMPARE(header(reply, "Vary"_ba), "Accept-Encoding"_ba);
        QCOMPARE(header(reply, "Cache-Control"_ba), "no-cache"_ba);
    }

    void whatIsKnownIsNotSentAgain()
    {
        const QByteArray tag = header(get("/"_ba), "ETag"_ba);
        for (const auto &condition : {tag, "W/" + tag, "\"x\", " + tag, "*"_ba}) {
            const auto reply = get("/"_ba, "GET"_ba, {}, condition);
            QCOMPARE(reply.status, 304);
            QVERIFY(reply.body.isEmpty());
            QCOMPARE(header(reply, "ETag"_ba), tag);
        }
        QCOMPARE(get("/"_ba, "GET"_ba, {}, "\"x\""_ba).status, 200);
        QCOMPARE(get("/"_ba, "GET"_ba, "gzip"_ba, tag).status, 200);
    }

    void itSaysWhyItIsNotReady()
    {
        m_trouble = u"The disk is full."_s;
        QCOMPARE(get("/readyz"_ba).status, 503);
        QCOMPARE(get("/readyz"_ba).body, "The disk is full.\n"_ba);
        QCOMPARE(get("/healthz"_ba).status, 200);
        m_trouble.clear();
        QCOMPARE(get("/readyz"_ba).body, "ready\n"_ba);
    }

    void aServerWithoutThePageSaysSo()
    {
        const Site bare(Assets{}, nobodysDesk(),
                        {[] { return QString(); }, [] { return QByteArray(); }});
        const auto reply = bare.answer({.method = "GET"_ba, .path = "/"_ba});
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.body.contains("was not built"));
    }
};

QTEST_APPLESS_MAIN(SiteTest)
#include "tst_site.moc"
