// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storesupport.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace hobnob::server::test;

using States = QList<ReadState>;

/// How far people have read, and what mentions them, as the database keeps it.
class SqliteStoreReadsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteStore> m_store;

    void open()
    {
        m_store.reset();
        auto opened = SqliteStore::open(m_folder->path());
        QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.error().sentence));
        m_store = std::move(*opened);
    }

    void addGuest(const QString &id, const QString &name)
    {
        QVERIFY(createGuest(*m_store, id, name).ok());
    }

    /// "a 3 1/5": of room a, 3 are read, and 1 of those up to 5 is a mention.
    static QString words(const Result<States> &states)
    {
        QStringList words;
        for (const auto &state : states ? *states : States{})
            words.append(u"%1 %2 %3/%4"_s.arg(state.room.value().mid(5))
                             .arg(number(state.read))
                             .arg(state.mentions)
                             .arg(number(state.upTo)));
        return states ? words.join(u", "_s) : u"failed"_s;
    }

    QString move(const QString &user, const QString &room, qint64 seq)
    {
        const QList<ReadMove> moves{{UserId{user}, RoomId{u"room-"_s + room}, Seq{seq}}};
        return words(answerOf<States>([&](auto answer) { m_store->moveReads(moves, answer); }));
    }

    QString load(const QString &user)
    {
        return words(
            answerOf<States>([&](auto answer) { m_store->loadReads(UserId{user}, answer); }));
    }

    QStringList say(const QString &text, const QString &author = u"ana"_s)
    {
        const auto appended = append(*m_store, draft(u"a"_s, randomId(), text, author));
        QStringList users;
        for (const auto &user : appended ? appended->mentioned : QList<UserId>{})
            users.append(user.value());
        return users;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
        QVERIFY(createRoom(*m_store, u"a"_s).ok());
        QVERIFY(createRoom(*m_store, u"b"_s).ok());
        addGuest(u"ana"_s, u"Ana"_s);
        addGuest(u"ben"_s, u"Ben"_s);
    }

    void cleanup() { m_store.reset(); }

    void aPointerMovesOnAndNeverBack()
    {
        for (int i = 0; i < 5; ++i)
            say(u"x"_s);
        QCOMPARE(load(u"ben"_s), QString());
        QCOMPARE(move(u"ben"_s, u"a"_s, 0), u"a 0 0/5"_s);
        QCOMPARE(move(u"ben"_s, u"a"_s, 3), u"a 3 0/5"_s);
        QCOMPARE(move(u"ben"_s, u"a"_s, 2), u"a 3 0/5"_s);
        QCOMPARE(move(u"ben"_s, u"a"_s, 99), u"a 5 0/5"_s);
        QCOMPARE(move(u"ben"_s, u"nowhere"_s, 1), u"nowhere 0 0/0"_s);
        QCOMPARE(move(u"ben"_s, u"b"_s, 1), u"b 0 0/0"_s);
        open();
        QCOMPARE(load(u"ben"_s), u"a 5 0/5, b 0 0/0"_s);
        QCOMPARE(load(u"ana"_s), QString());
    }

    void mentionsAreCountedUntilTheyAreRead()
    {
        move(u"ben"_s, u"a"_s, 0);
        QCOMPARE(say(u"hi @BEN and @Ben!"_s), QStringList{u"ben"_s});
        QCOMPARE(say(u"no one"_s), QStringList());
        QCOMPARE(say(u"@benedict"_s), QStringList());
        QCOMPARE(say(u"again @ben"_s), QStringList{u"ben"_s});
        QCOMPARE(load(u"ben"_s), u"a 0 2/4"_s);
        QCOMPARE(move(u"ben"_s, u"a"_s, 1), u"a 1 1/4"_s);
        open();
        QCOMPARE(load(u"ben"_s), u"a 1 1/4"_s);
        QCOMPARE(move(u"ben"_s, u"a"_s, 4), u"a 4 0/4"_s);
    }

    void onlyThoseWhoHaveAPointerAreMentionedAndNobodyByThemselves()
    {
        move(u"ana"_s, u"a"_s, 0);
        move(u"ben"_s, u"b"_s, 0);
        QCOMPARE(say(u"@Ana @Ben"_s), QStringList());
        move(u"ben"_s, u"a"_s, 0);
        QCOMPARE(say(u"@Ana @Ben"_s), QStringList{u"ben"_s});
    }

    void aRepeatedMessageMentionsOnce()
    {
        move(u"ben"_s, u"a"_s, 0);
        const auto again = draft(u"a"_s, u"c1"_s, u"@Ben"_s);
        QCOMPARE(append(*m_store, again)->mentioned.size(), 1);
        QVERIFY(append(*m_store, again)->repeated);
        QCOMPARE(load(u"ben"_s), u"a 0 1/1"_s);
    }

    void whoLeavesIsForgotten()
    {
        move(u"ben"_s, u"a"_s, 0);
        move(u"ben"_s, u"b"_s, 0);
        say(u"@Ben"_s);
        QVERIFY(answerOf<Done>([&](auto answer) {
                    m_store->forgetRead(UserId{u"ben"_s}, RoomId{u"room-a"_s}, answer);
                }).ok());
        QCOMPARE(load(u"ben"_s), u"b 0 0/0"_s);
        QCOMPARE(move(u"ben"_s, u"a"_s, 0), u"a 0 0/1"_s);
        QVERIFY(answerOf<Done>([&](auto answer) {
                    m_store->forgetGuest(UserId{u"ben"_s}, answer);
                }).ok());
        QCOMPARE(load(u"ben"_s), QString());
    }

    void manyMoveAtOnceAndInOrderWithWhatIsSaid()
    {
        QList<ReadMove> moves;
        for (int i = 0; i < 500; ++i)
            moves.append({UserId{u"user%1"_s.arg(i)}, RoomId{u"room-a"_s}, Seq{1}});
        // The answers come in the order of the calls: the second move sees what was said before it.
        QString before;
        QString after;
        m_store->moveReads(moves, [&](const Result<States> &states) {
            before = words(States{states->last()});
            QCOMPARE(states->size(), moves.size());
        });
        m_store->append(draft(u"a"_s, u"c1"_s, u"x"_s), [](const auto &) {});
        m_store->moveReads(
            moves, [&](const Result<States> &states) { after = words(States{states->last()}); });
        QTRY_COMPARE(after, u"a 1 0/1"_s);
        QCOMPARE(before, u"a 0 0/0"_s);
    }
};

QTEST_GUILESS_MAIN(SqliteStoreReadsTest)
#include "tst_sqlitestorereads.moc"
