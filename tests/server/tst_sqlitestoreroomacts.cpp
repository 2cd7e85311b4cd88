// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "roomsupport.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace hobnob::server::test;

/// What is done to a room as a whole: acts with their notices, and its end.
class SqliteStoreRoomActsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<RoomRig> m_rig;

    Store &store() const { return m_rig->store(); }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<RoomRig>(); }

    void noticesAreEventsThatTellOfNoMessage()
    {
        QCOMPARE(m_rig->create(room(u"Lab"_s)), u"ok"_s);
        const auto states = [&](auto answer) { store().moveReads({{ben, labId, Seq{}}}, answer); };
        QVERIFY(answerOf<QList<ReadState>>(states).ok());
        QVERIFY(append(store(), draft(u"Lab"_s, u"1"_s, u"hello"_s)).ok());
        m_rig->now = 6000;
        const auto told =
            m_rig->act({.room = labId,
                        .notices = {notice(NoticeKind::Topic, u"@ben, look"_s),
                                    notice(NoticeKind::Banned, u"spam"_s, User{ben, u"Ben"_s})}});
        QVERIFY(told.ok());
        QCOMPARE(told->size(), 2);
        QCOMPARE(number(told->at(0).event.seq), 2);
        QVERIFY(told->at(0).mentioned.isEmpty());
        QCOMPARE(told->at(1).event.notice->kind, NoticeKind::Banned);
        const auto kept = page(store(), {labId, {}, {}, 50});
        QCOMPARE(numbers(*kept), u"1 2 3"_s);
        QVERIFY(!kept->events[0].notice);
        QCOMPARE(kept->events[1].notice->kind, NoticeKind::Topic);
        QVERIFY(!kept->events[1].notice->subject);
        QCOMPARE(kept->events[1].text, u"@ben, look"_s);
        QCOMPARE(kept->events[1].author.name, u"Ana"_s);
        QCOMPARE(kept->events[2].notice->kind, NoticeKind::Banned);
        QCOMPARE(kept->events[2].notice->subject->id, ben);
        QCOMPARE(kept->events[2].notice->subject->name, u"Ben"_s);
        QCOMPARE(m_rig->count(u"mentions"_s), 0);
        const StoredRoom line = m_rig->lab();
        QCOMPARE(number(line.lastSeq), 3);
        QCOMPARE(milliseconds(line.lastTime), 6000);
        QCOMPARE(line.lastAuthor, u"ANA"_s);
        QCOMPARE(line.lastText, u"hello"_s);
        const Draft again = notice(NoticeKind::Renamed, u"x"_s);
        QVERIFY(append(store(), again).ok());
        const auto repeated = append(store(), again);
        QVERIFY(repeated->repeated);
        QCOMPARE(repeated->event.notice->kind, NoticeKind::Renamed);
    }

    void everyKindOfNoticeComesBack()
    {
        QCOMPARE(m_rig->create(room(u"Lab"_s)), u"ok"_s);
        const auto kinds = int(enumNames<NoticeKind>.size());
        for (int kind = 0; kind < kinds; ++kind)
            QVERIFY(append(store(), notice(NoticeKind(kind), u"x"_s)).ok());
        const auto kept = page(store(), {labId, {}, {}, 50});
        for (int kind = 0; kind < kinds; ++kind)
            QCOMPARE(kept->events[kind].notice->kind, NoticeKind(kind));
    }

    void anActIsDoneAsAWholeOrNotAtAll()
    {
        QCOMPARE(m_rig->create(room(u"Lab"_s), {member(ana, Role::Owner), member(ben)}), u"ok"_s);
        QVERIFY(createRoom(store(), u"Other"_s).ok());
        Draft elsewhere = notice(NoticeKind::Topic, u"x"_s);
        elsewhere.room = RoomId{u"room-Other"_s};
        QVERIFY(append(store(), elsewhere).ok());
        StoredRoom changed = room(u"Lab"_s);
        changed.topic = u"Glass"_s;
        RoomAct all{.room = labId,
                    .change = changed,
                    .members = {member(ana, Role::Moderator)},
                    .gone = {ben},
                    .imposed = {sanction(SanctionKind::Ban, u"spam"_s)},
                    .notices = {notice(NoticeKind::Topic, u"Glass"_s), elsewhere},
                    .audit = m_rig->audit(u"member-banned"_s)};
        // The client id of the last was used in another room, so all the others go back.
        all.notices.last().room = labId;
        QCOMPARE(codeOf(m_rig->act(all)), u"out-of-range"_s);
        QCOMPARE(m_rig->people(), u"Ana owner, Ben member"_s);
        QCOMPARE(m_rig->sanctions(), QString());
        QCOMPARE(m_rig->lab().topic, QString());
        QCOMPARE(number(m_rig->lab().lastSeq), 0);
        QCOMPARE(m_rig->count(u"audit"_s), 0);
        QVERIFY(page(store(), {labId, {}, {}, 50})->events.isEmpty());

        all.notices.removeLast();
        const auto done = m_rig->act(all);
        QVERIFY(done.ok());
        QCOMPARE(number(done->first().event.seq), 1);
        QCOMPARE(m_rig->people(), u"Ana moderator"_s);
        QCOMPARE(m_rig->sanctions(), u"ban: spam"_s);
        QCOMPARE(m_rig->lab().topic, u"Glass"_s);
        QCOMPARE(number(m_rig->lab().lastSeq), 1);
        QCOMPARE(m_rig->value(u"SELECT action FROM audit"_s), u"member-banned"_s);
    }

    void anActThatFailsHarmsNoOther()
    {
        QCOMPARE(m_rig->create(room(u"Lab"_s)), u"ok"_s);
        QVERIFY(createRoom(store(), u"Other"_s).ok());
        Draft used = notice(NoticeKind::Topic, u"x"_s);
        used.room = RoomId{u"room-Other"_s};
        QVERIFY(append(store(), used).ok());
        used.room = labId;
        // One commit, in which the first write of an act is a notice.
        const auto results = m_rig->together([&](Store &store, const auto &note) {
            store.append(draft(u"Lab"_s, u"1"_s, u"one"_s), note);
            store.act({.room = labId, .notices = {notice(NoticeKind::Topic, u"t"_s), used}}, note);
            store.append(draft(u"Lab"_s, u"2"_s, u"two"_s), note);
        });
        QCOMPARE(results, QStringList({u"ok"_s, u"out-of-range"_s, u"ok"_s}));
        QCOMPARE(numbers(*page(store(), {labId, {}, {}, 50})), u"1 2"_s);
        QCOMPARE(number(m_rig->lab().lastSeq), 2);
    }

    void anUnknownRoomIsNothingToActOn()
    {
        QCOMPARE(codeOf(m_rig->act({.room = labId})), u"room-unknown"_s);
        QCOMPARE(codeOf(m_rig->act({.room = labId, .audit = m_rig->audit(u"x"_s)})),
                 u"room-unknown"_s);
        QCOMPARE(m_rig->count(u"audit"_s), 0);
    }

    void aDeletedRoomLeavesNothingBehind()
    {
        QCOMPARE(m_rig->create(room(u"Lab"_s), {member(ana), member(ben)}), u"ok"_s);
        QVERIFY(createRoom(store(), u"Other"_s).ok());
        const auto reads = [&](auto answer) {
            store().moveReads({{ben, labId, Seq{}}, {ben, RoomId{u"room-Other"_s}, Seq{}}}, answer);
        };
        QVERIFY(answerOf<QList<ReadState>>(reads).ok());
        for (const QString &name : {u"Lab"_s, u"Other"_s})
            QVERIFY(append(store(), draft(name, u"to ben in "_s + name, u"@ben"_s)).ok());
        QCOMPARE(m_rig->count(u"mentions"_s), 2);
        QVERIFY(
            m_rig->act({.room = labId, .imposed = {sanction(SanctionKind::Ban, u"spam"_s)}}).ok());
        QCOMPARE(m_rig->codeOf<AddedReport>([&](Store &store, auto answer) {
            store.addReport({labId, Seq{1}, boss, u"rude"_s}, answer);
        }),
                 u"ok"_s);
        QCOMPARE(m_rig->remove(labId, m_rig->audit(u"room-deleted"_s)), u"ok"_s);
        for (const QString &table : {u"rooms"_s, u"events"_s, u"reads"_s, u"mentions"_s})
            QCOMPARE(m_rig->count(table), 1);
        for (const QString &table : {u"memberships"_s, u"sanctions"_s, u"reports"_s})
            QCOMPARE(m_rig->count(table), 0);
        QCOMPARE(m_rig->count(u"pragma_foreign_key_check"_s), 0);
        QCOMPARE(codeOf(append(store(), draft(u"Lab"_s, u"late"_s, u"x"_s))), u"room-unknown"_s);
        QVERIFY(page(store(), {labId, {}, {}, 50})->events.isEmpty());
        const auto states = answerOf<QList<ReadState>>([&](auto answer) {
            store().moveReads({{ben, labId, Seq{1}}}, answer);
        });
        QCOMPARE(number(states->first().upTo), 0);
        QCOMPARE(m_rig->count(u"reads"_s), 1);
        // Done as well when there is none, but that is no act.
        QCOMPARE(m_rig->remove(labId, m_rig->audit(u"room-deleted"_s)), u"ok"_s);
        QCOMPARE(m_rig->count(u"audit"_s), 1);
        // Its name is free, and its client ids are.
        QCOMPARE(m_rig->create(room(u"Lab"_s)), u"ok"_s);
        const auto first = append(store(), draft(u"Lab"_s, u"to ben in Lab"_s, u"again"_s));
        QCOMPARE(number(first->event.seq), 1);
        QVERIFY(!first->repeated);
        QCOMPARE(m_rig->people(), QString());
    }

    void aRoomLivesAndDiesInOneCommit()
    {
        QCOMPARE(m_rig->create(room(u"Lab"_s)), u"ok"_s);
        QVERIFY(append(store(), draft(u"Lab"_s, u"0"_s, u"zero"_s)).ok());
        const auto results = m_rig->together([&](Store &store, const auto &note) {
            store.append(draft(u"Lab"_s, u"1"_s, u"one"_s), note);
            store.deleteRoom(labId, {}, note);
            store.append(draft(u"Lab"_s, u"2"_s, u"two"_s), note);
            store.createRoom(room(u"Lab"_s), note);
            store.append(draft(u"Lab"_s, u"1"_s, u"one again"_s), note);
            store.act({.room = labId, .members = {member(ana)}}, note);
        });
        QCOMPARE(results,
                 QStringList({u"ok"_s, u"ok"_s, u"room-unknown"_s, u"ok"_s, u"ok"_s, u"ok"_s}));
        QCOMPARE(m_rig->people(), u"Ana member"_s);
        QCOMPARE(number(m_rig->lab().lastSeq), 1);
        QCOMPARE(m_rig->lab().lastText, u"one again"_s);
        QCOMPARE(m_rig->count(u"events"_s), 1);
    }
};

QTEST_GUILESS_MAIN(SqliteStoreRoomActsTest)
#include "tst_sqlitestoreroomacts.moc"
