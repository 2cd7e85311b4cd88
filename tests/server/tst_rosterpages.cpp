// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roster.h"
#include "server/core/sanctions.h"
#include "shared/limits.h"
#include "shared/protocol/codec.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using protocol::Presence;
using protocol::Role;

namespace
{

UserId idOf(const QString &name)
{
    return UserId(u"id-"_s + name);
}

StoredPerson person(const QString &name)
{
    return {.user = {idOf(name), name}, .kind = protocol::PersonKind::Account};
}

QByteArray encoded(const Roster::Page &page)
{
    return protocol::encode(
        protocol::ServerMessage(protocol::Members{RequestId{1}, {}, page.members, page.more}));
}

} // namespace

class RosterPagesTest final : public QObject
{
    Q_OBJECT

    const RoomId m_room{u"room"_s};
    Timestamp m_now{1000};
    Sanctions m_sanctions{{}, [this] { return m_now; }};

    [[nodiscard]] bool join(Roster &roster, const QString &name) const
    {
        return roster.join({.room = m_room}, person(name), Presence::Here).ok();
    }

private Q_SLOTS:
    /// The first page is kept for those who come in one after the other; whatever happens in
    /// between, it is as it would be if it were put together anew, which a page after nothing is.
    void theFirstPageIsNeverAnOldOne()
    {
        Roster roster(m_sanctions);
        for (int i = 0; i < limits::memberPage + 2; ++i)
            QVERIFY(join(roster, u"m%1"_s.arg(i, 3, 10, QChar(u'0'))));
        const auto isCurrent = [&] {
            const auto kept = roster.page(m_room, {});
            const auto made = roster.page(m_room, QString());
            return encoded(kept) == encoded(made);
        };
        QVERIFY(isCurrent());
        const auto first = roster.page(m_room, {}).members;
        QCOMPARE(roster.page(m_room, {}).members.constData(), first.constData());

        QVERIFY(join(roster, u"z, who is on no first page"_s));
        QCOMPARE(roster.page(m_room, {}).members.constData(), first.constData());
        QVERIFY(isCurrent());
        QVERIFY(join(roster, u"a, who is the first"_s));
        QVERIFY(isCurrent());
        roster.setPresence(idOf(u"m007"_s), Presence::Away);
        QVERIFY(isCurrent());
        roster.setRole(m_room, idOf(u"m008"_s), Role::Moderator);
        QVERIFY(isCurrent());
        StoredPerson renamed = person(u"m009"_s);
        renamed.user.name = u"zz"_s;
        roster.change(renamed);
        QVERIFY(isCurrent());
        renamed.user.name = u"aa"_s;
        roster.change(renamed);
        QVERIFY(isCurrent());
        protocol::Sanction mute;
        mute.person = {idOf(u"m010"_s), u"m010"_s};
        mute.kind = protocol::SanctionKind::Mute;
        mute.ends = Timestamp{2000};
        m_sanctions.impose(m_room, mute);
        roster.noteMute(m_room, idOf(u"m010"_s));
        QVERIFY(isCurrent());
        m_now = Timestamp{2000};
        QVERIFY(isCurrent());
        m_sanctions.lift(m_room, idOf(u"m010"_s), protocol::SanctionKind::Mute);
        // Down to where nobody is left for a second page, and further.
        for (int i = 20; i < 40; ++i) {
            roster.leave(m_room, idOf(u"m%1"_s.arg(i, 3, 10, QChar(u'0'))));
            QVERIFY(isCurrent());
        }
    }
};

QTEST_GUILESS_MAIN(RosterPagesTest)
#include "tst_rosterpages.moc"
