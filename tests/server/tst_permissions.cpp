// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/permissions.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using protocol::Role;
using protocol::RoomKind;
using protocol::ServerRole;

namespace
{

/// The table of docs/PROTOCOL.md, written out once more: reader, member, moderator, owner, and in a
/// direct room; y may, n may not, r when the room's rule says so.
struct Row {
    const char *name;
    Action action;
    const char *may;
    /// Whether bots may where their role allows it.
    bool bots;
};

constexpr Row rows[] = {
    {"look", Action::Look, "yyyyy", true},
    {"read", Action::Read, "yyyyy", true},
    {"report", Action::Report, "yyyyy", true},
    {"leave", Action::Leave, "yyyyn", true},
    {"post", Action::Post, "nrryy", true},
    {"type", Action::Type, "nrryy", true},
    {"add people", Action::AddPeople, "nrryn", false},
    {"pin", Action::Pin, "nrryn", false},
    {"set the topic", Action::SetTopic, "nnyyn", false},
    {"moderate", Action::Moderate, "nnyyn", false},
    {"see sanctions", Action::SeeSanctions, "nnyyn", false},
    {"handle reports", Action::HandleReports, "nnyyn", false},
    {"change the room", Action::ChangeRoom, "nnnyn", false},
    {"set roles", Action::SetRoles, "nnnyn", false},
    {"archive", Action::Archive, "nnnyn", false},
    {"delete", Action::Delete, "nnnyn", false},
    {"see the audit log", Action::SeeAudit, "nnnyn", false},
};

constexpr Role roles[] = {Role::Reader, Role::Member, Role::Moderator, Role::Owner};

QString answer(const std::optional<Error> &error)
{
    return error ? errorName(error->code).toString() : u"yes"_s;
}

Standpoint in(RoomKind kind, Role role, Role least = Role::Member)
{
    return {.kind = kind, .role = role, .rules = {least, least, least, 0}};
}

} // namespace

Q_DECLARE_METATYPE(Row)

class PermissionsTest final : public QObject
{
    Q_OBJECT

    static void everyRow()
    {
        QTest::addColumn<Row>("row");
        for (const Row &row : rows)
            QTest::newRow(row.name) << row;
    }

private Q_SLOTS:
    void theTableIsWhole() { QCOMPARE(std::size(rows), rightsTable.size()); }

    void bots_data() { everyRow(); }
    /// In the role that may do the most, which no bot is given.
    void bots()
    {
        QFETCH(Row, row);
        Standpoint bot = in(RoomKind::Private, Role::Owner);
        bot.person = protocol::PersonKind::Bot;
        QCOMPARE(answer(authorise(bot, row.action)), row.bots ? u"yes"_s : u"not-allowed"_s);
    }

    void outOfItsScopeABotKnowsOfNoRoom_data() { everyRow(); }
    void outOfItsScopeABotKnowsOfNoRoom()
    {
        QFETCH(Row, row);
        for (const auto kind : {RoomKind::Public, RoomKind::Private, RoomKind::Direct}) {
            Standpoint bot = in(kind, Role::Member);
            bot.person = protocol::PersonKind::Bot;
            bot.scope = Scope::Outside;
            QCOMPARE(answer(authorise(bot, row.action)), u"room-unknown"_s);
            bot.role = std::nullopt;
            QCOMPARE(answer(authorise(bot, row.action)), u"room-unknown"_s);
        }
    }

    void roles_data() { everyRow(); }
    void roles()
    {
        QFETCH(Row, row);
        for (const auto kind : {RoomKind::Public, RoomKind::Private}) {
            for (size_t i = 0; i < std::size(::roles); ++i) {
                for (const Role least : ::roles) {
                    const Role role = ::roles[i];
                    const bool may = row.may[i] == 'y' || (row.may[i] == 'r' && role >= least);
                    QCOMPARE(answer(authorise(in(kind, role, least), row.action)),
                             may ? u"yes"_s : u"not-allowed"_s);
                }
            }
        }
    }

    void directRooms_data() { everyRow(); }
    void directRooms()
    {
        QFETCH(Row, row);
        // There are no roles, whatever is kept.
        for (const Role role : ::roles)
            QCOMPARE(answer(authorise(in(RoomKind::Direct, role, Role::Owner), row.action)),
                     row.may[4] == 'y' ? u"yes"_s : u"not-allowed"_s);
    }

    void outsiders_data() { everyRow(); }
    void outsiders()
    {
        QFETCH(Row, row);
        Standpoint outside{.kind = RoomKind::Public};
        QCOMPARE(answer(authorise(outside, row.action)),
                 row.action == Action::Look ? u"yes"_s : u"not-member"_s);
        for (const auto kind : {RoomKind::Private, RoomKind::Direct}) {
            outside = {.kind = kind, .serverRole = ServerRole::Administrator};
            QVERIFY(authorise(outside, row.action) == roomUnknown());
        }
    }

    void archivedRooms_data() { everyRow(); }
    void archivedRooms()
    {
        QFETCH(Row, row);
        Standpoint owner = in(RoomKind::Public, Role::Owner);
        owner.archived = true;
        const bool may = row.action != Action::Post && row.action != Action::Type &&
                         row.action != Action::AddPeople && row.action != Action::Pin &&
                         row.action != Action::SetTopic && row.action != Action::ChangeRoom;
        QCOMPARE(answer(authorise(owner, row.action)), may ? u"yes"_s : u"room-archived"_s);
    }

    void mutedPeople_data() { everyRow(); }
    void mutedPeople()
    {
        QFETCH(Row, row);
        Standpoint owner = in(RoomKind::Private, Role::Owner);
        owner.muted = true;
        const bool may =
            row.action != Action::Post && row.action != Action::Type && row.action != Action::Pin;
        QCOMPARE(answer(authorise(owner, row.action)), may ? u"yes"_s : u"muted"_s);
    }

    /// Nobody acts on somebody whose role is not below theirs, but owners on all.
    void upon()
    {
        for (const Role actor : ::roles) {
            for (const Role person : ::roles) {
                const bool may = actor == Role::Owner || person < actor;
                QCOMPARE(answer(authoriseUpon(in(RoomKind::Public, actor),
                                              in(RoomKind::Public, person))),
                         may ? u"yes"_s : u"not-allowed"_s);
            }
        }
        QCOMPARE(answer(authoriseUpon(in(RoomKind::Public, Role::Moderator), {})), u"yes"_s);
    }

    void uponAdministrators()
    {
        Standpoint owner = in(RoomKind::Public, Role::Owner);
        Standpoint administrator = in(RoomKind::Public, Role::Reader);
        administrator.serverRole = ServerRole::Administrator;
        QCOMPARE(answer(authoriseUpon(owner, administrator)), u"not-allowed"_s);
        // Nor when they are not in the room.
        administrator.role.reset();
        QCOMPARE(answer(authoriseUpon(owner, administrator)), u"not-allowed"_s);
        owner.serverRole = ServerRole::Administrator;
        QCOMPARE(answer(authoriseUpon(owner, administrator)), u"yes"_s);
    }
};

QTEST_APPLESS_MAIN(PermissionsTest)
#include "tst_permissions.moc"
