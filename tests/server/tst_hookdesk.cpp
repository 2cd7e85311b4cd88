// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/hookdesk.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

struct Client final : HttpAnswer::Client {
    void takeAnswer(const HttpReply &taken) override { reply = taken; }

    [[nodiscard]] QByteArray header(const QByteArray &name) const
    {
        for (const auto &[known, value] : reply.headers) {
            if (known == name)
                return value;
        }
        return {};
    }
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(reply.body).object(); }

    HttpReply reply{.status = 0, .headers = {}, .body = {}};
};

} // namespace

class HookDeskTest final : public QObject
{
    Q_OBJECT

    Result<IncomingHooks::Placed> m_answer =
        Error{ErrorCode::TokenUnknown, u"There is no such hook."_s};
    QStringList m_received;
    const HookDesk m_desk{[this](const QString &secret, const QString &address,
                                 const QByteArray &json, const IncomingHooks::Answer &answer) {
        m_received = {secret, address, QString::fromUtf8(json)};
        answer(m_answer);
    }};

    static HttpRequest post()
    {
        return {.method = "POST",
                .path = "/hooks/abc",
                .contentType = "application/json",
                .body = "{}",
                .group = u"192.0.2.0"_s};
    }
    void ask(Client &client, const HttpRequest &request) const
    {
        m_desk.serve(request, HttpAnswer(std::make_shared<HttpAnswer::Right>(&client)));
    }

private Q_SLOTS:
    void init() { m_received.clear(); }

    void aMessageIsHandedOnAndItsPlaceAnswered()
    {
        m_answer = IncomingHooks::Placed{ClientId(u"c1"_s), Seq{7}};
        for (const QByteArray &type :
             {"application/json"_ba, "Application/JSON; charset=utf-8"_ba}) {
            Client client;
            auto request = post();
            request.contentType = type;
            ask(client, request);
            QCOMPARE(m_received, (QStringList{u"abc"_s, u"192.0.2.0"_s, u"{}"_s}));
            QCOMPARE(client.reply.status, 200);
            QCOMPARE(client.json(),
                     (QJsonObject{{u"ok"_s, true}, {u"id"_s, u"c1"_s}, {u"seq"_s, 7}}));
            QCOMPARE(client.header("Content-Type"), "application/json"_ba);
            QCOMPARE(client.header("Cache-Control"), "no-store"_ba);
        }
    }

    void refusalsSayWhoseFaultItIs_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("status");
        QTest::newRow("no such hook") << int(ErrorCode::TokenUnknown) << 404;
        QTest::newRow("no such room") << int(ErrorCode::RoomUnknown) << 404;
        QTest::newRow("muted") << int(ErrorCode::Muted) << 403;
        QTest::newRow("archived") << int(ErrorCode::RoomArchived) << 403;
        QTest::newRow("put out") << int(ErrorCode::NotMember) << 403;
        QTest::newRow("not JSON") << int(ErrorCode::NotJson) << 400;
        QTest::newRow("too long") << int(ErrorCode::MessageTooLong) << 400;
        QTest::newRow("name taken") << int(ErrorCode::NameTaken) << 409;
        QTest::newRow("too often") << int(ErrorCode::RateLimited) << 429;
        QTest::newRow("slow mode") << int(ErrorCode::SlowMode) << 429;
        QTest::newRow("busy") << int(ErrorCode::Busy) << 503;
        QTest::newRow("going away") << int(ErrorCode::ShuttingDown) << 503;
        QTest::newRow("disk full") << int(ErrorCode::StorageFailed) << 500;
    }

    void refusalsSayWhoseFaultItIs()
    {
        QFETCH(int, code);
        m_answer = Error{ErrorCode(code), u"Why."_s};
        Client client;
        ask(client, post());
        QTEST(client.reply.status, "status");
        QCOMPARE(client.json(), (QJsonObject{{u"ok"_s, false},
                                             {u"code"_s, errorName(ErrorCode(code)).toString()},
                                             {u"error"_s, u"Why."_s}}));
    }

    void theFieldAndTheTimeToWaitAreTold()
    {
        m_answer = Error{ErrorCode::RateLimited, u"Wait."_s, u"text"_s, 1200ms};
        Client client;
        ask(client, post());
        QCOMPARE(client.json()[u"field"_s].toString(), u"text"_s);
        QCOMPARE(client.json()[u"retryAfter"_s].toInteger(), 1200);
        QCOMPARE(client.header("Retry-After"), "2"_ba);
    }

    void otherMethodsAndTypesAreRefusedUnread_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("status");
        QTest::newRow("looking") << "GET"_ba << QByteArray() << 405;
        QTest::newRow("putting") << "PUT"_ba
                                 << "application/json"_ba << 405;
        QTest::newRow("asking before") << "OPTIONS"_ba << QByteArray() << 405;
        QTest::newRow("a form") << "POST"_ba
                                << "application/x-www-form-urlencoded"_ba << 415;
        QTest::newRow("text, as any page can send it") << "POST"_ba
                                                       << "text/plain"_ba << 415;
        QTest::newRow("nothing") << "POST"_ba << QByteArray() << 415;
        QTest::newRow("nearly") << "POST"_ba
                                << "application/jsonp"_ba << 415;
    }

    void otherMethodsAndTypesAreRefusedUnread()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, type);
        auto request = post();
        request.method = method;
        request.contentType = type;
        Client client;
        ask(client, request);
        QTEST(client.reply.status, "status");
        QCOMPARE(client.json()[u"ok"_s].toBool(true), false);
        QVERIFY(!client.json()[u"error"_s].toString().isEmpty());
        QVERIFY(m_received.isEmpty());
        QCOMPARE(client.header("Allow"), client.reply.status == 405 ? "POST"_ba : QByteArray());
    }
};

QTEST_GUILESS_MAIN(HookDeskTest)
#include "tst_hookdesk.moc"
