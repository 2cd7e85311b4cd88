// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/subscriptions.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class SubscriptionsTest final : public QObject
{
    Q_OBJECT

    const RoomId m_room{u"room"_s};
    const SessionId m_one{1};
    const SessionId m_two{2};

private Q_SLOTS:
    void followersHearOfTheirRoomOnly()
    {
        Subscriptions subscriptions;
        subscriptions.enter(m_one);
        subscriptions.enter(m_two);
        subscriptions.follow(m_one, m_room);
        QCOMPARE(subscriptions.everyone(), (QList{m_one, m_two}));
        QCOMPARE(subscriptions.followersOf(m_room), QList{m_one});
        QVERIFY(subscriptions.followersOf(RoomId(u"other"_s)).isEmpty());
        QVERIFY(subscriptions.follows(m_one, m_room));
        QVERIFY(!subscriptions.follows(m_two, m_room));
    }

    void followingTwiceIsFollowingOnce()
    {
        Subscriptions subscriptions;
        subscriptions.enter(m_one);
        subscriptions.enter(m_one);
        subscriptions.follow(m_one, m_room);
        subscriptions.follow(m_one, m_room);
        QCOMPARE(subscriptions.everyone().size(), 1);
        QCOMPARE(subscriptions.followersOf(m_room).size(), 1);
    }

    void whoHasNotEnteredFollowsNothing()
    {
        Subscriptions subscriptions;
        subscriptions.follow(m_one, m_room);
        QVERIFY(subscriptions.followersOf(m_room).isEmpty());
    }

    void whoIsDroppedHearsNothing()
    {
        Subscriptions subscriptions;
        subscriptions.enter(m_one);
        subscriptions.enter(m_two);
        subscriptions.follow(m_one, m_room);
        subscriptions.follow(m_two, m_room);
        subscriptions.drop(m_one);
        subscriptions.drop(m_one);
        QCOMPARE(subscriptions.everyone(), QList{m_two});
        QCOMPARE(subscriptions.followersOf(m_room), QList{m_two});
        subscriptions.unfollow(m_two, m_room);
        subscriptions.unfollow(m_two, m_room);
        QVERIFY(subscriptions.followersOf(m_room).isEmpty());
    }

    /// Those before and behind it keep their places when it goes.
    void whoHearsOfItsOwnRoomsIsNotAmongEveryone()
    {
        const SessionId bot{3};
        Subscriptions subscriptions;
        subscriptions.enter(m_one);
        subscriptions.enter(bot, Subscriptions::Hearing::OwnRooms);
        subscriptions.enter(m_two);
        subscriptions.follow(bot, m_room);
        QCOMPARE(subscriptions.everyone(), (QList{m_one, m_two}));
        QCOMPARE(subscriptions.followersOf(m_room), QList{bot});
        QVERIFY(subscriptions.hears(bot));
        QCOMPARE(subscriptions.count(), 3);
        subscriptions.drop(bot);
        QVERIFY(!subscriptions.hears(bot));
        QVERIFY(subscriptions.followersOf(m_room).isEmpty());
        QCOMPARE(subscriptions.everyone(), (QList{m_one, m_two}));
        subscriptions.drop(m_one);
        QCOMPARE(subscriptions.everyone(), QList{m_two});
        QCOMPARE(subscriptions.count(), 1);
    }
};

QTEST_APPLESS_MAIN(SubscriptionsTest)
#include "tst_subscriptions.moc"
