// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/composertext.h"
#include "desktop/models/logwords.h"
#include "desktop/models/roomtitle.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using protocol::NoticeKind;
using protocol::Role;

/// What is said of what people with a say in a room did, and to whoever cannot write there.
class LogWordsTest final : public QObject
{
    Q_OBJECT

private:
    static inline const protocol::User ana{UserId(u"idAna"_s), u"Ana"_s};
    static inline const protocol::User ben{UserId(u"idBen"_s), u"Ben"_s};
    static Timestamp inMinutes(qint64 minutes)
    {
        return Timestamp{QDateTime::currentMSecsSinceEpoch() + minutes * 60'000};
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::C); }

    void noticesAreSentences_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, NoticeKind kind, const QString &text,
                            const QString &words) {
            QTest::newRow(name) << int(kind) << text << words;
        };
        row("a name", NoticeKind::Renamed, u"Garden"_s, u"Ana renamed the room to “Garden”"_s);
        row("a topic", NoticeKind::Topic, u"Bees"_s, u"Ana changed the topic to “Bees”"_s);
        row("no topic", NoticeKind::Topic, {}, u"Ana took the topic away"_s);
        row("an owner", NoticeKind::Role, u"owner"_s, u"Ana made Ben an owner"_s);
        row("a moderator", NoticeKind::Role, u"moderator"_s, u"Ana made Ben a moderator"_s);
        row("a member", NoticeKind::Role, u"member"_s, u"Ana made Ben a member"_s);
        row("a reader", NoticeKind::Role, u"reader"_s, u"Ana made Ben a reader"_s);
        row("a mute", NoticeKind::Muted, {}, u"Ana muted Ben"_s);
        row("the end of a mute", NoticeKind::Unmuted, {}, u"Ana lets Ben write again"_s);
        row("a removal", NoticeKind::Kicked, u"Adverts %1"_s, u"Ana removed Ben: Adverts %1"_s);
        row("a ban", NoticeKind::Banned, u"Adverts"_s, u"Ana banned Ben: Adverts"_s);
        row("the end of a ban", NoticeKind::Unbanned, {}, u"Ana lets Ben come back"_s);
        row("archived", NoticeKind::Archived, {}, u"Ana archived the room"_s);
        row("brought back", NoticeKind::Unarchived, {}, u"Ana brought the room back"_s);
        row("public", NoticeKind::MadePublic, {}, u"Ana made the room public"_s);
        row("private", NoticeKind::MadePrivate, {}, u"Ana made the room private"_s);
    }

    void noticesAreSentences()
    {
        QFETCH(int, kind);
        QFETCH(QString, text);
        protocol::Event event{Seq{1}, {}, ana, {}, text};
        event.notice = protocol::Notice{static_cast<NoticeKind>(kind), ben};
        QTEST(noticeText(event), "words");
    }

    void whoWasBroughtInOrOutIsToldByWhom()
    {
        const RoomId room(u"garden"_s);
        QCOMPARE(membershipText({room, false, Role::Member, {}, ana, u"Adverts"_s}, u"Garden"_s),
                 u"Ana removed you from Garden: Adverts"_s);
        QCOMPARE(membershipText({room, true, Role::Member, {}, ana}, u"Garden"_s),
                 u"Ana added you to Garden."_s);
        QCOMPARE(membershipText({room, true, Role::Member, {}, ana}, {}),
                 u"Ana added you to a room."_s);
    }

    void recordsAreSaidInWords()
    {
        protocol::AuditRecord record;
        record.action = u"member-banned"_s;
        record.subject = ben;
        QCOMPARE(auditText(record), u"banned Ben"_s);
        record.action = u"room-archived"_s;
        QCOMPARE(auditText(record), u"archived the room"_s);
        // Of a newer server.
        record.action = u"moon-landed"_s;
        QCOMPARE(auditText(record), u"moon-landed (Ben)"_s);
    }

    void sanctionsSayUntilWhen()
    {
        protocol::Sanction sanction{protocol::SanctionKind::Ban, ben, ana, u"Adverts"_s, {}, {}};
        QCOMPARE(sanctionText(sanction), u"Banned for ever by Ana. Adverts"_s);
        sanction.kind = protocol::SanctionKind::Mute;
        sanction.reason.clear();
        sanction.ends = inMinutes(0);
        QCOMPARE(sanctionText(sanction), u"Muted until %1 by Ana"_s.arg(endText(sanction.ends)));
        // What ends when nobody is alive any more does not end.
        QVERIFY(endText(inMinutes(100LL * 366 * 24 * 60)).isEmpty());
        QVERIFY(endText(inMinutes(3 * 24 * 60)).contains(u", "));
    }

    void oneIsToldWhyOneCannotWrite()
    {
        Room room;
        const auto now = inMinutes(0);
        const auto why = [&](Role role, const QString &blocked = {}) {
            return whyNotToWrite(room, role, blocked, now);
        };
        QVERIFY(why(Role::Reader).isEmpty());
        room.membership = Membership::Joined;
        QVERIFY(why(Role::Member).isEmpty());
        QCOMPARE(why(Role::Reader), u"You are a reader here."_s);
        room.summary.rules.post = Role::Moderator;
        QCOMPARE(why(Role::Member), u"Only moderators post here."_s);
        QVERIFY(why(Role::Moderator).isEmpty());
        room.summary.rules.post = Role::Owner;
        QCOMPARE(why(Role::Moderator), u"Only owners post here."_s);
        room.mutedUntil = inMinutes(1);
        QCOMPARE(why(Role::Owner), u"You are muted until %1."_s.arg(endText(room.mutedUntil)));
        room.mutedUntil = inMinutes(100LL * 366 * 24 * 60);
        QCOMPARE(why(Role::Owner), u"You are muted here."_s);
        room.mutedUntil = inMinutes(-1);
        QVERIFY(why(Role::Owner).isEmpty());
        room.summary.archived = true;
        QCOMPARE(why(Role::Owner), u"This room is archived."_s);
        room.summary.archived = false;
        room.summary.kind = protocol::RoomKind::Direct;
        QVERIFY(why(Role::Member).isEmpty());
        QCOMPARE(why(Role::Member, u"Ben"_s), u"You blocked Ben."_s);
    }

    void slowModeCountsDown()
    {
        const Timestamp now{1'000'000};
        const auto text = [&](qint64 milliseconds) {
            return slowText(Timestamp{1'000'000 + milliseconds}, now);
        };
        QVERIFY(text(0).isEmpty());
        QCOMPARE(text(1), u"Slow mode: your next message goes out in one second."_s);
        QVERIFY(text(59'000).contains(u"59"));
        QCOMPARE(text(61'000), u"Slow mode: your next message goes out in 1:01."_s);
    }

    void roomsAreCalledByNameOrPeople()
    {
        protocol::RoomSummary room;
        room.name = u"Garden"_s;
        QCOMPARE(roomTitle(room, ana.id), u"Garden"_s);
        room.kind = protocol::RoomKind::Direct;
        room.people = {ana, ben};
        QCOMPARE(roomTitle(room, ana.id), u"Ben"_s);
        QCOMPARE(roomTitle(room, {}), u"Ana, Ben"_s);
        room.people = {ana};
        QCOMPARE(roomTitle(room, ana.id), u"Just you"_s);
    }
};

QTEST_GUILESS_MAIN(LogWordsTest)
#include "tst_logwords.moc"
