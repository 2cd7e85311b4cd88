// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roomdirectory.h"
#include "shared/limits.h"
#include "tests/support/memorystore.h"

#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using protocol::RoomKind;

class RoomDirectoryTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::MemoryStore> m_store;
    std::unique_ptr<RoomDirectory> m_directory;
    QList<Result<RoomId>> m_answers;
    /// Of ensure().
    QList<bool> m_made;

    void create(const NewRoom &room)
    {
        m_directory->create(room, [this](const auto &answer) { m_answers.append(answer); });
    }
    void create(const QString &name) { create(NewRoom{.name = name}); }

    void ensure(const NewRoom &room)
    {
        m_directory->ensure(room, [this](const Result<RoomDirectory::Found> &found) {
            m_answers.append(found ? Result<RoomId>(found->room) : Result<RoomId>(found.error()));
            m_made.append(found && found->isNew);
        });
    }
    void ensure(const QString &name) { ensure(NewRoom{.name = name}); }

    static NewRoom direct(const QString &key)
    {
        return {.kind = RoomKind::Direct, .directKey = key};
    }

    [[nodiscard]] QString answer(qsizetype i) const
    {
        const auto &answer = m_answers.at(i);
        return answer ? m_directory->summary(*answer).name
                      : errorName(answer.error().code).toString();
    }

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<test::MemoryStore>();
        m_answers.clear();
        m_made.clear();
        m_directory = std::make_unique<RoomDirectory>(*m_store);
    }

    void aRoomIsMade()
    {
        QSignalSpy created(m_directory.get(), &RoomDirectory::roomCreated);
        create({.name = u"The Lobby"_s, .topic = u"Whatever"_s});
        QVERIFY(m_answers.isEmpty());
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(created.size(), 1);
        QCOMPARE(answer(0), u"The Lobby"_s);
        const auto summary = m_directory->summary(*m_answers.first());
        QCOMPARE(number(summary.lastSeq), 0);
        QCOMPARE(summary.topic, u"Whatever"_s);
        QVERIFY(summary.kind == RoomKind::Public);
        QVERIFY(milliseconds(summary.lastTime) > 0);
    }

    void lookAlikesAreOneRoom()
    {
        create(u"Lobby"_s);
        create(u"LOBBY"_s);
        QTRY_COMPARE(m_answers.size(), 2);
        create(u"L\u043Ebby"_s);
        ensure(u"lobby"_s);
        QCOMPARE(answer(0), u"room-exists"_s);
        QCOMPARE(answer(1), u"Lobby"_s);
        QCOMPARE(answer(2), u"room-exists"_s);
        QCOMPARE(answer(3), u"Lobby"_s);
    }

    void roomsThatOnlyLookAlikeAsWrittenAreOne()
    {
        create(u"PauI"_s);
        ensure(u"Paul"_s);
        QTRY_COMPARE(m_answers.size(), 2);
        QCOMPARE(answer(1), u"PauI"_s);
        create(u"paul"_s);
        QCOMPARE(answer(2), u"room-exists"_s);
        QVERIFY(m_directory->containsName(u"Paul"_s));
    }

    void lookAlikesFromBeforeKeepTheirNames()
    {
        m_store->addRoom({RoomId(u"one"_s), u"Ian"_s, u"ian"_s, {}, {}, {}, {}});
        m_store->addRoom({RoomId(u"two"_s), u"lan"_s, u"lan"_s, {}, {}, {}, {}});
        m_directory = std::make_unique<RoomDirectory>(*m_store);
        ensure(u"ian"_s);
        ensure(u"lan"_s);
        QCOMPARE(answer(0), u"Ian"_s);
        QCOMPARE(answer(1), u"lan"_s);
    }

    void twoWhoEnsureAtOnceGetOneRoom()
    {
        ensure(u"Lobby"_s);
        ensure(u"lobby"_s);
        QTRY_COMPARE(m_answers.size(), 2);
        QVERIFY(*m_answers.at(0) == *m_answers.at(1));
        QCOMPARE(m_made, (QList{true, false}));
        QCOMPARE(m_directory->count(), 1);
    }

    void whatTheStoreRefusesIsNotThere()
    {
        m_store->failWith(Error{ErrorCode::StorageFailed, {}});
        ensure(u"Lobby"_s);
        ensure(u"Lobby"_s);
        QTRY_COMPARE(m_answers.size(), 2);
        QCOMPARE(answer(1), u"storage-failed"_s);
        m_store->failWith({});
        ensure(u"Lobby"_s);
        QTRY_COMPARE(m_answers.size(), 3);
        QCOMPARE(answer(2), u"Lobby"_s);
    }

    void roomsFromBeforeAreThere()
    {
        create(u"Lobby"_s);
        QTRY_COMPARE(m_answers.size(), 1);
        m_directory = std::make_unique<RoomDirectory>(*m_store);
        QCOMPARE(answer(0), u"Lobby"_s);
        create(u"lobby"_s);
        QCOMPARE(answer(1), u"room-exists"_s);
    }

    void theLastEventIsSummarised()
    {
        create(u"Lobby"_s);
        QTRY_COMPARE(m_answers.size(), 1);
        const RoomId room = *m_answers.first();
        const protocol::User ana{UserId(u"ana"_s), u"Ana"_s};
        const QString text = u"one\ntwo "_s + QString(200, u'x');
        m_directory->noteEvent(room, {Seq{2}, Timestamp{7}, ana, ClientId(u"c"_s), text});
        m_directory->noteEvent(room, {Seq{1}, Timestamp{6}, ana, ClientId(u"d"_s), u"late"_s});
        const auto summary = m_directory->summary(room);
        QCOMPARE(number(summary.lastSeq), 2);
        QCOMPARE(milliseconds(summary.lastTime), 7);
        QCOMPARE(summary.lastAuthor, u"Ana"_s);
        QVERIFY(summary.lastText.startsWith(u"one two xxx"_s));
        QCOMPARE(summary.lastText.size(), limits::excerptCharacters + 1);
    }

    /// What a name clashes with must not show that a private room is there.
    void privateNamesAreNobodysBusiness()
    {
        create({.name = u"Lobby"_s, .kind = RoomKind::Private});
        create({.name = u"Lobby"_s, .kind = RoomKind::Private});
        QVERIFY(!m_directory->containsName(u"Lobby"_s));
        create(u"lobby"_s);
        QTRY_COMPARE(m_answers.size(), 3);
        QCOMPARE(answer(0) + answer(1) + answer(2), u"LobbyLobbylobby"_s);
        QCOMPARE(m_directory->publicRooms(), QSet{*m_answers.at(2)});
        ensure(u"LOBBY"_s);
        QVERIFY(*m_answers.at(3) == *m_answers.at(2));
    }

    void theSamePeopleGetTheSameRoom()
    {
        ensure(direct(u"ana ben"_s));
        ensure(direct(u"ana ben"_s));
        ensure(direct(u"ana carl"_s));
        QTRY_COMPARE(m_answers.size(), 3);
        QCOMPARE(m_made, (QList{true, false, true}));
        QVERIFY(*m_answers.at(0) == *m_answers.at(1));
        QVERIFY(!(*m_answers.at(0) == *m_answers.at(2)));
        m_directory = std::make_unique<RoomDirectory>(*m_store);
        QVERIFY(m_directory->findDirect(u"ana ben"_s) == *m_answers.at(0));
        QVERIFY(!m_directory->findDirect(u"ben carl"_s));
        QVERIFY(m_directory->publicRooms().isEmpty());
    }

    void aRoomIsCalledOtherwise()
    {
        create(u"Lobby"_s);
        create(u"Garden"_s);
        QTRY_COMPARE(m_answers.size(), 2);
        StoredRoom room = m_directory->find(*m_answers.at(0));
        QVERIFY(!m_directory->holdName(u"GARDEN"_s, room.id));
        // Held and let go of again.
        QVERIFY(m_directory->holdName(u"Hall"_s, room.id));
        QVERIFY(m_directory->containsName(u"hall"_s));
        m_directory->freeName(u"Hall"_s, room.id);
        QVERIFY(!m_directory->containsName(u"Hall"_s));
        QVERIFY(m_directory->containsName(u"Lobby"_s));
        // Its own in other letters.
        QVERIFY(m_directory->holdName(u"LOBBY"_s, room.id));
        room.name = u"Hall"_s;
        QVERIFY(m_directory->holdName(room.name, room.id));
        m_directory->change(room);
        m_directory->freeName(u"LOBBY"_s, room.id);
        QVERIFY(!m_directory->containsName(u"Lobby"_s));
        QVERIFY(m_directory->containsName(u"hall"_s));
    }

    void aRoomThatBecomesPrivateLetsGoOfItsName()
    {
        create(u"Lobby"_s);
        QTRY_COMPARE(m_answers.size(), 1);
        StoredRoom room = m_directory->find(*m_answers.at(0));
        room.kind = RoomKind::Private;
        m_directory->change(room);
        QVERIFY(!m_directory->containsName(u"Lobby"_s));
        QVERIFY(!m_directory->isPublic(room.id));
        room.kind = RoomKind::Public;
        m_directory->change(room);
        QVERIFY(m_directory->containsName(u"Lobby"_s));
        m_directory->remove(room.id);
        QVERIFY(!m_directory->containsName(u"Lobby"_s));
        QVERIFY(!m_directory->contains(room.id));
        QCOMPARE(m_directory->count(), 0);
    }

    void aNoticeIsNotTheLastThingSaid()
    {
        create(u"Lobby"_s);
        QTRY_COMPARE(m_answers.size(), 1);
        const RoomId room = *m_answers.first();
        const protocol::User ana{UserId(u"ana"_s), u"Ana"_s};
        m_directory->noteEvent(room, {Seq{1}, Timestamp{6}, ana, ClientId(u"c"_s), u"Hello"_s});
        m_directory->noteEvent(room, {Seq{2}, Timestamp{7}, ana, ClientId(u"d"_s), u"Hall"_s,
                                      protocol::Notice{protocol::NoticeKind::Renamed}});
        const auto summary = m_directory->summary(room);
        QCOMPARE(number(summary.lastSeq), 2);
        QCOMPARE(milliseconds(summary.lastTime), 7);
        QCOMPARE(summary.lastText, u"Hello"_s);
    }

    void aServerCanBeFull()
    {
        for (int i = 0; i < limits::roomsPerServer; ++i) {
            const QString name = u"room %1"_s.arg(i);
            m_store->addRoom({RoomId(name), name, name, {}, {}, {}, {}});
        }
        m_directory = std::make_unique<RoomDirectory>(*m_store);
        create(u"one more"_s);
        QCOMPARE(answer(0), u"too-many-rooms"_s);
        // Those that only a few see are counted apart.
        create({.name = u"one more"_s, .kind = RoomKind::Private});
        QTRY_COMPARE(m_answers.size(), 2);
        QCOMPARE(answer(1), u"one more"_s);
    }
};

QTEST_GUILESS_MAIN(RoomDirectoryTest)
#include "tst_roomdirectory.moc"
