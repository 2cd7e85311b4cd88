// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/face.h"
#include "desktop/models/memberlistmodel.h"
#include "fakeworld.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using protocol::Presence;

namespace
{

protocol::Member member(const QString &name, Presence presence = Presence::Here)
{
    const auto user = FakeServer::person(name);
    return {user.id, user.name, presence};
}

QStringList names(const MemberListModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto index = model.index(row);
        const bool isAway =
            index.data(MemberListModel::PresenceKind).toInt() == static_cast<int>(Presence::Away);
        list.append(index.data().toString() + (isAway ? u" (away)"_s : QString()));
    }
    return list;
}

/// In the lobby, watched, with these people in it.
struct Crowd : World {
    explicit Crowd(const QList<protocol::Member> &members)
    {
        server.room(u"lobby"_s).members = members;
        server.room(u"lobby"_s).summary.memberCount = members.size();
    }
};

} // namespace

class MemberListModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thoseWhoAreHereComeFirst()
    {
        Crowd world({member(u"zoe"_s), member(u"Ana"_s, Presence::Away), member(u"Ben"_s),
                     member(u"Me"_s)});
        ENTER(world);
        MemberListModel model(&world.client);
        QAbstractItemModelTester tester(&model);
        model.setRoom(lobby);
        // A room in the background has no list; it is fetched when someone looks.
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.memberCount(), 4);
        world.client.setInterest(lobby, Interest::Watched);
        QTRY_COMPARE(names(model), QStringList({u"Ben"_s, u"Me"_s, u"zoe"_s, u"Ana (away)"_s}));
        QVERIFY(model.index(1).data(MemberListModel::IsSelf).toBool());
        QCOMPARE(model.index(3).data(MemberListModel::AccessibleText).toString(), u"Ana, away"_s);
        QCOMPARE(model.index(0).data(MemberListModel::Portrait).value<Face>().name, u"Ben"_s);
    }

    void botsAreMarked()
    {
        auto build = member(u"Build"_s);
        build.kind = protocol::PersonKind::Bot;
        Crowd world({member(u"Ana"_s), build});
        ENTER(world);
        world.client.setInterest(lobby, Interest::Watched);
        MemberListModel model(&world.client);
        model.setRoom(lobby);
        QTRY_COMPARE(names(model), QStringList({u"Ana"_s, u"Build"_s}));
        QVERIFY(!model.index(0).data(MemberListModel::IsBot).toBool());
        QVERIFY(model.index(1).data(MemberListModel::IsBot).toBool());
        QCOMPARE(model.index(1).data(MemberListModel::AccessibleText).toString(),
                 u"Build, here, bot"_s);
    }

    void changesMoveOneRow()
    {
        Crowd world({member(u"Ana"_s), member(u"Ben"_s), member(u"Cleo"_s)});
        ENTER(world);
        world.client.setInterest(lobby, Interest::Watched);
        MemberListModel model(&world.client);
        QAbstractItemModelTester tester(&model);
        model.setRoom(lobby);
        QTRY_COMPARE(model.rowCount(), 3);
        QSignalSpy moved(&model, &MemberListModel::rowsMoved);
        QSignalSpy reset(&model, &MemberListModel::modelReset);
        QSignalSpy counted(&model, &MemberListModel::memberCountChanged);
        protocol::MembersChanged change{lobby, 3, {}, {}, {}, 0, 0, 0};
        change.changed = {member(u"Ana"_s, Presence::Away)};
        world.server.send(change);
        QTRY_COMPARE(names(model), QStringList({u"Ben"_s, u"Cleo"_s, u"Ana (away)"_s}));
        QCOMPARE(moved.count(), 1);
        change = {lobby, 7, {member(u"Ali"_s)}, {member(u"Cleo"_s)}, {}, 4, 0, 0};
        world.server.send(change);
        QTRY_COMPARE(names(model), QStringList({u"Ali"_s, u"Ben"_s, u"Ana (away)"_s}));
        QCOMPARE(model.memberCount(), 7);
        QCOMPARE(counted.last()[0].toLongLong(), 7);
        // After a restart people come back without being announced.
        change = {lobby, 8, {}, {}, {member(u"Abe"_s)}, 0, 0, 0};
        world.server.send(change);
        QTRY_COMPARE(names(model), QStringList({u"Abe"_s, u"Ali"_s, u"Ben"_s, u"Ana (away)"_s}));
        QCOMPARE(reset.count(), 0);
    }

    void aRejoinChangesOnlyWhatChanged()
    {
        Crowd world({member(u"Ana"_s), member(u"Ben"_s)});
        ENTER(world);
        world.client.setInterest(lobby, Interest::Watched);
        MemberListModel model(&world.client);
        QAbstractItemModelTester tester(&model);
        model.setRoom(lobby);
        QTRY_COMPARE(model.rowCount(), 2);
        QSignalSpy reset(&model, &MemberListModel::modelReset);
        world.server.room(u"lobby"_s).members = {member(u"Ben"_s), member(u"Cleo"_s)};
        world.server.dropConnections();
        QTRY_COMPARE(names(model), QStringList({u"Ben"_s, u"Cleo"_s}));
        QCOMPARE(reset.count(), 0);
    }

    void furtherPagesAreFetched()
    {
        Crowd world({});
        QList<protocol::Member> everyone;
        for (int i = 0; i < 300; ++i)
            everyone.append(member(u"Guest %1"_s.arg(i, 3, 10, QLatin1Char('0'))));
        world.server.room(u"lobby"_s).members = everyone;
        world.server.room(u"lobby"_s).summary.memberCount = 300;
        ENTER(world);
        world.client.setInterest(lobby, Interest::Watched);
        MemberListModel model(&world.client);
        // Without the model tester, which fetches by itself.
        model.setRoom(lobby);
        QTRY_COMPARE(model.rowCount(), 200);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QVERIFY(!model.canFetchMore({}));
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 300);
        QVERIFY(!model.canFetchMore({}));
        const auto requests = world.server.received<protocol::GetMembers>();
        QCOMPARE(requests.size(), 2);
        QCOMPARE(requests.last().after, std::optional(u"Guest 199"_s));
    }

    void noRoomHasNoRows()
    {
        Crowd world({member(u"Ana"_s)});
        ENTER(world);
        MemberListModel model(&world.client);
        QAbstractItemModelTester tester(&model);
        model.setRoom({});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.memberCount(), 0);
        QVERIFY(!model.canFetchMore({}));
    }
};

QTEST_GUILESS_MAIN(MemberListModelTest)
#include "tst_memberlistmodel.moc"
