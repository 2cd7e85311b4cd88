// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/roomlog.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

namespace
{

protocol::Event eventAt(qint64 seq)
{
    return {Seq{seq}, Timestamp{seq * 1000}, {UserId(u"ana"_s), u"Ana"_s}, ClientId(), u"text"_s};
}

QList<protocol::Event> eventsOf(const QJsonValue &seqs)
{
    QList<protocol::Event> events;
    for (const auto seq : seqs.toArray())
        events.append(eventAt(seq.toInteger()));
    return events;
}

LogChange take(RoomLog &log, const QJsonObject &step)
{
    const QString op = step["op"_L1].toString();
    const auto events = eventsOf(step["events"_L1]);
    const Seq seq{step["seq"_L1].toInteger()};
    const Seq last{step["last"_L1].toInteger()};
    const bool more = step["more"_L1].toBool();
    if (op == u"joined")
        return log.join(events, last, step["gap"_L1].toBool(), more);
    if (op == u"event")
        return log.add(eventAt(number(seq)));
    if (op == u"older")
        return log.prepend(events, more);
    if (op == u"newer")
        return log.append(events, more);
    if (op == u"newest")
        return log.replace(events, more);
    if (op == u"drop")
        return log.drop();
    if (op == u"forget")
        return log.forget();
    if (op == u"heard")
        log.hearOf(last);
    else if (op == u"look")
        log.look(seq);
    else if (op == u"read")
        log.markRead(seq);
    else if (op == u"restoreRead")
        log.restoreReadSeq(seq);
    else
        QTest::qFail(qPrintable(u"no such step: "_s + op), __FILE__, __LINE__);
    return {};
}

QJsonArray asJson(const LogChange &change)
{
    static const QStringList names{u"nothing"_s,  u"appended"_s,      u"prepended"_s,
                                   u"replaced"_s, u"droppedOldest"_s, u"droppedNewest"_s};
    return {names[static_cast<int>(change.kind)], qint64{change.count}};
}

QJsonObject asJson(const RoomLog &log)
{
    QJsonArray seqs;
    for (const auto &entry : log.events())
        seqs.append(number(entry.seq));
    const auto resume = log.resumePoint();
    return {{u"seqs"_s, seqs},
            {u"older"_s, log.hasOlder()},
            {u"newer"_s, log.hasNewer()},
            {u"follows"_s, log.follows()},
            {u"last"_s, number(log.lastSeq())},
            {u"read"_s, number(log.readSeq())},
            {u"unread"_s, log.unread()},
            {u"resume"_s, resume ? QJsonValue(number(*resume)) : QJsonValue()}};
}

} // namespace

class RoomLogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharedCases_data()
    {
        QTest::addColumn<QJsonObject>("row");
        QFile file(QStringLiteral(HOBNOB_TEST_DATA "/roomlog.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto rows = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY(rows.size() > 20);
        for (const auto row : rows)
            QTest::newRow(qUtf8Printable(row["name"_L1].toString())) << row.toObject();
    }

    void sharedCases()
    {
        QFETCH(QJsonObject, row);
        RoomLog log;
        const auto bounds = row["bounds"_L1].toObject();
        if (!bounds.isEmpty())
            log.setBounds({bounds["most"_L1].toInteger(), bounds["keep"_L1].toInteger()});
        for (const auto entry : row["steps"_L1].toArray()) {
            const auto step = entry.toObject();
            const auto change = asJson(take(log, step));
            if (step.contains("change"_L1))
                QCOMPARE(change, step["change"_L1].toArray());
        }
        QCOMPARE(asJson(log), row["expect"_L1].toObject());
    }

    void memoryStaysBounded()
    {
        RoomLog log;
        for (qint64 seq = 1; seq <= 5000; ++seq) {
            QCOMPARE(log.add(eventAt(seq)).kind, LogChange::Kind::Appended);
            log.drop();
        }
        QVERIFY(log.events().size() <= RoomLog::Bounds().most);
        QCOMPARE(log.lastSeq(), Seq{5000});
        QCOMPARE(log.last(), Seq{5000});
    }
};

QTEST_APPLESS_MAIN(RoomLogTest)
#include "tst_roomlog.moc"
