// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serverrig.h"
#include "tests/support/wireclient.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace Qt::StringLiterals;
using hobnob::server::test::ServerRig;
using hobnob::server::test::WireClient;

/// A browser's way in, over the one port: a login, its ticket, the cookie, and back by the cookie.
class CookieSessionTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ServerRig> m_rig;

    [[nodiscard]] QByteArray host() const
    {
        return "127.0.0.1:" + QByteArray::number(m_rig->port());
    }

    [[nodiscard]] QByteArray ask(const QByteArray &method, const QByteArray &body,
                                 const QByteArray &originLine) const
    {
        return m_rig->exchange(
            method + " /session HTTP/1.1\r\nHost: " + host() + "\r\n" + originLine +
            "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
            "\r\nConnection: close\r\n\r\n" + body);
    }

    [[nodiscard]] QByteArray ownOrigin() const { return "Origin: http://" + host() + "\r\n"; }

    static QByteArray cookieOf(const QByteArray &answer)
    {
        const qsizetype start = answer.toLower().indexOf("set-cookie: ") + 12;
        return start < 12 ? QByteArray() : answer.mid(start, answer.indexOf(';', start) - start);
    }

    static LoggedIn enter(WireClient &page)
    {
        page.say(Hello{RequestId{1}, 1, u"page"_s, {u"cookie"_s}});
        page.say(LogInAsGuest{RequestId{2}, u"Ana"_s});
        return page.take<LoggedIn>();
    }

    static ServerMessage comeBack(WireClient &page)
    {
        page.say(Hello{RequestId{1}, 1, u"page"_s, {u"cookie"_s}});
        page.say(ResumeSession{RequestId{2}, {}});
        WireClient::waitFor(
            [&] { return page.count<LoggedIn>() + page.count<protocol::Error>() > 0; });
        return page.count<LoggedIn>() > 0 ? ServerMessage(page.take<LoggedIn>())
                                          : ServerMessage(page.take<protocol::Error>());
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<ServerRig>();
        QVERIFY(m_rig->start());
    }
    void cleanup() { m_rig.reset(); }

    void aPageComesBackByItsCookieAlsoAfterARestart()
    {
        QByteArray cookie;
        UserId ana;
        {
            WireClient page(m_rig->port());
            const auto login = enter(page);
            QVERIFY(login.token.isEmpty());
            const QByteArray body =
                "{\"ticket\":\"" + login.ticket.value_or(u""_s).toUtf8() + "\"}";
            QVERIFY(ask("POST"_ba, body, {}).startsWith("HTTP/1.1 403"));
            QVERIFY(ask("POST"_ba, body, "Origin: http://evil.example\r\n"_ba)
                        .startsWith("HTTP/1.1 403"));
            const QByteArray answer = ask("POST"_ba, body, ownOrigin());
            QVERIFY2(answer.startsWith("HTTP/1.1 204"), answer.constData());
            QVERIFY(answer.contains("; HttpOnly; SameSite=Strict"));
            QVERIFY(ask("POST"_ba, body, ownOrigin()).startsWith("HTTP/1.1 403"));
            cookie = cookieOf(answer);
            ana = login.user.id;
        }
        for (int i = 0; i < 2; ++i) {
            WireClient page(m_rig->port(), {}, "other=1; " + cookie);
            const auto answer = comeBack(page);
            const auto *login = std::get_if<LoggedIn>(&answer);
            QVERIFY(login);
            QCOMPARE(login->user.id, ana);
            QVERIFY(login->token.isEmpty() && !login->ticket);
            // The browser finds the new server under another port, but a real one keeps its own.
            const quint16 port = m_rig->port();
            m_rig->settings.listen.port = port;
            if (i == 0)
                QVERIFY(m_rig->start());
        }
    }

    void withoutACookieThereIsNobodyToComeBackAs()
    {
        for (const auto &cookies : {QByteArray(), "hobnob_session=" + QByteArray(64, 'a')}) {
            WireClient page(m_rig->port(), {}, cookies);
            const auto answer = comeBack(page);
            const auto *refusal = std::get_if<protocol::Error>(&answer);
            QVERIFY(refusal);
            QCOMPARE(refusal->code, ErrorCode::TokenUnknown);
        }
    }

    void theCookieIsCleared()
    {
        const QByteArray answer = ask("DELETE"_ba, {}, ownOrigin());
        QVERIFY(answer.startsWith("HTTP/1.1 204"));
        QVERIFY(answer.contains("Max-Age=0"));
    }
};

QTEST_GUILESS_MAIN(CookieSessionTest)
#include "tst_cookiesession.moc"
