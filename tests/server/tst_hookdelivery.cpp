// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/hookdelivery.h"
#include "server/core/hooksignature.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class HookDeliveryTest final : public QObject
{
    Q_OBJECT

    static protocol::Event said(const QString &text)
    {
        return {.seq = Seq{7},
                .time = Timestamp{1234},
                .author = {UserId(u"ana-id"_s), u"Ana"_s},
                .clientId = ClientId(u"c1"_s),
                .text = text};
    }
    static OutgoingHook hook(const QString &word = {}, const QString &mention = {})
    {
        return {.id = HookId(u"h1"_s),
                .room = RoomId(u"r1"_s),
                .url = u"https://receiver.example/"_s,
                .key = "key",
                .word = word,
                .mention = mention};
    }
    static QByteArray header(const HookDelivery &delivery, const QByteArray &name)
    {
        for (const auto &[known, value] : delivery.headers) {
            if (known == name)
                return value;
        }
        return {};
    }
    const HookPlace m_place{u"epoch"_s, RoomId(u"r1"_s), u"Lab"_s};

private Q_SLOTS:
    void itWaitsForItsWordOrMention_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("mention");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("wanted");
        QTest::newRow("neither: everything") << QString() << QString() << u"x"_s << true;
        QTest::newRow("the word") << u"deploy"_s << QString() << u"please deploy it"_s << true;
        QTest::newRow("in capitals") << u"deploy"_s << QString() << u"DEPLOY!"_s << true;
        QTest::newRow("alone") << u"deploy"_s << QString() << u"deploy"_s << true;
        QTest::newRow("in a longer word") << u"deploy"_s << QString() << u"deployment"_s << false;
        QTest::newRow("at the end of one") << u"deploy"_s << QString() << u"redeploy"_s << false;
        QTest::newRow("after one that is longer")
            << u"deploy"_s << QString() << u"deployed? deploy!"_s << true;
        QTest::newRow("with a sign in front")
            << u"!build"_s << QString() << u"x!build now"_s << true;
        QTest::newRow("umlauts") << u"übung"_s << QString() << u"Die ÜBUNG"_s << true;
        QTest::newRow("a mention") << QString() << u"Ana"_s << u"hey @ana"_s << true;
        QTest::newRow("a name without its sign") << QString() << u"Ana"_s << u"hey ana"_s << false;
        QTest::newRow("one of both, the word") << u"deploy"_s << u"Ana"_s << u"deploy"_s << true;
        QTest::newRow("one of both, the name") << u"deploy"_s << u"Ana"_s << u"@Ana"_s << true;
        QTest::newRow("none of both") << u"deploy"_s << u"Ana"_s << u"hello"_s << false;
    }

    void itWaitsForItsWordOrMention()
    {
        QFETCH(QString, word);
        QFETCH(QString, mention);
        QFETCH(QString, text);
        QFETCH(bool, wanted);
        QCOMPARE(isWanted(hook(word, mention), said(text)), wanted);
    }

    void botsAndNoticesAreNotTold()
    {
        auto event = said(u"x"_s);
        event.bot = true;
        QVERIFY(!isWanted(hook(), event));
        event.bot = false;
        QVERIFY(isWanted(hook(), event));
        event.notice = protocol::Notice{protocol::NoticeKind::Topic, {}};
        QVERIFY(!isWanted(hook(), event));
    }

    void theBodySaysWhatWasSaid()
    {
        const auto delivery = messageDelivery(
            hook(), m_place, said(u"H\u00e9 \"there\"\n\U0001f600"_s), Timestamp{5});
        QCOMPARE(delivery.url, u"https://receiver.example/"_s);
        const QJsonObject expected{
            {u"type"_s, u"message"_s},
            {u"id"_s, u"epoch-h1-7"_s},
            {u"hook"_s, u"h1"_s},
            {u"room"_s, QJsonObject{{u"id"_s, u"r1"_s}, {u"name"_s, u"Lab"_s}}},
            {u"message"_s,
             QJsonObject{{u"id"_s, u"c1"_s},
                         {u"seq"_s, 7},
                         {u"time"_s, 1234},
                         {u"author"_s, QJsonObject{{u"id"_s, u"ana-id"_s}, {u"name"_s, u"Ana"_s}}},
                         {u"text"_s, u"H\u00e9 \"there\"\n\U0001f600"_s}}}};
        QCOMPARE(QJsonDocument::fromJson(delivery.body).object(), expected);
        QCOMPARE(header(delivery, "Hobnob-Delivery"), "epoch-h1-7"_ba);
        QCOMPARE(header(delivery, "Hobnob-Signature"),
                 hookSignature("key", Timestamp{5}, delivery.body));
        QCOMPARE(header(delivery, "Content-Type"), "application/json"_ba);
    }

    void aTestHasNoMessageAndAnIdOfItsOwn()
    {
        const auto one = testDelivery(hook(), m_place, Timestamp{5});
        const auto body = QJsonDocument::fromJson(one.body).object();
        QCOMPARE(body[u"type"_s].toString(), u"test"_s);
        QVERIFY(!body.contains(u"message"_s));
        QVERIFY(header(one, "Hobnob-Delivery") !=
                header(testDelivery(hook(), m_place, Timestamp{5}), "Hobnob-Delivery"));
    }
};

QTEST_GUILESS_MAIN(HookDeliveryTest)
#include "tst_hookdelivery.moc"
