// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "peoplesupport.h"
#include "shared/limits.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace hobnob::server::test;

/// Bots and their tokens, as the database keeps them.
class SqliteStoreBotsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<PeopleRig> m_rig;
    const UserId m_build{u"id-Build"_s};

    QString add(const std::optional<QList<RoomId>> &scope)
    {
        const NewBot bot{.user = {m_build, u"Build"_s},
                         .keys = PeopleRig::keys(u"Build"_s),
                         .owner = UserId{u"id-Ana"_s},
                         .scope = scope};
        return m_rig->codeOf<StoredPerson>(
            [&](Store &store, auto answer) { store.addBot(bot, {}, answer); });
    }
    QString addToken(const QString &key)
    {
        return m_rig->codeOf<Done>([&](Store &store, auto answer) {
            store.addToken(PeopleRig::session(u"Build"_s, key), {}, answer);
        });
    }
    QString removed(const std::optional<SessionKey> &key)
    {
        const auto keys = m_rig->answer<QList<SessionKey>>(
            [&](Store &store, auto answer) { store.removeTokens(m_build, key, {}, answer); });
        return keys ? words(*keys) : codeOf(keys);
    }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<PeopleRig>(); }

    void aBotIsThereAfterARestart()
    {
        QVERIFY(createRoom(m_rig->store(), u"a"_s).ok());
        QVERIFY(createRoom(m_rig->store(), u"b"_s).ok());
        QCOMPARE(add(QList{RoomId{u"room-b"_s}, RoomId{u"room-gone"_s}}), u"ok"_s);
        QCOMPARE(add({}), u"name-taken"_s);
        m_rig->open();
        const auto bots = m_rig->store().botsAtStart();
        QCOMPARE(bots.size(), 1);
        QCOMPARE(bots.first().user.id, m_build);
        QCOMPARE(bots.first().user.name, u"Build"_s);
        QCOMPARE(bots.first().owner.value(), u"id-Ana"_s);
        QCOMPARE(milliseconds(bots.first().created), 5000);
        QCOMPARE(bots.first().scope, std::optional(QList{RoomId{u"room-b"_s}}));
    }

    /// Which is not the same as being confined to none.
    void aBotWhoseRoomsAreGoneIsStillConfined()
    {
        QCOMPARE(add(QList<RoomId>()), u"ok"_s);
        m_rig->open();
        QCOMPARE(m_rig->store().botsAtStart().first().scope, std::optional(QList<RoomId>()));
    }

    void tokensAreBoundedAndRemoved()
    {
        QCOMPARE(addToken(u"early"_s), u"token-unknown"_s);
        QCOMPARE(add({}), u"ok"_s);
        for (int i = 0; i < limits::tokensPerBot; ++i)
            QCOMPARE(addToken(u"k%1"_s.arg(i)), u"ok"_s);
        QCOMPARE(addToken(u"more"_s), u"too-many"_s);
        QCOMPARE(removed(SessionKey{u"none"_s}), QString());
        QCOMPARE(removed(SessionKey{u"k3"_s}), u"k3"_s);
        QCOMPARE(addToken(u"more"_s), u"ok"_s);
        QCOMPARE(removed({}).split(u' ').size(), limits::tokensPerBot);
        QCOMPARE(m_rig->count(u"sessions"_s), 0);
    }

    /// Whoever asks, and whatever they forgot to look at.
    void aBotHasNoPasswordAndNoPower()
    {
        QCOMPARE(add({}), u"ok"_s);
        const auto password = [&](Store &store, auto answer) {
            store.setPassword(m_build, "hash", {}, answer);
        };
        QCOMPARE(m_rig->codeOf<QList<SessionKey>>(password), u"wrong-login"_s);
        const auto role = [&](Store &store, auto answer) {
            store.setAccountRole(m_build, ServerRole::Administrator, {}, answer);
        };
        QCOMPARE(m_rig->codeOf<Done>(role), u"wrong-login"_s);
        const auto factor = [&](Store &store, auto answer) {
            store.setSecondFactor(m_build, {}, {}, answer);
        };
        QCOMPARE(m_rig->codeOf<Done>(factor), u"wrong-login"_s);
        QCOMPARE(m_rig->value(u"SELECT length(password_hash) || role FROM accounts"_s),
                 u"0member"_s);
    }

    void aBotGoesWithAllThatIsItsOwn()
    {
        QVERIFY(createRoom(m_rig->store(), u"a"_s).ok());
        QCOMPARE(add(QList{RoomId{u"room-a"_s}}), u"ok"_s);
        QCOMPARE(addToken(u"key"_s), u"ok"_s);
        const auto gone = [&](Store &store, auto answer) {
            store.deleteAccount(m_build, {}, answer);
        };
        QCOMPARE(m_rig->codeOf<Done>(gone), u"ok"_s);
        for (const auto &table : {u"bots"_s, u"bot_rooms"_s, u"sessions"_s, u"accounts"_s})
            QCOMPARE(m_rig->count(table), 0);
        QCOMPARE(add({}), u"ok"_s);
    }
};

QTEST_GUILESS_MAIN(SqliteStoreBotsTest)
#include "tst_sqlitestorebots.moc"
