// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/rights.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using protocol::Role;

/// The table of docs/PROTOCOL.md, as far as clients go by it.
class RightsTest final : public QObject
{
    Q_OBJECT

private:
    static constexpr std::array rights{Right::Post, Right::AddPeople, Right::SetTopic,
                                       Right::Moderate, Right::Manage};
    /// A letter for each right that one has.
    static QString rightsOf(const protocol::RoomSummary &room, Role role)
    {
        constexpr auto letters = "patmo";
        QString all;
        for (size_t i = 0; i < rights.size(); ++i)
            all += allows(room, role, rights[i]) ? QChar::fromLatin1(letters[i]) : QChar(u'-');
        return all;
    }

private Q_SLOTS:
    void eachRoleHasItsRights_data()
    {
        QTest::addColumn<int>("post");
        QTest::addColumn<int>("invite");
        QTest::addColumn<QString>("all");
        const auto row = [](const char *name, Role post, Role invite, const QString &all) {
            QTest::newRow(name) << int(post) << int(invite) << all;
        };
        // Of readers, members, moderators and owners.
        row("as rooms begin", Role::Member, Role::Member, u"----- pa--- patm- patmo"_s);
        row("announcements", Role::Moderator, Role::Member, u"----- -a--- patm- patmo"_s);
        row("owners invite", Role::Member, Role::Owner, u"----- p---- p-tm- patmo"_s);
        row("readers never post", Role::Reader, Role::Reader, u"----- pa--- patm- patmo"_s);
    }

    void eachRoleHasItsRights()
    {
        QFETCH(int, post);
        QFETCH(int, invite);
        protocol::RoomSummary room;
        room.rules.post = static_cast<Role>(post);
        room.rules.invite = static_cast<Role>(invite);
        QStringList all;
        for (const auto role : {Role::Reader, Role::Member, Role::Moderator, Role::Owner})
            all.append(rightsOf(room, role));
        QTEST(all.join(u' '), "all");
    }

    void archivedRoomsAreForTheirOwnersAlone()
    {
        protocol::RoomSummary room;
        room.archived = true;
        QCOMPARE(rightsOf(room, Role::Owner), u"----o"_s);
        QCOMPARE(rightsOf(room, Role::Moderator), u"-----"_s);
    }

    void directRoomsHaveNoRoles()
    {
        protocol::RoomSummary room;
        room.kind = protocol::RoomKind::Direct;
        QCOMPARE(rightsOf(room, Role::Owner), u"p----"_s);
        QCOMPARE(rightsOf(room, Role::Member), u"p----"_s);
    }

    void nobodyActsUponTheirLike()
    {
        QVERIFY(standsAbove(Role::Owner, Role::Owner));
        QVERIFY(standsAbove(Role::Owner, Role::Reader));
        QVERIFY(standsAbove(Role::Moderator, Role::Member));
        QVERIFY(!standsAbove(Role::Moderator, Role::Moderator));
        QVERIFY(!standsAbove(Role::Member, Role::Reader));
    }
};

QTEST_GUILESS_MAIN(RightsTest)
#include "tst_rights.moc"
