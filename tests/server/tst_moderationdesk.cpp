// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/support/chatrig.h"

#include <QJsonObject>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using hobnob::server::test::ChatRig;

/// Blocking, finding people, the audit log and announcements: who is answered what, and who hears.
class ModerationDeskTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ChatRig> m_rig;

    /// "ok", or the name of the error.
    QString outcome(SessionId session, const ClientMessage &request)
    {
        m_rig->say(session, request);
        const bool came = QTest::qWaitFor([&] {
            return m_rig->count<Accepted>(session) + m_rig->count<protocol::Error>(session) > 0;
        });
        if (!came)
            return u"no answer"_s;
        if (m_rig->count<Accepted>(session) > 0)
            return m_rig->take<Accepted>(session).id == RequestId{5} ? u"ok"_s : u"wrong id"_s;
        return errorName(m_rig->take<protocol::Error>(session).code).toString();
    }
    QString block(SessionId session, const UserId &person, bool blocked = true)
    {
        return outcome(session, SetBlocked{RequestId{5}, person, blocked});
    }
    QString announce(SessionId session, const QString &text)
    {
        return outcome(session, Announce{RequestId{5}, text});
    }

    void makeAdministrator(SessionId session, const QString &login)
    {
        m_rig->chat.administration().run(u"user.role"_s,
                                         {{u"name"_s, login}, {u"role"_s, u"administrator"_s}},
                                         [](const auto &) {});
        QCOMPARE(m_rig->take<SelfChanged>(session).self.role, ServerRole::Administrator);
    }

    QString names(SessionId session, const QString &text)
    {
        QStringList names;
        for (const auto &person : find(session, text))
            names.append(person.name);
        return names.join(u' ');
    }
    QList<Person> find(SessionId session, const QString &text)
    {
        m_rig->say(session, FindPeople{RequestId{5}, text});
        return m_rig->take<PeopleFound>(session).people;
    }

    AuditLog audit(SessionId session, const std::optional<qint64> &before = {})
    {
        m_rig->say(session, GetAudit{RequestId{5}, before, {}});
        return m_rig->take<AuditLog>(session);
    }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<ChatRig>(); }
    void cleanup() { m_rig.reset(); }

    void allOfOnesWindowsHearWhomOneBlocks()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [second, again] = m_rig->window(login.token);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        QVERIFY(login.blocked.isEmpty());
        QCOMPARE(block(ana, other.user.id), u"ok"_s);
        for (const auto window : {ana, second}) {
            const auto told = m_rig->take<BlocksChanged>(window);
            QCOMPARE(told.blocked.size(), 1);
            QCOMPARE(told.blocked.first().name, u"Ben"_s);
        }
        QCOMPARE(m_rig->window(login.token).second.blocked.size(), 1);
        QCOMPARE(block(second, other.user.id, false), u"ok"_s);
        QVERIFY(m_rig->take<BlocksChanged>(ana).blocked.isEmpty());
        QVERIFY(m_rig->window(login.token).second.blocked.isEmpty());
        QCOMPARE(m_rig->count<BlocksChanged>(ben), 0);
    }

    void whoIsNotThereCanBeBlocked()
    {
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        const auto [ben, other] = m_rig->account(u"Ben"_s);
        m_rig->say(ben, LogOut{RequestId{3}});
        m_rig->take<LoggedOut>(ben);
        QCOMPARE(block(ana, other.user.id), u"ok"_s);
        QCOMPARE(m_rig->take<BlocksChanged>(ana).blocked.first().name, u"Ben"_s);
    }

    void nobodyAndOneselfCannot()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        QCOMPARE(block(ana, login.user.id), u"person-unknown"_s);
        QCOMPARE(block(ana, UserId(u"nobody"_s)), u"person-unknown"_s);
        QCOMPARE(block(ana, UserId(u"nobody"_s), false), u"ok"_s);
        QCOMPARE(m_rig->count<BlocksChanged>(ana), 0);
    }

    void peopleAreFoundByTheirNames()
    {
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        m_rig->account(u"Benedict"_s);
        m_rig->guest(u"ruben"_s);
        m_rig->guest(u"BEN"_s);
        m_rig->guest(u"Carl"_s);
        QCOMPARE(names(ana, u" be "_s), u"BEN Benedict ruben"_s);
        QCOMPARE(names(ana, u"carl"_s), u"Carl"_s);
        QCOMPARE(names(ana, u"Ana"_s), QString());
        QCOMPARE(names(ana, {}), u"BEN Benedict Carl ruben"_s);
        QCOMPARE(names(ana, u"%"_s), QString());
        QCOMPARE(names(ana, QString(limits::nameCharacters + 1, u'b')), QString());
    }

    void theyAreShownAsTheyAre()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [ben, other] = m_rig->account(u"Ben"_s);
        const auto [carl, third] = m_rig->guest(u"Carl"_s);
        m_rig->say(ben, SetProfile{RequestId{4}, {}, u"At sea"_s, 7});
        m_rig->take<Accepted>(ben);
        m_rig->say(carl, SetPresence{Presence::Away});
        auto person = find(ana, u"ben"_s).value(0);
        QVERIFY(person.id == other.user.id);
        QCOMPARE(person.kind, PersonKind::Account);
        QCOMPARE(person.presence, Presence::Here);
        QCOMPARE(person.status, u"At sea"_s);
        QCOMPARE(person.colour, 7);
        QCOMPARE(find(ana, u"carl"_s).value(0).presence, Presence::Away);
        QCOMPARE(find(ana, u"carl"_s).value(0).kind, PersonKind::Guest);

        m_rig->say(ben, LogOut{RequestId{3}});
        m_rig->say(carl, LogOut{RequestId{3}});
        m_rig->take<LoggedOut>(carl);
        QCOMPARE(find(ana, u"ben"_s).value(0).presence, Presence::Gone);
        QVERIFY(find(ana, u"carl"_s).isEmpty());
    }

    void manyAreCut()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        for (int i = 0; i < limits::peoplePage + 3; ++i)
            m_rig->guest(u"Guest %1"_s.arg(i));
        QCOMPARE(find(ana, u"guest"_s).size(), limits::peoplePage);
    }

    void anAnnouncementReachesEverybody()
    {
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        const auto outside = m_rig->greeted();
        makeAdministrator(ana, u"ana"_s);
        QVERIFY(!login.announcement);
        QCOMPARE(announce(ana, u"  We restart\n at noon. "_s), u"ok"_s);
        for (const auto session : {ana, ben}) {
            const auto told = m_rig->take<Announced>(session).announcement;
            QVERIFY(told.has_value());
            QCOMPARE(told->text, u"We restart at noon."_s);
            QCOMPARE(told->author.name, u"Ana"_s);
            QVERIFY(told->time > Timestamp{});
        }
        QCOMPARE(m_rig->count<Announced>(outside), 0);
        const auto [carl, third] = m_rig->guest(u"Carl"_s);
        QVERIFY(third.announcement.has_value());
        QCOMPARE(third.announcement->text, u"We restart at noon."_s);

        QCOMPARE(announce(ana, {}), u"ok"_s);
        QVERIFY(!m_rig->take<Announced>(ben).announcement);
        QVERIFY(!m_rig->guest(u"Dora"_s).second.announcement);
    }

    void onlyAdministratorsAnnounce()
    {
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        for (const auto session : {ana, ben})
            QCOMPARE(announce(session, u"I rule."_s), u"not-allowed"_s);
        QCOMPARE(m_rig->count<Announced>(ben), 0);
    }

    void anAnnouncementIsALine()
    {
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        makeAdministrator(ana, u"ana"_s);
        const QString longest(limits::announcementCharacters, u'a');
        QCOMPARE(announce(ana, longest + u'a'), u"announcement-too-long"_s);
        QCOMPARE(announce(ana, u"bell\a"_s), u"message-invalid"_s);
        QCOMPARE(announce(ana, u' ' + longest + u'\n'), u"ok"_s);
        QCOMPARE(m_rig->take<Announced>(ana).announcement->text, longest);
    }

    void theAuditLogIsForAdministrators()
    {
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        const auto [ben, other] = m_rig->account(u"Ben"_s);
        makeAdministrator(ana, u"ana"_s);
        announce(ana, u"Hello"_s);
        const auto log = audit(ana);
        QVERIFY(!log.more);
        QCOMPARE(log.records.size(), 2);
        QCOMPARE(log.records[0].action, u"announced"_s);
        QCOMPARE(log.records[0].actor->name, u"Ana"_s);
        QCOMPARE(log.records[0].details, u"Hello"_s);
        QVERIFY(!log.records[0].subject);
        QVERIFY(!log.records[0].room);
        QCOMPARE(log.records[1].action, u"role-changed"_s);
        QVERIFY(!log.records[1].actor);
        QCOMPARE(log.records[1].subject->name, u"Ana"_s);
        QVERIFY(log.records[0].number > log.records[1].number);
        QCOMPARE(audit(ana, log.records[0].number).records.size(), 1);

        m_rig->say(ben, GetAudit{RequestId{5}, {}, {}});
        QCOMPARE(m_rig->take<protocol::Error>(ben).code, ErrorCode::NotAllowed);
        m_rig->say(ben, GetAudit{RequestId{5}, {}, RoomId(u"nowhere"_s)});
        QCOMPARE(m_rig->take<protocol::Error>(ben).code, ErrorCode::RoomUnknown);
    }

    void theAuditLogComesInPages()
    {
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        makeAdministrator(ana, u"ana"_s);
        for (int i = 0; i < limits::auditPage; ++i)
            QCOMPARE(announce(ana, u"No. %1"_s.arg(i)), u"ok"_s);
        const auto page = audit(ana);
        QVERIFY(page.more);
        QCOMPARE(page.records.size(), limits::auditPage);
        const auto rest = audit(ana, page.records.last().number);
        QVERIFY(!rest.more);
        QCOMPARE(rest.records.size(), 1);
        QCOMPARE(rest.records.first().action, u"role-changed"_s);
    }

    void whoMissedSomethingIsToldAgain()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        block(ana, other.user.id);
        m_rig->forget(ana);
        m_rig->chat.explainGap(ana);
        QCOMPARE(m_rig->count<Gap>(ana), 1);
        QCOMPARE(m_rig->take<BlocksChanged>(ana).blocked.size(), 1);
        QCOMPARE(m_rig->count<ReportsWaiting>(ana), 1);
        QVERIFY(m_rig->count<Announced>(ana) == 1 && !m_rig->take<Announced>(ana).announcement);
    }
};

QTEST_GUILESS_MAIN(ModerationDeskTest)
#include "tst_moderationdesk.moc"
