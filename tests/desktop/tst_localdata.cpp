// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/localdata.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using protocol::Event;

namespace
{

const RoomId lobby(u"lobby"_s);
const RoomId attic(u"attic"_s);

QList<Event> events(qint64 first, qint64 last)
{
    QList<Event> list;
    for (qint64 seq = first; seq <= last; ++seq)
        list.append({Seq{seq},
                     Timestamp{seq},
                     {UserId(u"ana"_s), u"Ana"_s},
                     ClientId(QString::number(seq)),
                     u"text %1"_s.arg(seq)});
    return list;
}

/// All of it, in a form that can be compared and read.
QStringList said(const QList<Event> &list)
{
    QStringList lines;
    for (const auto &event : list)
        lines.append(u"%1 %2 %3 %4 %5 %6"_s.arg(number(event.seq))
                         .arg(milliseconds(event.time))
                         .arg(event.author.id.value(), event.author.name, event.clientId.value(),
                              event.text));
    return lines;
}

PendingMessage pending(const QString &text)
{
    return {.clientId = ClientId(u"id-"_s + text), .text = text, .time = Timestamp{5}};
}

QStringList texts(const OutboxStore &store)
{
    QStringList list;
    for (const auto &kept : store.messages())
        list.append(kept.message.text);
    return list;
}

void spoil(const QString &path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5000, 'x'));
}

} // namespace

class LocalDataTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOutboxKeepsOrderStateAndDrafts()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(u"outbox.sqlite"_s);
        {
            OutboxStore store;
            QVERIFY(store.open(path).ok());
            for (const auto &text : {u"one"_s, u"two"_s, u"three"_s, u"four"_s})
                QVERIFY(store.add(lobby, pending(text)).ok());
            auto failed = pending(u"two"_s);
            failed.state = PendingMessage::State::Failed;
            failed.error = {ErrorCode::NotMember, u"Not in."_s};
            QVERIFY(store.update(failed).ok());
            QVERIFY(store.remove(ClientId(u"id-three"_s)).ok());
            QVERIFY(store.moveToEnd(lobby, pending(u"one"_s)).ok());
            QVERIFY(store.setDraft(attic, u"half"_s).ok());
            QVERIFY(store.setDraft(lobby, u"gone"_s).ok());
            QVERIFY(store.setDraft(lobby, {}).ok());
        }
        OutboxStore store;
        QVERIFY(store.open(path).ok());
        QCOMPARE(texts(store), QStringList({u"two"_s, u"four"_s, u"one"_s}));
        const auto first = store.messages().first();
        QCOMPARE(first.room, lobby);
        QCOMPARE(first.message.state, PendingMessage::State::Failed);
        QCOMPARE(first.message.error.code, ErrorCode::NotMember);
        QCOMPARE(first.message.error.sentence, u"Not in."_s);
        QCOMPARE(first.message.time, Timestamp{5});
        QCOMPARE(store.messages().last().message.state, PendingMessage::State::Waiting);
        QCOMPARE(store.drafts(), (QHash<RoomId, QString>{{attic, u"half"_s}}));
    }

    void aDamagedOutboxIsPutAside()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(u"outbox.sqlite"_s);
        spoil(path);
        OutboxStore store;
        QVERIFY(store.open(path).ok());
        QVERIFY(QFile::exists(path + u".damaged"_s));
        QVERIFY(store.add(lobby, pending(u"one"_s)).ok());
        QCOMPARE(texts(store), QStringList(u"one"_s));
    }

    void aNewerOutboxIsLeftAlone()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(u"outbox.sqlite"_s);
        {
            auto newer =
                Database::open(path, {99, {u"CREATE TABLE future (x)"_s}}, Database::Check::None);
            QVERIFY(newer.database);
        }
        OutboxStore store;
        QVERIFY(!store.open(path).ok());
        QVERIFY(!store.isOpen());
        QVERIFY(store.add(lobby, pending(u"one"_s)).ok());
        QVERIFY(!QFile::exists(path + u".damaged"_s));
    }

    void runs_data()
    {
        using Runs = QList<std::pair<int, int>>;
        QTest::addColumn<Runs>("runs");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("last");
        QTest::newRow("one run") << Runs{{4, 6}} << 4 << 6;
        QTest::newRow("what follows is appended") << Runs{{4, 6}, {7, 9}} << 4 << 9;
        QTest::newRow("what comes before is put in front") << Runs{{4, 6}, {1, 3}} << 1 << 6;
        QTest::newRow("what overlaps is joined") << Runs{{4, 6}, {5, 8}, {3, 5}} << 3 << 8;
        QTest::newRow("what is past a hole begins anew") << Runs{{4, 6}, {8, 9}} << 8 << 9;
        QTest::newRow("what is older than a hole is not wanted") << Runs{{4, 6}, {1, 2}} << 4 << 6;
        QTest::newRow("it is bounded") << Runs{{1, 5000}, {5001, 5600}} << 601 << 5600;
        QTest::newRow("an older page past the bound is not wanted")
            << Runs{{2001, 7000}, {1901, 2000}} << 2001 << 7000;
    }

    void runs()
    {
        using Runs = QList<std::pair<int, int>>;
        QFETCH(Runs, runs);
        QTemporaryDir folder;
        const auto path = folder.filePath(u"cache.sqlite"_s);
        DiskWorker worker(path, {});
        for (const auto &[first, last] : runs) {
            CacheBatch batch;
            batch.runs.append({lobby, events(first, last)});
            batch.runs.append({attic, events(1, 1)});
            worker.write(batch);
        }
        LogCache cache;
        QVERIFY(cache.open(path, {}).ok());
        const auto held = cache.newest(lobby, 10000);
        QTEST(int(number(held.front().seq)), "first");
        QTEST(int(number(held.back().seq)), "last");
        QCOMPARE(said(held), said(events(number(held.front().seq), number(held.back().seq))));
        QCOMPARE(said(cache.newest(attic, 9)), said(events(1, 1)));
    }

    void whoWroteItIsKept()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(u"cache.sqlite"_s);
        DiskWorker worker(path, {});
        CacheBatch batch;
        batch.runs.append({lobby, events(1, 2)});
        batch.runs.first().events.last().bot = true;
        worker.write(batch);
        LogCache cache;
        QVERIFY(cache.open(path, {}).ok());
        const auto held = cache.newest(lobby, 9);
        QCOMPARE(held.size(), 2);
        QCOMPARE(held.first().bot, std::nullopt);
        QCOMPARE(held.last().bot, std::optional(true));
    }

    void pagesTouchWhatTheyAreAskedFor()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(u"cache.sqlite"_s);
        DiskWorker worker(path, {});
        CacheBatch batch;
        batch.runs.append({lobby, events(11, 20)});
        worker.write(batch);
        LogCache cache;
        QVERIFY(cache.open(path, {}).ok());
        QCOMPARE(said(cache.before(lobby, Seq{15}, 3)), said(events(12, 14)));
        QCOMPARE(said(cache.before(lobby, Seq{21}, 2)), said(events(19, 20)));
        QCOMPARE(said(cache.after(lobby, Seq{15}, 3)), said(events(16, 18)));
        QVERIFY(cache.before(lobby, Seq{11}, 3).isEmpty());
        QVERIFY(cache.before(lobby, Seq{25}, 3).isEmpty());
        QVERIFY(cache.after(lobby, Seq{5}, 3).isEmpty());
        QVERIFY(cache.after(lobby, Seq{20}, 3).isEmpty());
    }

    void roomsAndSessionAreKeptUntilTheDataAreOthers()
    {
        QTemporaryDir folder;
        LocalData local;
        const CachedSession session{u"epoch"_s, u"server"_s, {UserId(u"me"_s), u"Me"_s}};
        const CachedRoom room{
            {lobby, u"Lobby"_s, Seq{7}, Timestamp{9}, u"Ana"_s, u"Hi"_s, 3}, 2, Seq{6}};
        local.open(folder.path(), u"address"_s, u"Me"_s, LocalData::Mode::Existing);
        QVERIFY(!local.isOpen());
        local.makeIfMissing();
        QVERIFY(local.isOpen());
        local.cache().note(session);
        local.cache().note(room);
        local.cache().note(lobby, events(1, 7));
        local.close();
        local.open(folder.path(), u"address"_s, u"Me"_s, LocalData::Mode::Existing);
        QVERIFY(local.isOpen());
        QCOMPARE(local.cache().session().epoch, u"epoch"_s);
        QCOMPARE(local.cache().session().server, u"server"_s);
        QCOMPARE(local.cache().session().self.name, u"Me"_s);
        QCOMPARE(local.cache().rooms().size(), 1);
        QCOMPARE(local.cache().rooms().first().summary.lastText, u"Hi"_s);
        QCOMPARE(local.cache().rooms().first().mentions, 2);
        QCOMPARE(local.cache().newest(lobby, 9).size(), 7);
        local.cache().startAnew();
        QVERIFY(local.cache().newest(lobby, 9).isEmpty());
        local.cache().note(lobby, events(1, 2));
        local.close();
        local.open(folder.path(), u"address"_s, u"Me"_s, LocalData::Mode::Existing);
        QVERIFY(local.cache().rooms().isEmpty());
        QCOMPARE(local.cache().newest(lobby, 9).size(), 2);
        QVERIFY(!QFile::exists(LocalData::folderOf(folder.path(), u"address"_s, u"You"_s)));
    }

    void aDamagedCacheIsBegunAnew()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath(u"cache.sqlite"_s);
        spoil(path);
        LogCache cache;
        QVERIFY(cache.open(path, {}).ok());
        QVERIFY(cache.rooms().isEmpty());
    }

    void theFolderHasOneOwner()
    {
        QTemporaryDir folder;
        LocalData first;
        LocalData second;
        QSignalSpy failed(&second, &LocalData::failed);
        first.open(folder.path(), u"address"_s, u"Me"_s, LocalData::Mode::Make);
        QVERIFY(first.outbox().add(lobby, pending(u"one"_s)).ok());
        second.open(folder.path(), u"address"_s, u"Me"_s, LocalData::Mode::Existing);
        QCOMPARE(failed.count(), 1);
        QVERIFY(!second.isOpen());
        QVERIFY(second.outbox().messages().isEmpty());
        QVERIFY(second.outbox().add(lobby, pending(u"two"_s)).ok());
        second.open(folder.path(), u"address"_s, u"You"_s, LocalData::Mode::Make);
        QVERIFY(second.isOpen());
        first.close();
        second.open(folder.path(), u"address"_s, u"Me"_s, LocalData::Mode::Existing);
        QCOMPARE(texts(second.outbox()), QStringList(u"one"_s));
    }
};

QTEST_GUILESS_MAIN(LocalDataTest)
#include "tst_localdata.moc"
