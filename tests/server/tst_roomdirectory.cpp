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

class RoomDirectoryTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::MemoryStore> m_store;
    std::unique_ptr<RoomDirectory> m_directory;
    QList<Result<RoomId>> m_answers;

    Store::Answer<RoomId> keep()
    {
        return [this](const Result<RoomId> &answer) { m_answers.append(answer); };
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
        m_directory = std::make_unique<RoomDirectory>(*m_store);
    }

    void aRoomIsMadeWithACleanName()
    {
        QSignalSpy created(m_directory.get(), &RoomDirectory::roomCreated);
        m_directory->create(u"  The   Lobby "_s, keep());
        QVERIFY(m_answers.isEmpty());
        QTRY_COMPARE(m_answers.size(), 1);
        QCOMPARE(created.size(), 1);
        QCOMPARE(answer(0), u"The Lobby"_s);
        const auto summary = m_directory->summary(*m_answers.first());
        QCOMPARE(number(summary.lastSeq), 0);
        QVERIFY(milliseconds(summary.lastTime) > 0);
    }

    void namesAreChecked()
    {
        m_directory->create(u" "_s, keep());
        m_directory->ensure(QString(limits::roomNameCharacters + 1, u'x'), keep());
        QCOMPARE(answer(0), u"room-name-empty"_s);
        QCOMPARE(answer(1), u"room-name-too-long"_s);
    }

    void lookAlikesAreOneRoom()
    {
        m_directory->create(u"Lobby"_s, keep());
        m_directory->create(u"LOBBY"_s, keep());
        QTRY_COMPARE(m_answers.size(), 2);
        m_directory->create(u"L\u043Ebby"_s, keep());
        m_directory->ensure(u"lobby"_s, keep());
        QCOMPARE(answer(0), u"room-exists"_s);
        QCOMPARE(answer(1), u"Lobby"_s);
        QCOMPARE(answer(2), u"room-exists"_s);
        QCOMPARE(answer(3), u"Lobby"_s);
    }

    void roomsThatOnlyLookAlikeAsWrittenAreOne()
    {
        m_directory->create(u"PauI"_s, keep());
        m_directory->ensure(u"Paul"_s, keep());
        QTRY_COMPARE(m_answers.size(), 2);
        QCOMPARE(answer(1), u"PauI"_s);
        m_directory->create(u"paul"_s, keep());
        QCOMPARE(answer(2), u"room-exists"_s);
        QVERIFY(m_directory->containsName(u"Paul"_s));
    }

    void lookAlikesFromBeforeKeepTheirNames()
    {
        m_store->addRoom({RoomId(u"one"_s), u"Ian"_s, u"ian"_s, {}, {}, {}, {}});
        m_store->addRoom({RoomId(u"two"_s), u"lan"_s, u"lan"_s, {}, {}, {}, {}});
        m_directory = std::make_unique<RoomDirectory>(*m_store);
        m_directory->ensure(u"ian"_s, keep());
        m_directory->ensure(u"lan"_s, keep());
        QCOMPARE(answer(0), u"Ian"_s);
        QCOMPARE(answer(1), u"lan"_s);
    }

    void twoWhoEnsureAtOnceGetOneRoom()
    {
        m_directory->ensure(u"Lobby"_s, keep());
        m_directory->ensure(u"lobby"_s, keep());
        QTRY_COMPARE(m_answers.size(), 2);
        QVERIFY(*m_answers.at(0) == *m_answers.at(1));
        QCOMPARE(m_directory->count(), 1);
    }

    void whatTheStoreRefusesIsNotThere()
    {
        m_store->failWith(Error{ErrorCode::StorageFailed, {}});
        m_directory->ensure(u"Lobby"_s, keep());
        m_directory->ensure(u"Lobby"_s, keep());
        QTRY_COMPARE(m_answers.size(), 2);
        QCOMPARE(answer(1), u"storage-failed"_s);
        m_store->failWith({});
        m_directory->ensure(u"Lobby"_s, keep());
        QTRY_COMPARE(m_answers.size(), 3);
        QCOMPARE(answer(2), u"Lobby"_s);
    }

    void roomsFromBeforeAreThere()
    {
        m_directory->create(u"Lobby"_s, keep());
        QTRY_COMPARE(m_answers.size(), 1);
        m_directory = std::make_unique<RoomDirectory>(*m_store);
        QCOMPARE(answer(0), u"Lobby"_s);
        m_directory->create(u"lobby"_s, keep());
        QCOMPARE(answer(1), u"room-exists"_s);
    }

    void theLastEventIsSummarised()
    {
        m_directory->create(u"Lobby"_s, keep());
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

    void aServerCanBeFull()
    {
        for (int i = 0; i < limits::roomsPerServer; ++i) {
            const QString name = u"room %1"_s.arg(i);
            m_store->addRoom({RoomId(name), name, name, {}, {}, {}, {}});
        }
        m_directory = std::make_unique<RoomDirectory>(*m_store);
        m_directory->create(u"one more"_s, keep());
        QCOMPARE(answer(0), u"too-many-rooms"_s);
    }
};

QTEST_GUILESS_MAIN(RoomDirectoryTest)
#include "tst_roomdirectory.moc"
