// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/timeline.h"
#include "shared/limits.h"
#include "tests/support/memorystore.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class TimelineTest final : public QObject
{
    Q_OBJECT

    const RoomId m_room{u"room"_s};
    std::unique_ptr<test::MemoryStore> m_store;
    std::unique_ptr<Timeline> m_timeline;
    QStringList m_log;
    int m_posts = 0;

    Draft draft(const QString &text)
    {
        return {m_room, {UserId(u"ana"_s), u"Ana"_s}, ClientId(u"c%1"_s.arg(++m_posts)), text};
    }

    void post(const Draft &draft)
    {
        m_timeline->post(draft, [this](const Result<Appended> &answer) {
            m_log.append(answer ? u"ack %1"_s.arg(number(answer->event.seq))
                                : errorName(answer.error().code).toString());
        });
    }

    void fill(int count)
    {
        for (int i = 0; i < count; ++i)
            post(draft(u"text"_s));
        QTRY_COMPARE(m_timeline->postedCount(), count);
        m_log.clear();
    }

    /// The numbers of what someone gets who comes in, in words.
    void open(std::optional<Seq> after, QString &words)
    {
        m_timeline->open(m_room, after, [&words](const Result<Timeline::Opening> &opening) {
            if (!opening) {
                words = errorName(opening.error().code).toString();
                return;
            }
            const auto &events = opening->events;
            if (!events.isEmpty())
                words = u"%1-%2"_s.arg(number(events.first().seq)).arg(number(events.last().seq));
            words += u" %1"_s.arg(events.size());
            words += opening->gap ? u" gap"_s : QString();
            words += opening->more ? u" more"_s : QString();
        });
    }

private Q_SLOTS:
    void init()
    {
        m_log.clear();
        m_store = std::make_unique<test::MemoryStore>();
        m_store->addRoom({.id = m_room, .name = u"Room"_s, .skeleton = u"room"_s});
        m_timeline = std::make_unique<Timeline>(*m_store);
        connect(m_timeline.get(), &Timeline::messagePosted, this,
                [this](const RoomId &, const protocol::Event &event) {
                    m_log.append(u"event %1 %2"_s.arg(number(event.seq)).arg(event.text));
                });
    }

    void aMessageIsAcknowledgedAndToldWhenItIsKept()
    {
        m_store->pause();
        post(draft(u" one \r\n"_s));
        QCoreApplication::processEvents();
        QVERIFY(m_log.isEmpty());
        m_store->resume();
        QTRY_COMPARE(m_log, (QStringList{u"ack 1"_s, u"event 1  one"_s}));
    }

    void aRepeatedMessageIsAcknowledgedAlikeAndNotTold()
    {
        const auto again = draft(u"one"_s);
        post(again);
        post(draft(u"two"_s));
        post(again);
        QTRY_COMPARE(m_log, (QStringList{u"ack 1"_s, u"event 1 one"_s, u"ack 2"_s, u"event 2 two"_s,
                                         u"ack 1"_s}));
        QCOMPARE(m_timeline->postedCount(), 2);
    }

    void aBadMessageIsRefused()
    {
        post(draft(u" \n "_s));
        post(draft(QString(limits::messageCharacters + 1, u'x')));
        post(draft(u"a\u0007"_s));
        QCOMPARE(m_log,
                 (QStringList{u"message-empty"_s, u"message-too-long"_s, u"message-invalid"_s}));
        QCOMPARE(m_store->logSize(m_room), 0);
    }

    void aFailureIsToldToTheAuthorOnly()
    {
        m_store->failWith(Error{ErrorCode::Busy, u"Busy."_s});
        post(draft(u"one"_s));
        QTRY_COMPARE(m_log, QStringList{u"busy"_s});
    }

    void comingIn_data()
    {
        QTest::addColumn<int>("posted");
        QTest::addColumn<qint64>("after");
        QTest::addColumn<QString>("expected");
        QTest::newRow("an empty room") << 0 << qint64(-1) << u" 0"_s;
        QTest::newRow("an empty room again") << 0 << qint64(0) << u" 0"_s;
        QTest::newRow("a short log") << 3 << qint64(-1) << u"1-3 3"_s;
        QTest::newRow("a long log gives its newest page") << 60 << qint64(-1) << u"11-60 50 more"_s;
        QTest::newRow("again, with nothing new") << 60 << qint64(60) << u" 0"_s;
        QTest::newRow("again, after some are new") << 60 << qint64(55) << u"56-60 5"_s;
        QTest::newRow("again, with as many as fit") << 1005 << qint64(5) << u"6-1005 1000"_s;
        QTest::newRow("again, with one too many") << 1006 << qint64(5) << u"957-1006 50 gap more"_s;
        QTest::newRow("after an event that does not exist") << 3 << qint64(99) << u" 0"_s;
    }

    void comingIn()
    {
        QFETCH(int, posted);
        QFETCH(qint64, after);
        QFETCH(QString, expected);
        fill(posted);
        QString words;
        open(after < 0 ? std::nullopt : std::optional(Seq{after}), words);
        QTRY_VERIFY(!words.isEmpty());
        QCOMPARE(words, expected);
    }

    void whatIsPostedWhileComingInIsThereOnce_data()
    {
        QTest::addColumn<qint64>("after");
        QTest::addColumn<QString>("expected");
        QTest::newRow("first time") << qint64(-1) << u"1-7 7"_s;
        QTest::newRow("again") << qint64(4) << u"5-7 3"_s;
    }

    void whatIsPostedWhileComingInIsThereOnce()
    {
        QFETCH(qint64, after);
        QFETCH(QString, expected);
        fill(5);
        QString words;
        m_store->pause();
        post(draft(u"in the page, and told before its answer"_s));
        open(after < 0 ? std::nullopt : std::optional(Seq{after}), words);
        post(draft(u"not in the page, and told after its answer"_s));
        // The second post's answer overtakes the page's, as it may with a pool of readers.
        m_store->swapLastTwo();
        m_store->resume();
        QTRY_COMPARE(words, expected);
    }

    void aBurstWhileComingInIsAGap()
    {
        fill(1);
        QString words;
        m_store->pause();
        open(Seq{0}, words);
        for (int i = 0; i < limits::replayEvents; ++i) {
            post(draft(u"burst"_s));
            m_store->swapLastTwo();
        }
        m_store->resume();
        QTRY_COMPARE(words, u"2-1001 1000 gap more"_s);
    }

    void aFailedReadIsAnswered()
    {
        m_store->failWith(Error{ErrorCode::StorageFailed, u"Broken."_s});
        QString words;
        open(Seq{1}, words);
        QTRY_COMPARE(words, u"storage-failed"_s);
    }
};

QTEST_GUILESS_MAIN(TimelineTest)
#include "tst_timeline.moc"
