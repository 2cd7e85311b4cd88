// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/hooksender.h"
#include "tests/support/hookreceiver.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using hobnob::server::test::HookReceiver;
using Verdict = HookOutcome::Verdict;

class HookSenderTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<HookReceiver> m_receiver;

    static Destinations thisMachine()
    {
        return Destinations({*Subnet::parse(u"127.0.0.0/8"_s), *Subnet::parse(u"::1"_s)});
    }
    /// A resolver that knows one answer to everything.
    static auto leadingTo(const QStringList &addresses)
    {
        return [addresses](const QString &, const HookSender::Resolved &resolved) {
            QList<QHostAddress> list;
            for (const QString &address : addresses)
                list.append(QHostAddress(address));
            QMetaObject::invokeMethod(
                QCoreApplication::instance(), [=] { resolved(list); }, Qt::QueuedConnection);
        };
    }
    static HookOutcome send(HookSender &sender, const QString &url,
                            const QByteArray &body = R"({"type":"test"})")
    {
        std::optional<HookOutcome> outcome;
        sender.send({.url = url,
                     .headers = {{"Content-Type"_ba, "application/json"_ba},
                                 {"Hobnob-Signature"_ba, "t=1,v1=2"_ba}},
                     .body = body},
                    [&](const HookOutcome &came) { outcome = came; });
        if (outcome)
            return {.reason = u"It answered from inside the call."_s};
        if (!QTest::qWaitFor([&] { return outcome.has_value(); }, 5000))
            return {.reason = u"Nothing came of it."_s};
        return *outcome;
    }

private Q_SLOTS:
    void init()
    {
        m_receiver = std::make_unique<HookReceiver>();
        QVERIFY(m_receiver->listenTo());
    }

    void aDeliveryArrivesAsItIs()
    {
        HookSender sender({.destinations = thisMachine()});
        const auto outcome = send(sender, m_receiver->url(u"/a/b?c=d%20e"_s), "{\"a\": 1}");
        QCOMPARE(outcome.verdict, Verdict::Taken);
        QCOMPARE(m_receiver->requests.size(), 1);
        const auto &request = m_receiver->requests.first();
        QCOMPARE(request.line, "POST /a/b?c=d%20e HTTP/1.1"_ba);
        QCOMPARE(request.body, "{\"a\": 1}"_ba);
        QCOMPARE(request.headers.value("content-type"), "application/json"_ba);
        QCOMPARE(request.headers.value("hobnob-signature"), "t=1,v1=2"_ba);
        QCOMPARE(request.headers.value("accept-encoding"), "identity"_ba);
        QVERIFY(request.headers.value("user-agent").startsWith("Hobnob/"));
        QVERIFY(!request.headers.contains("cookie"));
    }

    void theNameGoesAlongThoughTheAddressIsConnectedTo()
    {
        HookSender sender({.destinations = thisMachine(), .resolve = leadingTo({u"127.0.0.1"_s})});
        const QString port = QString::number(m_receiver->serverPort());
        QCOMPARE(send(sender, u"http://hooks.example:"_s + port).verdict, Verdict::Taken);
        QCOMPARE(m_receiver->requests.first().headers.value("host"),
                 ("hooks.example:" + port.toUtf8()));
    }

    /// A name that leads elsewhere when it is looked up again: it is not.
    void aNameIsLookedUpOnce()
    {
        int lookUps = 0;
        const auto rebinding = [&](const QString &, const HookSender::Resolved &resolved) {
            const QHostAddress address(++lookUps == 1 ? u"127.0.0.1"_s : u"127.0.0.2"_s);
            QMetaObject::invokeMethod(
                QCoreApplication::instance(), [=] { resolved({address}); }, Qt::QueuedConnection);
        };
        HookSender sender(
            {.destinations = Destinations({*Subnet::parse(u"127.0.0.1"_s)}), .resolve = rebinding});
        const QString url = u"http://hooks.example:%1"_s.arg(m_receiver->serverPort());
        QCOMPARE(send(sender, url).verdict, Verdict::Taken);
        QCOMPARE(lookUps, 1);
        // The next delivery looks it up again, and checks what comes.
        QCOMPARE(send(sender, url).verdict, Verdict::Failed);
        QCOMPARE(m_receiver->requests.size(), 1);
    }

    void whatIsNotPublicIsNotConnectedTo_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("loopback") << u"127.0.0.1"_s;
        QTest::newRow("by name") << u"localhost"_s;
        QTest::newRow("in decimal") << u"2130706433"_s;
        QTest::newRow("in octal") << u"0177.0.0.1"_s;
        QTest::newRow("in hexadecimal") << u"0x7f000001"_s;
        QTest::newRow("in two parts") << u"127.1"_s;
        QTest::newRow("unspecified") << u"0.0.0.0"_s;
        QTest::newRow("nothing but zero") << u"0"_s;
        QTest::newRow("IPv6") << u"[::1]"_s;
        QTest::newRow("IPv6, unspecified") << u"[::]"_s;
        QTest::newRow("mapped") << u"[::ffff:127.0.0.1]"_s;
        QTest::newRow("mapped, in hexadecimal") << u"[::ffff:7f00:1]"_s;
        QTest::newRow("compatible") << u"[::127.0.0.1]"_s;
        QTest::newRow("by NAT64") << u"[64:ff9b::7f00:1]"_s;
        QTest::newRow("with full-width digits") << u"\uff11\uff12\uff17.0.0.1"_s;
        QTest::newRow("with circled digits") << u"\u2460\u2461\u2466.0.0.1"_s;
        QTest::newRow("with a dot at its end") << u"localhost."_s;
    }

    void whatIsNotPublicIsNotConnectedTo()
    {
        QFETCH(QString, host);
        HookReceiver sixth;
        const quint16 port = m_receiver->serverPort();
        QVERIFY(sixth.listenTo(u"::1"_s, port));
        HookSender sender({});
        const auto outcome = send(sender, u"http://%1:%2/"_s.arg(host).arg(port));
        QCOMPARE(outcome.verdict, Verdict::Failed);
        QCOMPARE(m_receiver->connections + sixth.connections, 0);
    }

    void aNameThatLeadsToAPrivateAddressAmongOthersIsRefused()
    {
        HookSender sender({.resolve = leadingTo({u"1.1.1.1"_s, u"127.0.0.1"_s})});
        const auto outcome =
            send(sender, u"http://hooks.example:%1"_s.arg(m_receiver->serverPort()));
        QVERIFY2(outcome.reason.contains(u"hooks_allow_private"_s), qPrintable(outcome.reason));
        QCOMPARE(m_receiver->connections, 0);
    }

    void anAddressThatIsNotReachedIsNotTheLast()
    {
        HookSender sender({.destinations = thisMachine(),
                           .resolve = leadingTo({u"127.0.0.9"_s, u"127.0.0.1"_s})});
        const auto outcome =
            send(sender, u"http://hooks.example:%1"_s.arg(m_receiver->serverPort()));
        QCOMPARE(outcome.verdict, Verdict::Taken);
    }

    void aNameThatLeadsNowhereIsAFailure()
    {
        HookSender sender({.resolve = leadingTo({})});
        QCOMPARE(send(sender, u"http://hooks.example"_s).reason, u"There is no such host."_s);
    }

    void theStatusDecides_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("verdict");
        QTest::addColumn<int>("rest");
        const auto row = [](const char *name, const QByteArray &answer, Verdict verdict,
                            int rest = 0) {
            QTest::newRow(name) << answer << int(verdict) << rest;
        };
        row("well", HookReceiver::status(200), Verdict::Taken);
        row("nothing to say", "HTTP/1.1 204 No\r\n\r\n", Verdict::Taken);
        row("taken for later", HookReceiver::status(202), Verdict::Taken);
        row("gone", HookReceiver::status(410), Verdict::Gone);
        row("not found", HookReceiver::status(404), Verdict::Failed);
        row("who are you", HookReceiver::status(401, "WWW-Authenticate: Basic realm=\"x\"\r\n"),
            Verdict::Failed);
        row("broken", HookReceiver::status(500), Verdict::Failed);
        row("too many", HookReceiver::status(429, "Retry-After: 7\r\n"), Verdict::Failed, 7);
        row("too many, by date",
            HookReceiver::status(503, "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT\r\n"),
            Verdict::Failed);
        row("no HTTP", "220 smtp.example ESMTP\r\n\r\n", Verdict::Failed);
    }

    void theStatusDecides()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, verdict);
        QFETCH(int, rest);
        m_receiver->answer = answer;
        HookSender sender({.destinations = thisMachine(), .time = 1s});
        const auto outcome = send(sender, m_receiver->url());
        QCOMPARE(int(outcome.verdict), verdict);
        QCOMPARE(outcome.rest, std::chrono::milliseconds(rest * 1s));
        // Qt asks again by itself where there was no answer at all.
        QVERIFY(m_receiver->requests.size() == 1 || !answer.startsWith("HTTP"));
    }

    void redirectsAreNotFollowed()
    {
        HookReceiver other;
        QVERIFY(other.listenTo());
        for (const int code : {301, 302, 303, 307, 308}) {
            m_receiver->answer =
                HookReceiver::status(code, "Location: " + other.url().toUtf8() + "\r\n");
            HookSender sender({.destinations = thisMachine()});
            const auto outcome = send(sender, m_receiver->url());
            QCOMPARE(outcome.verdict, Verdict::Failed);
            QVERIFY2(outcome.reason.contains(u"redirects"_s), qPrintable(outcome.reason));
        }
        QCOMPARE(other.connections, 0);
    }

    void whoDoesNotAnswerInTimeFails()
    {
        m_receiver->answer = {};
        HookSender sender({.destinations = thisMachine(), .time = 200ms});
        QCOMPARE(send(sender, m_receiver->url()).reason, u"It did not answer in time."_s);
    }

    void aLookUpThatDoesNotEndFails()
    {
        HookSender::Resolved late;
        HookSender sender(
            {.resolve = [&](const QString &, auto resolved) { late = resolved; }, .time = 100ms});
        QCOMPARE(send(sender, u"http://hooks.example"_s).verdict, Verdict::Failed);
        // It comes when nobody waits for it any more.
        late({QHostAddress(u"1.1.1.1"_s)});
    }

    void ofAnAnswerWithoutEndTheStatusCounts()
    {
        m_receiver->answer =
            "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(2 * limits::hookAnswerBytes, 'x');
        HookSender sender({.destinations = thisMachine(), .time = 5s});
        QCOMPARE(send(sender, m_receiver->url()).verdict, Verdict::Taken);
        // Slowly, too.
        m_receiver->answer = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nslow";
        HookSender hasty({.destinations = thisMachine(), .time = 300ms});
        QCOMPARE(send(hasty, m_receiver->url()).verdict, Verdict::Taken);
    }

    void cookiesAreNotKept()
    {
        m_receiver->answer = HookReceiver::status(200, "Set-Cookie: a=b; Path=/\r\n");
        HookSender sender({.destinations = thisMachine()});
        for (int i = 0; i < 2; ++i)
            QCOMPARE(send(sender, m_receiver->url()).verdict, Verdict::Taken);
        QVERIFY(!m_receiver->requests.last().headers.contains("cookie"));
    }

    void soManyAreUnderWayAtATime()
    {
        m_receiver->answer = {};
        int begun = 0;
        QList<HookSender::Resolved> waiting;
        HookSender sender({.resolve =
                               [&](const QString &, auto resolved) {
                                   ++begun;
                                   waiting.append(resolved);
                               },
                           .time = 5s});
        int ended = 0;
        for (int i = 0; i < limits::hookSends + 5; ++i)
            sender.send({.url = u"http://hooks.example"_s, .headers = {}, .body = {}},
                        [&](const HookOutcome &) { ++ended; });
        QCOMPARE(begun, limits::hookSends);
        const auto first = waiting;
        for (const auto &resolved : first)
            resolved({});
        QTRY_COMPARE(begun, limits::hookSends + 5);
        QCOMPARE(ended, limits::hookSends);
    }

    void itGoesWhileSomethingIsUnderWay()
    {
        m_receiver->answer = {};
        bool isAnswered = false;
        {
            HookSender sender({.destinations = thisMachine()});
            sender.send({.url = m_receiver->url(),
                         .headers = {{"Content-Type"_ba, "application/json"_ba}},
                         .body = "{}"},
                        [&](const HookOutcome &) { isAnswered = true; });
            QTRY_COMPARE(m_receiver->requests.size(), 1);
        }
        QCoreApplication::processEvents();
        QVERIFY(!isAnswered);
    }
};

QTEST_GUILESS_MAIN(HookSenderTest)
#include "tst_hooksender.moc"
