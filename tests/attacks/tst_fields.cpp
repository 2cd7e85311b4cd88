// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/attacks/goodclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using hobnob::server::test::GoodClient;
using hobnob::server::test::Target;
using hobnob::server::test::WireClient;

/// Attacks by what stands in a field: other kinds and metacharacters (11), markup (21), poison for
/// those who read it (24).
class FieldAttacks final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Target> m_target;
    std::unique_ptr<GoodClient> m_good;
    /// Who is gone keeps the name for a while.
    int m_people = 0;

    /// Every message that a client may send, as the samples have them.
    static QList<QJsonObject> samples()
    {
        QFile file(QStringLiteral(HOBNOB_TEST_DATA "/protocol/client.json"));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QList<QJsonObject> messages;
        collect(QJsonDocument::fromJson(file.readAll()).array(), messages);
        return messages;
    }
    static void collect(const QJsonArray &list, QList<QJsonObject> &messages)
    {
        for (const auto &each : list) {
            const QJsonObject object = each.toObject();
            if (object.value(u"type"_s).isString())
                messages.append(object);
            for (const auto &inner : object) {
                if (inner.toObject().value(u"type"_s).isString())
                    messages.append(inner.toObject());
            }
        }
    }

    static QString compact(const QJsonObject &object)
    {
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_target = std::make_unique<Target>();
        QVERIFY(m_target->start());
        m_good = std::make_unique<GoodClient>(m_target->port());
    }

    void attack11OtherKindsInEveryField_data()
    {
        QTest::addColumn<QString>("type");
        QStringList types;
        for (const auto &message : samples()) {
            const QString type = message.value(u"type"_s).toString();
            if (!types.contains(type))
                QTest::newRow(qPrintable(type)) << type;
            types.append(type);
        }
        QVERIFY(types.size() >= qsizetype(std::variant_size_v<ClientMessage>));
    }

    void attack11OtherKindsInEveryField()
    {
        QFETCH(QString, type);
        const QList<QJsonValue> kinds = {QJsonValue::Null,
                                         true,
                                         1.5,
                                         -1,
                                         u"7"_s,
                                         QJsonArray{},
                                         QJsonArray{u"a"_s},
                                         QJsonObject{},
                                         QJsonObject{{u"$gt"_s, u""_s}}};
        int tried = 0;
        for (const auto &sample : samples()) {
            if (sample.value(u"type"_s) != type)
                continue;
            for (auto field = sample.begin(); field != sample.end(); ++field) {
                for (const auto &kind : kinds) {
                    // What is of the field's own kind may be as good as what was there.
                    if (kind.type() == field.value().type())
                        continue;
                    auto message = sample;
                    message.insert(field.key(), kind);
                    WireClient attacker(m_target->port());
                    attacker.sendRaw(compact(message));
                    const auto error = attacker.take<protocol::Error>();
                    const bool named = error.code == ErrorCode::WrongKind ||
                                       error.code == ErrorCode::OutOfRange ||
                                       error.code == ErrorCode::UnknownType;
                    QVERIFY2(named, qPrintable(compact(message) + u" gave "_s + error.message));
                    QTRY_VERIFY(attacker.isClosed());
                    ++tried;
                }
            }
        }
        QVERIFY(tried > 0);
        QCOMPARE(m_good->post(5).complaint(), QString());
    }

    void attack11MetacharactersStayWhatTheyAre_data()
    {
        QTest::addColumn<QString>("text");
        const QStringList texts = {
            u"'; DROP TABLE events; --"_s,
            u"' OR '1'='1"_s,
            u"\"; DELETE FROM guests; --"_s,
            u"%"_s,
            u"_"_s,
            u"%_%"_s,
            u"\\"_s,
            u"\\'"_s,
            u"*"_s,
            u"a* NEAR/2 b"_s,
            u"\"a\" AND NOT b"_s,
            u"text:a OR ^b"_s,
            u"?1 :name @name $name"_s,
            u"${7*7} {{7*7}} #{7*7}"_s,
            u"%s%n%x %1 %2"_s,
            u"$(id) `id` | id & id"_s,
            u"../../etc/passwd"_s,
            u"{\"type\":\"logOut\",\"id\":1}"_s,
            u"a\tb"_s,
        };
        for (const auto &text : texts)
            QTest::newRow(qPrintable(text)) << text;
    }

    void attack11MetacharactersStayWhatTheyAre()
    {
        QFETCH(QString, text);
        WireClient one(m_target->port());
        const bool inName = !text.contains(u'\t');
        const QString name = inName ? text : u"Tab"_s;
        QCOMPARE(one.logIn(name).user.name, name);
        const auto joined = one.join(name);
        QCOMPARE(joined.room.name, name);
        one.post(joined.room.id, text, u"c1"_s);
        const auto posted = one.take<Posted>();
        QCOMPARE(number(posted.seq), 1);
        one.say(GetHistory{RequestId{5}, joined.room.id, {}, {}, {}});
        const auto page = one.take<History>();
        QCOMPARE(page.events.size(), 1);
        QCOMPARE(page.events.first().text, text);
        QCOMPARE(page.events.first().author.name, name);
        one.say(GetMembers{RequestId{6}, joined.room.id, name});
        QCOMPARE(one.take<Members>().members.size(), 0);
        // Nobody else's is another's: a pattern would find the room of the row before.
        WireClient looking(m_target->port());
        const auto again = looking.logIn(u"Looking %1"_s.arg(++m_people));
        const auto count = std::count_if(again.rooms.begin(), again.rooms.end(),
                                         [&](const auto &room) { return room.name == name; });
        QCOMPARE(count, 1);
        QCOMPARE(m_good->post(5).complaint(), QString());
    }

    /// For the server it is text, and comes to everyone as it was sent; that both clients show it
    /// as text is tested with them.
    void attack21MarkupIsText()
    {
        const QString markup = u"<img src=x onerror=alert(1)>"_s;
        WireClient one(m_target->port());
        QCOMPARE(one.logIn(markup).user.name, markup);
        const auto room = one.join(markup).room;
        QCOMPARE(room.name, markup);
        one.post(room.id, markup + u" javascript:alert(1)"_s, u"c1"_s);
        QCOMPARE(one.take<RoomEvent>().event.text, markup + u" javascript:alert(1)"_s);
        // And no answer of ours is a page into which it could be put.
        for (const QByteArray &path : {"/"_ba, "/metrics"_ba, "/readyz"_ba, "/nowhere"_ba}) {
            const auto answer =
                test::exchange(m_target->port(), "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
            QVERIFY2(!answer.contains("onerror"), path.constData());
            QVERIFY2(answer.contains("X-Content-Type-Options: nosniff\r\n"), path.constData());
            QVERIFY2(answer.contains("Content-Security-Policy: default-src 'none'"),
                     path.constData());
        }
    }

    void attack24PoisonForThoseWhoRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("taken");
        QTest::newRow("a word of 8,000 letters")
            << QString(limits::messageCharacters, u'W') << true;
        QTest::newRow("a word of 64 KiB") << QString(65000, u'W') << false;
        QTest::newRow("8,000 lines")
            << u"a\n"_s.repeated(limits::messageCharacters / 2) + u'a' << false;
        QTest::newRow("an override without end") << u"\u202E\u202E\u202Etxt.exe"_s << true;
        QTest::newRow("isolates 8,000 deep")
            << QString(limits::messageCharacters - 1, QChar(0x2067)) + u'a' << true;
        QTest::newRow("marks piled 30 high")
            << (u'a' + QString(30, QChar(0x0301))).repeated(250) << true;
        QTest::newRow("marks piled 8,000 high") << u'a' + QString(7999, QChar(0x0301)) << false;
        QTest::newRow("faces joined without end")
            << QString::fromUcs4(U"\U0001F468\u200D").repeated(3900) + u'x' << true;
        QTest::newRow("letters that grow in NFC") << QString(7000, QChar(0xFB2C)) << false;
        QTest::newRow("a ligature of eighteen letters") << QString(7000, QChar(0xFDFA)) << true;
        QTest::newRow("line separators") << QString(4000, QChar(0x2028)) + u'a' << true;
        QTest::newRow("noncharacters") << QString(4000, QChar(0xFFFE)) + u'a' << true;
    }

    void attack24PoisonForThoseWhoRead()
    {
        QFETCH(QString, text);
        QFETCH(bool, taken);
        const QString roomName = u"Room %1"_s.arg(QString::fromUtf8(QTest::currentDataTag()));
        WireClient neighbour(m_target->port());
        neighbour.logIn(u"Neighbour %1"_s.arg(++m_people));
        const auto room = neighbour.join(roomName).room.id;
        neighbour.post(room, u"before"_s, u"c1"_s);
        QCOMPARE(number(neighbour.take<Posted>().seq), 1);
        WireClient poisoner(m_target->port());
        poisoner.logIn(u"Poisoner %1"_s.arg(m_people));
        poisoner.join(roomName);
        poisoner.post(room, text, u"c2"_s);
        if (taken)
            QCOMPARE(number(poisoner.take<Posted>().seq), 2);
        else
            QVERIFY(!poisoner.take<protocol::Error>().message.isEmpty());
        neighbour.post(room, u"after"_s, u"c3"_s);
        QCOMPARE(number(neighbour.take<Posted>().seq), taken ? 3 : 2);
        QCOMPARE(m_good->post(20).complaint(), QString());

        WireClient reader(m_target->port());
        reader.logIn(u"Reader %1"_s.arg(m_people));
        const auto joined = reader.join(roomName);
        const qsizetype wanted = taken ? 3 : 2;
        QCOMPARE(joined.events.size(), wanted);
        QCOMPARE(joined.events.first().text, u"before"_s);
        QCOMPARE(joined.events.last().text, u"after"_s);
        reader.say(GetHistory{RequestId{9}, room, {}, {}, {}});
        QCOMPARE(reader.take<History>().events.size(), wanted);
    }
};

QTEST_GUILESS_MAIN(FieldAttacks)
#include "tst_fields.moc"
