// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "peoplesupport.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace hobnob::server::test;

namespace
{

const RoomId labId{u"room-Lab"_s};
const User ana{UserId{u"id-Ana"_s}, u"Ana"_s};
const User ben{UserId{u"id-Ben"_s}, u"Ben"_s};

} // namespace

/// What keeps order, as the database keeps it.
class SqliteStoreModerationTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<PeopleRig> m_rig;

    Store &store() const { return m_rig->store(); }

    QString audit(const AuditQuery &query) const
    {
        const auto page = m_rig->answer<AuditPage>(
            [&](Store &store, auto answer) { store.listAudit(query, answer); });
        QStringList words;
        for (const AuditEntry &entry : page->entries)
            words.append(entry.action);
        if (page->more)
            words.append(u"more"_s);
        return words.join(u' ');
    }

    /// An act in the lab, or in no room.
    void note(const QString &action, const RoomId &room) const
    {
        AuditEntry entry = *m_rig->audit(action);
        entry.room = room;
        entry.roomName = room.value();
        QCOMPARE(m_rig->codeOf<std::optional<Announcement>>(
                     [&](Store &store, auto answer) { store.announce({}, entry, answer); }),
                 u"ok"_s);
    }

    std::optional<Announcement> announce(const std::optional<Announcement> &announcement) const
    {
        return *m_rig->answer<std::optional<Announcement>>([&](Store &store, auto answer) {
            store.announce(announcement, m_rig->audit(u"announced"_s), answer);
        });
    }

    /// "Ana: Ben Cy".
    QString blocks() const
    {
        m_rig->open();
        std::map<QString, QStringList> names;
        for (const StoredBlock &block : store().blocksAtStart())
            names[block.user.value().mid(3)].append(block.blocked.name);
        QStringList words;
        for (const auto &[name, blocked] : names)
            words.append(name + u": "_s + blocked.join(u' '));
        return words.join(u", "_s);
    }

    QString block(const UserId &user, const User &blocked) const
    {
        return m_rig->codeOf<Done>(
            [&](Store &store, auto answer) { store.block(user, blocked, answer); });
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<PeopleRig>();
        for (const QString &name : {u"Ana"_s, u"Ben"_s})
            QCOMPARE(m_rig->registerAs(name), u"ok"_s);
        for (const QString &name : {u"Lab"_s, u"Den"_s})
            QVERIFY(createRoom(store(), name).ok());
    }

    void blocksAreKept()
    {
        QCOMPARE(block(ana.id, ben), u"ok"_s);
        QCOMPARE(block(ana.id, ben), u"ok"_s);
        m_rig->now = 6000;
        QCOMPARE(block(ana.id, {UserId{u"id-Cy"_s}, u"Cy"_s}), u"ok"_s);
        QCOMPARE(block(ben.id, ana), u"ok"_s);
        QCOMPARE(blocks(), u"Ana: Ben Cy, Ben: Ana"_s);
        QCOMPARE(store().blocksAtStart()[0].user, ana.id);
        QCOMPARE(store().blocksAtStart()[0].blocked.id, ben.id);
        const auto unblock = [](Store &store, auto answer) {
            store.unblock(ana.id, ben.id, answer);
        };
        QCOMPARE(m_rig->codeOf<Done>(unblock), u"ok"_s);
        QCOMPARE(m_rig->codeOf<Done>(unblock), u"ok"_s);
        QCOMPARE(blocks(), u"Ana: Cy, Ben: Ana"_s);
    }

    void aBlockHasTheNameOfTheDay()
    {
        QCOMPARE(block(ana.id, ben), u"ok"_s);
        QCOMPARE(m_rig->rename(u"Ben"_s, u"Benjamin"_s), u"ok"_s);
        QCOMPARE(blocks(), u"Ana: Benjamin"_s);
        const auto remove = [](const UserId &user) {
            return [user](Store &store, auto answer) { store.deleteAccount(user, {}, answer); };
        };
        // Whoever is gone has the name that was blocked; whoever blocked and is gone has nothing.
        QCOMPARE(m_rig->codeOf<Done>(remove(ben.id)), u"ok"_s);
        QCOMPARE(blocks(), u"Ana: Ben"_s);
        QCOMPARE(m_rig->codeOf<Done>(remove(ana.id)), u"ok"_s);
        QCOMPARE(blocks(), QString());
        QCOMPARE(block(ana.id, ben), u"ok"_s);
        QCOMPARE(blocks(), QString());
    }

    void theAuditLogIsPaged_data()
    {
        QTest::addColumn<QString>("room");
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("since");
        QTest::addColumn<int>("limit");
        QTest::addColumn<QString>("expected");
        QTest::newRow("all") << u""_s << 0 << 0 << 9 << u"d c b a"_s;
        QTest::newRow("exactly all") << u""_s << 0 << 0 << 4 << u"d c b a"_s;
        QTest::newRow("the first page") << u""_s << 0 << 0 << 2 << u"d c more"_s;
        QTest::newRow("the next page") << u""_s << 3 << 0 << 2 << u"b a"_s;
        QTest::newRow("since a time") << u""_s << 0 << 3000 << 9 << u"d c"_s;
        QTest::newRow("of a room") << u"room-Lab"_s << 0 << 0 << 9 << u"c a"_s;
        QTest::newRow("of a room, a page") << u"room-Lab"_s << 0 << 0 << 1 << u"c more"_s;
        QTest::newRow("of a room, the next") << u"room-Lab"_s << 3 << 0 << 1 << u"a"_s;
        QTest::newRow("of a room, since") << u"room-Lab"_s << 0 << 2000 << 9 << u"c"_s;
        QTest::newRow("of a room that nothing happened in") << u"x"_s << 0 << 0 << 9 << u""_s;
        QTest::newRow("a limit of none") << u""_s << 0 << 0 << 0 << u"more"_s;
    }

    void theAuditLogIsPaged()
    {
        QFETCH(const QString, room);
        QFETCH(const int, before);
        QFETCH(const int, since);
        QFETCH(const int, limit);
        const std::array acts{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
        for (size_t i = 0; i < acts.size(); ++i) {
            m_rig->now = 1000 * qint64(i + 1);
            note(acts[i], i % 2 == 0 ? labId : RoomId());
        }
        AuditQuery query{.limit = limit};
        if (!room.isEmpty())
            query.room = RoomId{room};
        if (before > 0)
            query.before = before;
        if (since > 0)
            query.since = Timestamp{since};
        QTEST(audit(query), "expected");
    }

    void anAuditEntryIsKeptAsItWas()
    {
        AuditEntry entry = *m_rig->audit(u"member-banned"_s);
        entry.room = labId;
        entry.roomName = u"Lab"_s;
        entry.subject = ben;
        entry.details = u"spam"_s;
        QVERIFY(m_rig
                    ->answer<Done>(
                        [&](Store &store, auto answer) { store.deleteRoom(labId, entry, answer); })
                    .ok());
        const auto page = m_rig->answer<AuditPage>(
            [&](Store &store, auto answer) { store.listAudit({.limit = 5}, answer); });
        const AuditEntry kept = page->entries.value(0);
        QCOMPARE(kept.number, 1);
        QCOMPARE(milliseconds(kept.time), 5000);
        QCOMPARE(kept.actor.id.value(), u"boss"_s);
        QCOMPARE(kept.actor.name, u"Boss"_s);
        QCOMPARE(kept.action, u"member-banned"_s);
        QCOMPARE(kept.room, labId);
        QCOMPARE(kept.roomName, u"Lab"_s);
        QCOMPARE(kept.subject.id, ben.id);
        QCOMPARE(kept.subject.name, u"Ben"_s);
        QCOMPARE(kept.details, u"spam"_s);
    }

    void oneAnnouncementStands()
    {
        QVERIFY(!store().announcementAtStart());
        m_rig->now = 6000;
        const auto first = announce(Announcement{u"Tea at four"_s, ana});
        QCOMPARE(first->text, u"Tea at four"_s);
        QCOMPARE(milliseconds(first->time), 6000);
        m_rig->now = 7000;
        QVERIFY(announce(Announcement{u"Tea at five"_s, ben}));
        m_rig->open();
        const auto standing = store().announcementAtStart();
        QCOMPARE(standing->text, u"Tea at five"_s);
        QCOMPARE(standing->author.id, ben.id);
        QCOMPARE(standing->author.name, u"Ben"_s);
        QCOMPARE(milliseconds(standing->time), 7000);
        QVERIFY(!announce({}));
        m_rig->open();
        QVERIFY(!store().announcementAtStart());
        QCOMPARE(audit({.limit = 5}), u"announced announced announced"_s);
    }
};

QTEST_GUILESS_MAIN(SqliteStoreModerationTest)
#include "tst_sqlitestoremoderation.moc"
