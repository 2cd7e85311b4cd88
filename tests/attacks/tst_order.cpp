// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/png.h"
#include "tests/support/serverrig.h"
#include "tests/support/wireclient.h"

#include <QFile>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using hobnob::server::test::ServerRig;
using hobnob::server::test::WireClient;
using ErrorMessage = hobnob::protocol::Error;
namespace png = hobnob::server::test::png;

/// Attacks on what keeps order: asking for what is not one's to see (7, 10), doing what is not
/// one's to do (9), and uploads that are no pictures (22).
class OrderAttacks final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ServerRig> m_rig;
    /// The administrator, who owns a private room and wrote in it; and somebody else.
    std::unique_ptr<WireClient> m_ana;
    std::unique_ptr<WireClient> m_eve;
    UserId m_eveId;
    RoomId m_secret;

    std::unique_ptr<WireClient> signUp(const QString &name, const std::optional<QString> &link = {})
    {
        auto client = std::make_unique<WireClient>(m_rig->port());
        client->say(Hello{RequestId{1}, 1, u"test"_s, {}});
        client->say(Register{RequestId{2}, name, u"kelp and moonlight"_s, link});
        m_eveId = client->take<LoggedIn>().user.id;
        return client;
    }

    QString setupCode() const
    {
        QFile file(m_rig->settings.dataFolder + u"/setup-link"_s);
        if (!QTest::qWaitFor([&] { return file.exists(); }) || !file.open(QIODevice::ReadOnly))
            return {};
        return QString::fromUtf8(file.readAll()).section(u"#setup="_s, 1).trimmed();
    }

    /// All that Eve is answered, but for the number of the request.
    QString refusal(const ClientMessage &request)
    {
        m_eve->say(request);
        const auto error = m_eve->take<ErrorMessage>();
        return QStringList{errorName(error.code).toString(), error.message,
                           error.field.value_or(u"-"_s),
                           QString::number(error.retryAfter.value_or(-1))}
            .join(u'|');
    }
    QString code(const ClientMessage &request) { return refusal(request).section(u'|', 0, 0); }

    /// Nothing that Eve was not asked for came to her.
    void settle()
    {
        m_eve->say(Ping{RequestId{777}});
        QCOMPARE(number(m_eve->take<Pong>().id), 777);
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<ServerRig>();
        QVERIFY(m_rig->start());
        m_ana = signUp(u"Ana"_s, setupCode());
        m_eve = signUp(u"Eve"_s);
        m_ana->say(CreateRoom{RequestId{3}, u"Secret"_s, RoomKind::Private, {}});
        m_secret = m_ana->take<Joined>().room.id;
        m_ana->post(m_secret, u"psst"_s, u"c1"_s);
        QCOMPARE(number(m_ana->take<Posted>().seq), 1);
        settle();
        m_eve->forget();
    }

    void cleanup()
    {
        m_ana.reset();
        m_eve.reset();
        m_rig.reset();
    }

    void attack07APrivateRoomIsAsIfItWereNotThere()
    {
        const RoomId nowhere(u"abcdefghijklmnop"_s);
        const auto ofEach = [](const RoomId &room) {
            return QList<ClientMessage>{ReportEvent{RequestId{5}, room, Seq{1}, u"Rude"_s},
                                        ReportEvent{RequestId{5}, room, Seq{9}, {}},
                                        GetAudit{RequestId{5}, {}, room},
                                        SetPicture{RequestId{5}, room, {}}};
        };
        const auto hidden = ofEach(m_secret);
        const auto absent = ofEach(nowhere);
        for (qsizetype i = 0; i < hidden.size(); ++i) {
            QCOMPARE(refusal(hidden[i]), refusal(absent[i]));
            QVERIFY(refusal(hidden[i]).startsWith(u"room-unknown|"_s));
        }
        m_ana->say(GetReports{RequestId{5}, {}, false});
        QVERIFY(m_ana->take<protocol::Reports>().reports.isEmpty());
    }

    void attack09NobodyRulesByAskingForIt()
    {
        QCOMPARE(code(Announce{RequestId{5}, u"Send me your passwords"_s}), u"not-allowed"_s);
        QCOMPARE(code(Announce{RequestId{5}, {}}), u"not-allowed"_s);
        QCOMPARE(code(GetAudit{RequestId{5}, {}, {}}), u"not-allowed"_s);
        const auto lobby = m_ana->join(u"Lobby"_s).room.id;
        m_eve->join(u"Lobby"_s);
        QCOMPARE(code(GetAudit{RequestId{5}, {}, lobby}), u"not-allowed"_s);
        QCOMPARE(code(SetPicture{RequestId{5}, lobby, {}}), u"not-allowed"_s);
        m_ana->say(ReportEvent{RequestId{5}, m_secret, Seq{1}, {}});
        QVERIFY(m_ana->take<Accepted>().id == RequestId{5});
        m_ana->say(GetReports{RequestId{6}, {}, false});
        const qint64 number = m_ana->take<protocol::Reports>().reports.value(0).number;
        QVERIFY(number > 0);
        const QString known = refusal(ResolveReport{RequestId{5}, number, u"Nothing here"_s});
        QCOMPARE(known, refusal(ResolveReport{RequestId{5}, number + 1, u"Nothing here"_s}));
        QVERIFY(known.startsWith(u"report-unknown|"_s));
        m_ana->say(GetReports{RequestId{6}, {}, false});
        QCOMPARE(m_ana->take<protocol::Reports>().reports.size(), 1);
        settle();
        QCOMPARE(m_eve->count<Announced>(), 0);
        QCOMPARE(m_ana->count<Announced>(), 0);
    }

    void attack10ReportsAndBlocksStayWithThoseConcerned()
    {
        m_ana->say(SetBlocked{RequestId{4}, m_eveId, true});
        QCOMPARE(m_ana->take<BlocksChanged>().blocked.size(), 1);
        m_ana->say(ReportEvent{RequestId{5}, m_secret, Seq{1}, {}});
        QCOMPARE(m_ana->take<ReportsWaiting>().count, 1);
        for (const bool resolved : {false, true}) {
            m_eve->say(GetReports{RequestId{6}, {}, resolved});
            const auto reports = m_eve->take<protocol::Reports>();
            QVERIFY(reports.id == RequestId{6} && reports.reports.isEmpty() && !reports.more);
        }
        settle();
        QCOMPARE(m_eve->count<ReportsWaiting>(), 0);
        QCOMPARE(m_eve->count<BlocksChanged>(), 0);
        m_eve->say(FindPeople{RequestId{7}, u"ana"_s});
        QCOMPARE(m_eve->take<PeopleFound>().people.size(), 1);
    }

    void attack22NothingButAPictureIsUploaded_data()
    {
        QTest::addColumn<QByteArray>("image");
        QTest::newRow("a page") << QByteArray("<html><script>alert(1)</script></html>");
        QTest::newRow("a drawing with script") << QByteArray("<svg onload=\"alert(1)\"/>");
        QTest::newRow("a picture with a page behind it")
            << png::square(16) + "<script>alert(1)</script>";
        QTest::newRow("a picture with text in it") << png::signature() + png::header(16, 16) +
                                                          png::chunk("tEXt", "Comment\0home") +
                                                          png::data(16) + png::chunk("IEND");
        QTest::newRow("a picture that says it is huge")
            << png::signature() + png::header(65535, 65535) + png::data(16) + png::chunk("IEND");
        QTest::newRow("a length past the end") << png::signature() + png::header(16, 16) +
                                                      png::number(0x7FFFFFFF) + "IDAT" +
                                                      QByteArray(32, 'x');
        QTest::newRow("too many bytes") << png::signature() + png::header(16, 16) +
                                               png::chunk("IDAT", QByteArray(45000, 'x')) +
                                               png::chunk("IEND");
    }

    void attack22NothingButAPictureIsUploaded()
    {
        QFETCH(QByteArray, image);
        const QString base64 = QString::fromLatin1(image.toBase64());
        QCOMPARE(code(SetPicture{RequestId{5}, {}, base64}), u"picture-invalid"_s);
        for (const QString &name : {u"../../etc/passwd"_s, u"%2e%2e%2f"_s, u"' OR '1'='1"_s})
            QCOMPARE(code(GetPicture{RequestId{6}, name}), u"picture-invalid"_s);
    }
};

QTEST_GUILESS_MAIN(OrderAttacks)
#include "tst_order.moc"
