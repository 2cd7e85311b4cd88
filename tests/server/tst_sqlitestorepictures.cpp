// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "peoplesupport.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace hobnob::server::test;

/// Images, and whose they are, as the database keeps them.
class SqliteStorePicturesTest final : public QObject
{
    Q_OBJECT

    static constexpr qint64 hour = 3600 * 1000;
    static constexpr qint64 day = 24 * hour;

    std::unique_ptr<PeopleRig> m_rig;

    Store &store() const { return m_rig->store(); }

    QString keep(const QString &name) const
    {
        return m_rig->codeOf<Done>([&](Store &store, auto answer) {
            store.keepPicture(name, QByteArray("\x89PNG\0 of ", 9) + name.toUtf8(), answer);
        });
    }

    QByteArray find(const QString &name) const
    {
        return *m_rig->answer<QByteArray>(
            [&](Store &store, auto answer) { store.findPicture(name, answer); });
    }

    /// Gives it to Ana.
    QString give(const QString &name) const
    {
        StoredPerson person = m_rig->account(u"Ana"_s)->person;
        person.picture = name;
        return m_rig->codeOf<Done>([&](Store &store, auto answer) {
            store.setProfile(person, PeopleRig::keys(person.user.name), answer);
        });
    }

    /// The names of the images that are there \a later.
    QString keptAfter(qint64 later) const
    {
        m_rig->now += later;
        // What has expired is removed behind a write, and before the next.
        [[maybe_unused]] const auto removing = flush(store());
        [[maybe_unused]] const auto removed = flush(store());
        return m_rig->value(u"SELECT COALESCE(GROUP_CONCAT(name, ' '), '') "
                            "FROM (SELECT name FROM pictures ORDER BY name)"_s);
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<PeopleRig>();
        QCOMPARE(m_rig->registerAs(u"Ana"_s), u"ok"_s);
    }

    void anImageComesBackAsItWas()
    {
        QCOMPARE(keep(u"face"_s), u"ok"_s);
        QCOMPARE(keep(u"face"_s), u"ok"_s);
        QCOMPARE(find(u"face"_s), QByteArray("\x89PNG\0 of face", 13));
        QCOMPARE(find(u"none"_s), QByteArray());
        m_rig->open();
        QCOMPARE(find(u"face"_s), QByteArray("\x89PNG\0 of face", 13));
    }

    void everyWayToAPersonTellsTheirPicture()
    {
        QCOMPARE(m_rig->account(u"Ana"_s)->person.picture, QString());
        QVERIFY(m_rig->logIn(u"Ana"_s, u"1"_s).ok());
        QCOMPARE(give(u"face"_s), u"ok"_s);
        QCOMPARE(m_rig->account(u"Ana"_s)->person.picture, u"face"_s);
        QCOMPARE(m_rig->recognised(u"1"_s)->person.picture, u"face"_s);
        QCOMPARE(m_rig->recognised(u"1"_s)->session.key.value(), u"1"_s);
        const auto found = m_rig->answer<QList<StoredPerson>>(
            [](Store &store, auto answer) { store.findPeople(u"an"_s, 5, answer); });
        QCOMPARE(found->value(0).picture, u"face"_s);
        const auto listed = m_rig->answer<QList<StoredPerson>>(
            [](Store &store, auto answer) { store.listAccounts({}, 5, answer); });
        QCOMPARE(listed->value(0).picture, u"face"_s);
        const StoredRoom den{.id = RoomId{u"den"_s}, .name = u"Den"_s, .skeleton = u"den"_s};
        QCOMPARE(m_rig->codeOf<Done>([&](Store &store, auto answer) {
            store.createRoom(den, {{den.id, UserId{u"id-Ana"_s}}}, answer);
        }),
                 u"ok"_s);
        m_rig->open();
        QCOMPARE(store().membersAtStart().value(0).picture, u"face"_s);
        QCOMPARE(give(QString()), u"ok"_s);
        QCOMPARE(m_rig->account(u"Ana"_s)->person.picture, QString());
    }

    void imagesThatNobodyHasGo()
    {
        for (const QString &name : {u"mine"_s, u"ours"_s, u"nobodys"_s})
            QCOMPARE(keep(name), u"ok"_s);
        QCOMPARE(give(u"mine"_s), u"ok"_s);
        const StoredRoom den{
            .id = RoomId{u"den"_s}, .name = u"Den"_s, .skeleton = u"den"_s, .picture = u"ours"_s};
        QCOMPARE(
            m_rig->codeOf<Done>([&](Store &store, auto answer) { store.createRoom(den, answer); }),
            u"ok"_s);
        QCOMPARE(keptAfter(day), u"mine ours"_s);
        QCOMPARE(give(QString()), u"ok"_s);
        QCOMPARE(m_rig->codeOf<Done>(
                     [&](Store &store, auto answer) { store.deleteRoom(den.id, {}, answer); }),
                 u"ok"_s);
        QCOMPARE(keptAfter(day), QString());
    }

    void theNewestStayForWhoeverBroughtThem()
    {
        QCOMPARE(keep(u"old"_s), u"ok"_s);
        QCOMPARE(keep(u"old, brought again"_s), u"ok"_s);
        m_rig->now += day - hour - 1;
        QCOMPARE(keep(u"too old"_s), u"ok"_s);
        m_rig->now += 1;
        QCOMPARE(keep(u"new"_s), u"ok"_s);
        QCOMPARE(keep(u"old, brought again"_s), u"ok"_s);
        QCOMPARE(keptAfter(hour), u"new old, brought again"_s);
    }

    void aGuestWhoIsForgottenTakesTheirsAlong()
    {
        QVERIFY(createGuest(store(), u"gus"_s, u"Gus"_s).ok());
        StoredPerson guest{{UserId{u"gus"_s}, u"Gus"_s}};
        guest.picture = u"face"_s;
        QCOMPARE(keep(u"face"_s), u"ok"_s);
        QCOMPARE(m_rig->codeOf<Done>([&](Store &store, auto answer) {
            store.setProfile(guest, PeopleRig::keys(u"Gus"_s), answer);
        }),
                 u"ok"_s);
        QCOMPARE(keptAfter(29 * day), u"face"_s);
        QCOMPARE(keptAfter(2 * day), QString());
    }
};

QTEST_GUILESS_MAIN(SqliteStorePicturesTest)
#include "tst_sqlitestorepictures.moc"
