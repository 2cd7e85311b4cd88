// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serverprogram.h"
#include "tests/support/wireclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace Qt::StringLiterals;
using hobnob::server::test::ServerProgram;
using hobnob::server::test::WireClient;

/// Looking after rooms from the command line, as an operator does, with the server and without.
class HobnobdRoomsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ServerProgram> m_program;

    /// \a words: with a ~ for each space inside of one.
    QString say(const QString &words) const
    {
        QStringList arguments;
        for (QString word : words.split(u' '))
            arguments.append(word.replace(u'~', u' '));
        const auto ended = m_program->run(arguments);
        return ended.exitCode == 0 ? ended.output : ended.complaint;
    }
    QJsonObject ask(const QString &words) const
    {
        return QJsonDocument::fromJson(say(words + u" --json"_s).toUtf8()).object();
    }
    QJsonArray rooms() const { return ask(u"room list"_s)[u"rooms"_s].toArray(); }
    /// "member-banned room-archived": the newest first.
    QString audited(const QString &options = {}) const
    {
        QStringList actions;
        for (const auto entry : ask(u"audit"_s + options)[u"audit"_s].toArray())
            actions.append(entry[u"action"_s].toString());
        return actions.join(u' ');
    }
    /// "Ana:owner Ben:member"
    QString members(const QString &room) const
    {
        QStringList members;
        for (const auto member : ask(u"room show "_s + room)[u"members"_s].toArray())
            members.append(member[u"name"_s].toString() + u':' + member[u"role"_s].toString());
        members.sort();
        return members.join(u' ');
    }

    LoggedIn signUp(WireClient &client, const QString &name) const
    {
        const QString link = ask(u"invite make"_s)[u"link"_s].toString().section(u'=', -1);
        client.say(Hello{RequestId{1}, 1, u"test"_s, {}});
        client.say(Register{RequestId{2}, name, u"a quiet sentence"_s, link});
        return client.take<LoggedIn>();
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_program =
            std::make_unique<ServerProgram>(m_folder->path(), m_folder->filePath(u"data"_s));
    }
    void cleanup() { m_program.reset(); }

    void theSameIsDoneWithTheServerAndWithout_data()
    {
        QTest::addColumn<bool>("runs");
        QTest::newRow("the server runs") << true;
        QTest::newRow("no server runs") << false;
    }

    void theSameIsDoneWithTheServerAndWithout()
    {
        QFETCH(bool, runs);
        if (runs)
            m_program->start();
        QCOMPARE(say(u"room list"_s), u"There is no room yet.\n"_s);
        for (const QString &name : {u"Ana"_s, u"Ben"_s})
            QVERIFY(ask(u"user add "_s + name).contains(u"link"_s));
        const QString id =
            ask(u"room create Garden~shed --topic Tools --owner ana"_s)[u"id"_s].toString();
        QCOMPARE(id.size(), 16);
        QVERIFY(say(u"room create GARDEN~SHED"_s).contains(u"room of this name"_s));
        QCOMPARE(rooms().size(), 1);
        QCOMPARE(rooms()[0][u"topic"_s].toString(), u"Tools"_s);
        QVERIFY(say(u"room list"_s).contains(u"Garden shed"_s));
        QCOMPARE(members(u"garden~shed"_s), u"Ana:owner"_s);

        QCOMPARE(say(u"room rename garden~shed Green house"_s), u"Done.\n"_s);
        QCOMPARE(say(u"room topic "_s + id + u" What grows"_s), u"Done.\n"_s);
        QCOMPARE(rooms()[0][u"name"_s].toString(), u"Green house"_s);
        QCOMPARE(rooms()[0][u"topic"_s].toString(), u"What grows"_s);
        QCOMPARE(say(u"room topic "_s + id), u"Done.\n"_s);
        QCOMPARE(rooms()[0][u"topic"_s].toString(), QString());

        QCOMPARE(say(u"room add green~house ben"_s), u"Done.\n"_s);
        QCOMPARE(say(u"room role green~house Ben moderator"_s), u"Done.\n"_s);
        QCOMPARE(members(u"green~house"_s), u"Ana:owner Ben:moderator"_s);
        QVERIFY(say(u"room role green~house ana reader"_s).contains(u"owner"_s));
        QCOMPARE(say(u"room kick green~house ben --reason Noise"_s), u"Done.\n"_s);
        QCOMPARE(members(u"green~house"_s), u"Ana:owner"_s);
        QCOMPARE(say(u"room ban green~house ben --for 7d --reason More~noise"_s), u"Done.\n"_s);
        const auto sanctions = ask(u"room show green~house"_s)[u"sanctions"_s].toArray();
        QCOMPARE(sanctions.size(), 1);
        QCOMPARE(sanctions[0][u"name"_s].toString(), u"Ben"_s);
        QCOMPARE(sanctions[0][u"reason"_s].toString(), u"More noise"_s);
        QCOMPARE(sanctions[0][u"ends"_s].toInteger() - sanctions[0][u"created"_s].toInteger(),
                 7 * 24 * 3600 * 1000LL);
        QVERIFY(say(u"room add green~house ben"_s).contains(u"banned"_s));
        QCOMPARE(say(u"room unban green~house ben"_s), u"Done.\n"_s);
        QCOMPARE(say(u"room add green~house ben"_s), u"Done.\n"_s);

        QCOMPARE(say(u"room archive green~house"_s), u"Done.\n"_s);
        QVERIFY(say(u"room list"_s).contains(u"public, archived"_s));
        QVERIFY(say(u"room rename green~house Other"_s).contains(u"archived"_s));
        QCOMPARE(say(u"room unarchive green~house"_s), u"Done.\n"_s);
        QVERIFY(say(u"room delete green~house"_s).contains(u"--yes"_s));
        QCOMPARE(say(u"room delete green~house --yes"_s), u"Deleted.\n"_s);
        QVERIFY(rooms().isEmpty());

        QCOMPARE(audited(u" --room "_s + id),
                 u"room-deleted room-unarchived room-archived member-added member-unbanned "
                 "member-banned member-kicked member-role member-added room-changed room-changed "
                 "room-renamed"_s);
        QCOMPARE(audited(u" --limit 1"_s), u"room-deleted"_s);
        QVERIFY(audited(u" --since 1h"_s).contains(u"account-added"_s));
        QVERIFY(say(u"audit"_s).contains(u"(operator)"_s));
        if (runs)
            m_program->stop();
    }

    void whatIsNotThereIsNamed()
    {
        QVERIFY(say(u"room show nowhere"_s).contains(u"There is no room \"nowhere\"."_s));
        ask(u"room create Lab --private"_s);
        ask(u"room create Lab --private"_s);
        const QString several = say(u"room archive lab"_s);
        QVERIFY(several.contains(u"Several rooms are called \"lab\"."_s));
        QVERIFY(several.contains(rooms()[0][u"id"_s].toString()));
        const QString id = rooms()[0][u"id"_s].toString();
        QCOMPARE(say(u"room archive "_s + id), u"Done.\n"_s);
        QVERIFY(say(u"room add "_s + id + u" nobody"_s).contains(u"\"nobody\""_s));
        QVERIFY(say(u"room ban "_s + id + u" nobody --for 2w"_s).contains(u"2w"_s));
        QVERIFY(say(u"room role "_s + id + u" ana king"_s).contains(u"ROLE"_s));
    }

    void whoIsThereNoticesAtOnce()
    {
        m_program->start();
        WireClient ana(m_program->port());
        signUp(ana, u"Ana"_s);
        WireClient ben(m_program->port());
        const auto login = signUp(ben, u"Ben"_s);
        const RoomId room = ana.join(u"Lobby"_s).room.id;
        ben.join(u"Lobby"_s);

        QCOMPARE(say(u"room topic lobby Tea at four"_s), u"Done.\n"_s);
        const auto notice = ana.take<RoomEvent>().event;
        QVERIFY(notice.notice.has_value());
        QCOMPARE(notice.notice->kind, NoticeKind::Topic);
        QCOMPARE(notice.text, u"Tea at four"_s);
        QCOMPARE(notice.author.name, u"Hobnob"_s);

        QCOMPARE(say(u"room ban lobby ben --reason Noise"_s), u"Done.\n"_s);
        const auto told = ben.take<MembershipChanged>();
        QVERIFY(told.room == room && !told.joined);
        QCOMPARE(told.reason, u"Noise"_s);
        ben.say(GetHistory{RequestId{5}, room, {}, {}, {}});
        QCOMPARE(ben.take<protocol::Error>().code, ErrorCode::NotMember);
        ben.say(JoinRoom{RequestId{6}, room, {}});
        QCOMPARE(ben.take<protocol::Error>().code, ErrorCode::Banned);

        const QString secret = say(u"room create Cellar --private --owner ben"_s).trimmed();
        QVERIFY(ben.take<MembershipChanged>().room == RoomId(secret));
        QCOMPARE(ana.count<MembershipChanged>(), 0);

        QCOMPARE(say(u"room delete lobby --yes"_s), u"Deleted.\n"_s);
        QVERIFY(ana.take<RoomGone>().room == room);
        m_program->stop();
    }

    void everybodyIsShownALine()
    {
        QCOMPARE(say(u"announce We restart at noon"_s), u"Done.\n"_s);
        m_program->start({u"--server-name"_s, u"Harbour"_s});
        WireClient ana(m_program->port());
        const auto login = ana.logIn(u"Ana"_s);
        QVERIFY(login.announcement.has_value());
        QCOMPARE(login.announcement->text, u"We restart at noon"_s);
        QCOMPARE(login.announcement->author.name, u"Harbour"_s);
        QCOMPARE(say(u"announce --end"_s), u"Done.\n"_s);
        QVERIFY(!login.token.isEmpty() && !ana.take<Announced>().announcement);
        QCOMPARE(say(u"announce Tea"_s), u"Done.\n"_s);
        QCOMPARE(ana.take<Announced>().announcement->text, u"Tea"_s);
        QVERIFY(say(u"announce"_s).contains(u"--end"_s));
        QVERIFY(say(u"announce Tea --end"_s).contains(u"--end"_s));
        QCOMPARE(audited().count(u"announced"_s), 3);
        m_program->stop();
    }
};

QTEST_GUILESS_MAIN(HobnobdRoomsTest)
#include "tst_hobnobdrooms.moc"
