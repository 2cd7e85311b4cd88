// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/sessioncookie.h"

#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

class SessionCookieTest final : public QObject
{
    Q_OBJECT

    static QByteArray token(char digit) { return QByteArray(64, digit); }

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("a name") << "chat.example"_ba
                                << "hobnob_session"_ba;
        QTest::newRow("a name with a port") << "localhost:8080"_ba
                                            << "hobnob_session_8080"_ba;
        QTest::newRow("an address") << "127.0.0.1:9000"_ba
                                    << "hobnob_session_9000"_ba;
        QTest::newRow("an IPv6 address") << "[::1]"_ba
                                         << "hobnob_session"_ba;
        QTest::newRow("an IPv6 address with a port") << "[::1]:8080"_ba
                                                     << "hobnob_session_8080"_ba;
        QTest::newRow("nothing") << QByteArray() << "hobnob_session"_ba;
        QTest::newRow("a port without a number") << "x:"_ba
                                                 << "hobnob_session"_ba;
        QTest::newRow("something to smuggle") << "x:1;Domain=y"_ba
                                              << "hobnob_session"_ba;
    }

    void names()
    {
        QFETCH(QByteArray, host);
        QTEST(sessioncookie::name(host), "name");
    }

    void tokens_data()
    {
        QTest::addColumn<QByteArray>("cookies");
        QTest::addColumn<QByteArray>("found");
        QTest::newRow("alone") << "hobnob_session_8080=" + token('a') << token('a');
        QTest::newRow("between others")
            << "x=1; hobnob_session_8080=" + token('7') + ";  y=2" << token('7');
        QTest::newRow("another server's")
            << "hobnob_session=" + token('a') + "; hobnob_session_80=" + token('b') << QByteArray();
        QTest::newRow("no cookie") << QByteArray() << QByteArray();
        QTest::newRow("too short")
            << "hobnob_session_8080=" + token('a').chopped(1) << QByteArray();
        QTest::newRow("quoted") << "hobnob_session_8080=\"" + token('a') + '"' << QByteArray();
        QTest::newRow("no hexadecimal") << "hobnob_session_8080=" + token('g') << QByteArray();
        QTest::newRow("two of them")
            << "hobnob_session_8080=" + token('a') + "; hobnob_session_8080=" + token('b')
            << QByteArray();
        QTest::newRow("one that only ends so")
            << "x_hobnob_session_8080=" + token('a') << QByteArray();
    }

    void tokens()
    {
        QFETCH(QByteArray, cookies);
        QFETCH(QByteArray, found);
        QCOMPARE(sessioncookie::tokenIn(cookies, "localhost:8080"_ba), QString::fromLatin1(found));
    }

    void noScriptAndNoOtherSiteGetsIt()
    {
        const auto kept = [](sessioncookie::Transport transport) {
            return sessioncookie::keep(QString(64, u'a'), "chat.example"_ba, std::chrono::hours(1),
                                       transport);
        };
        QCOMPARE(kept(sessioncookie::Transport::Plain),
                 "hobnob_session=" + token('a') +
                     "; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict");
        QVERIFY(kept(sessioncookie::Transport::Encrypted).endsWith("; Secure"));
        QCOMPARE(sessioncookie::forget("chat.example:81"_ba, sessioncookie::Transport::Plain),
                 "hobnob_session_81=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"_ba);
    }
};

QTEST_APPLESS_MAIN(SessionCookieTest)
#include "tst_sessioncookie.moc"
