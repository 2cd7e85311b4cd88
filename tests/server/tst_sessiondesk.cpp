// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/sessiondesk.h"

#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

/// Attacks 1, 6 and 12 by way of /session.
class SessionDeskTest final : public QObject
{
    Q_OBJECT

    QStringList m_redeemed;

    [[nodiscard]] SessionDesk desk()
    {
        return {OriginPolicy({u"https://app.example"_s}, OriginPolicy::Own::Loopback),
                [this](const QString &ticket) -> std::optional<Tickets::Grant> {
                    m_redeemed.append(ticket);
                    if (ticket != u"good")
                        return std::nullopt;
                    return Tickets::Grant{QString(64, u'a'), std::chrono::seconds(60)};
                }};
    }

    static HttpRequest request()
    {
        return {.method = "POST"_ba,
                .path = "/session"_ba,
                .host = "localhost:8080"_ba,
                .origin = "http://localhost:8080"_ba,
                .contentType = "application/json"_ba,
                .body = R"({"ticket":"good"})"_ba};
    }

    static QByteArray cookie(const HttpReply &reply)
    {
        for (const auto &[name, value] : reply.headers) {
            if (name == "Set-Cookie")
                return value;
        }
        return {};
    }

private Q_SLOTS:
    void init() { m_redeemed.clear(); }

    void aTicketBecomesACookie()
    {
        const auto reply = desk().answer(request());
        QCOMPARE(reply.status, 204);
        QVERIFY(cookie(reply).startsWith("hobnob_session_8080=" + QByteArray(64, 'a') +
                                         "; Path=/; Max-Age=60;"));
        QVERIFY(!cookie(reply).contains("Secure"));
        QVERIFY(reply.body.isEmpty());
    }

    void whoSpeaksTlsGivesItForHttpsAlone()
    {
        const SessionDesk desk(
            OriginPolicy({u"http://app.example"_s}, OriginPolicy::Own::Loopback),
            [](const QString &) {
                return Tickets::Grant{QString(64, u'a'), std::chrono::seconds(60)};
            },
            sessioncookie::Transport::Encrypted);
        auto fromElsewhere = request();
        fromElsewhere.origin = "http://app.example"_ba;
        QVERIFY(cookie(desk.answer(fromElsewhere)).endsWith("; Secure"));
        fromElsewhere.method = "DELETE"_ba;
        QVERIFY(cookie(desk.answer(fromElsewhere)).endsWith("; Secure"));
    }

    void behindAProxyThatSpeaksTlsItIsForHttpsAlone()
    {
        auto behindProxy = request();
        behindProxy.host = "app.example"_ba;
        behindProxy.origin = "https://app.example"_ba;
        QVERIFY(cookie(desk().answer(behindProxy)).endsWith("; Secure"));
    }

    void itIsCleared()
    {
        auto clear = request();
        clear.method = "DELETE"_ba;
        const auto reply = desk().answer(clear);
        QCOMPARE(reply.status, 204);
        QVERIFY(cookie(reply).startsWith("hobnob_session_8080=; Path=/; Max-Age=0;"));
        QVERIFY(m_redeemed.isEmpty());
    }

    void refusals_data()
    {
        QTest::addColumn<HttpRequest>("bad");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, int status, const auto &spoil) {
            auto bad = request();
            spoil(bad);
            QTest::newRow(name) << bad << status;
        };
        row("no origin", 403, [](auto &bad) { bad.origin.reset(); });
        row("the origin null", 403, [](auto &bad) { bad.origin = "null"_ba; });
        row("another origin", 403, [](auto &bad) { bad.origin = "http://evil.example"_ba; });
        row("another port", 403, [](auto &bad) { bad.origin = "http://localhost:81"_ba; });
        row("a name that leads here", 403, [](auto &bad) {
            bad.host = "evil.example:8080"_ba;
            bad.origin = "http://evil.example:8080"_ba;
        });
        row("to be cleared by another page", 403, [](auto &bad) {
            bad.method = "DELETE"_ba;
            bad.origin = "http://evil.example"_ba;
        });
        row("a form", 415, [](auto &bad) { bad.contentType = "text/plain"_ba; });
        row("no type", 415, [](auto &bad) { bad.contentType.clear(); });
        row("a large body", 413, [](auto &bad) { bad.body.append(QByteArray(2000, ' ')); });
        row("no JSON", 400, [](auto &bad) { bad.body = "ticket=good"_ba; });
        row("a list", 400, [](auto &bad) { bad.body = "[\"good\"]"_ba; });
        row("no ticket", 400, [](auto &bad) { bad.body = "{}"_ba; });
        row("a ticket that is no text", 400, [](auto &bad) { bad.body = R"({"ticket":[]})"_ba; });
        row("two tickets", 400,
            [](auto &bad) { bad.body = R"({"ticket":"good","ticket":"x"})"_ba; });
        row("an unknown ticket", 403, [](auto &bad) { bad.body = R"({"ticket":"x"})"_ba; });
        row("a question", 405, [](auto &bad) { bad.method = "GET"_ba; });
    }

    void refusals()
    {
        QFETCH(HttpRequest, bad);
        QFETCH(int, status);
        const auto reply = desk().answer(bad);
        QCOMPARE(reply.status, status);
        QVERIFY(cookie(reply).isEmpty());
        // Only what is in order gets as far as costing a ticket.
        QVERIFY(!m_redeemed.contains(u"good"_s));
    }
};

QTEST_APPLESS_MAIN(SessionDeskTest)
#include "tst_sessiondesk.moc"
