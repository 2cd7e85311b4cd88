// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/dayclock.h"
#include "desktop/models/statustext.h"
#include "desktop/models/timelinerow.h"
#include "desktop/models/timetext.h"
#include "desktop/models/typingtext.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using Phase = ConnectionState::Phase;

/// The small pure functions of models/ that turn state into words.
class WordsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typing_data()
    {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("text");
        QTest::newRow("nobody") << QStringList() << 0 << QString();
        QTest::newRow("one") << QStringList{u"Ana"_s} << 1 << u"Ana is typing…"_s;
        QTest::newRow("two") << QStringList{u"Ana"_s, u"Ben"_s} << 2
                             << u"Ana and Ben are typing…"_s;
        QTest::newRow("three") << QStringList{u"Ana"_s, u"Ben"_s, u"Cleo"_s} << 3
                               << u"Several people are typing…"_s;
        QTest::newRow("a crowd") << QStringList{u"Ana"_s, u"Ben"_s, u"Cleo"_s} << 40
                                 << u"Several people are typing…"_s;
        QTest::newRow("oneself") << QStringList{u"Me"_s} << 1 << QString();
        QTest::newRow("oneself and another")
            << QStringList{u"Me"_s, u"Ben"_s} << 2 << u"Ben is typing…"_s;
        QTest::newRow("oneself and two others")
            << QStringList{u"Ana"_s, u"Me"_s, u"Ben"_s} << 3 << u"Ana and Ben are typing…"_s;
        QTest::newRow("a name is not a placeholder")
            << QStringList{u"%2"_s, u"Ben"_s} << 2 << u"%2 and Ben are typing…"_s;
    }

    void typing()
    {
        QFETCH(QStringList, names);
        QFETCH(int, count);
        QList<protocol::User> users;
        for (const auto &name : std::as_const(names))
            users.append({UserId(u"id"_s + name), name});
        QTEST(typingText(users, count, UserId(u"idMe"_s)), "text");
    }

    void days_data()
    {
        QTest::addColumn<QDate>("day");
        QTest::addColumn<QString>("text");
        QTest::newRow("today") << QDate(2026, 3, 1) << u"Today"_s;
        QTest::newRow("yesterday, in another month") << QDate(2026, 2, 28) << u"Yesterday"_s;
        QTest::newRow("before") << QDate(2026, 2, 27) << u"Friday 27 February 2026"_s;
        QTest::newRow("tomorrow, by a clock that runs ahead")
            << QDate(2026, 3, 2) << u"Monday 2 March 2026"_s;
    }

    void days()
    {
        QFETCH(QDate, day);
        const QLocale british(QLocale::English, QLocale::UnitedKingdom);
        // Versions of the locale data disagree on the comma.
        QTEST(dayText(day, QDate(2026, 3, 1), british).remove(u','), "text");
    }

    void aNewDayIsToldOnce()
    {
        DayClock clock;
        QSignalSpy changed(&clock, &DayClock::dayChanged);
        const auto now = QDateTime::currentDateTime();
        clock.take(now);
        QCOMPARE(changed.count(), 0);
        clock.take(now.addDays(1));
        clock.take(now.addDays(1).addSecs(1));
        QCOMPARE(changed.count(), 1);
    }

    void clocks_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::newRow("British") << QLocale(QLocale::English, QLocale::UnitedKingdom);
        QTest::newRow("German") << QLocale(QLocale::German);
        QTest::newRow("no language, whose short form has seconds") << QLocale::c();
    }

    void clocks()
    {
        QFETCH(QLocale, locale);
        QCOMPARE(clockText(QDateTime({2026, 3, 1}, {14, 5, 33}), locale), u"14:05"_s);
    }

    void shortTimes_data()
    {
        QTest::addColumn<QDateTime>("time");
        QTest::addColumn<QString>("text");
        const auto at = [](int day, int hour) { return QDateTime({2026, 3, day}, {hour, 5}); };
        QTest::newRow("today") << at(20, 14) << u"14:05"_s;
        QTest::newRow("a little ahead") << at(21, 0) << u"00:05"_s;
        QTest::newRow("yesterday") << at(19, 23) << u"Yesterday"_s;
        QTest::newRow("this week") << at(17, 9) << u"Tue"_s;
        QTest::newRow("before") << at(3, 9) << u"03/03/2026"_s;
    }

    void shortTimes()
    {
        QFETCH(QDateTime, time);
        const QLocale british(QLocale::English, QLocale::UnitedKingdom);
        QTEST(shortTimeText(time, QDateTime({2026, 3, 20}, {15, 0}), british), "text");
    }

    void groups_data()
    {
        QTest::addColumn<QString>("author");
        QTest::addColumn<qint64>("later");
        QTest::addColumn<bool>("continues");
        QTest::newRow("the same person at once") << u"ana"_s << qint64(0) << true;
        QTest::newRow("within five minutes") << u"ana"_s << qint64(300000) << true;
        QTest::newRow("after five minutes") << u"ana"_s << qint64(300001) << false;
        QTest::newRow("another person") << u"ben"_s << qint64(0) << false;
        QTest::newRow("by a clock that is behind") << u"ana"_s << qint64(-5000) << true;
    }

    void groups()
    {
        QFETCH(QString, author);
        QFETCH(qint64, later);
        const auto at = [](const QString &who, qint64 time) {
            return TimelineRow::ofEvent(
                {Seq{1}, Timestamp{1767268800000 + time}, {UserId(who), who}, ClientId(), u"x"_s},
                {});
        };
        const auto before = at(u"ana"_s, 0);
        QTEST(continuesGroup(&before, at(author, later)), "continues");
        QVERIFY(!continuesGroup(nullptr, at(author, later)));
        auto notice = before;
        notice.kind = TimelineRow::Kind::Notice;
        QVERIFY(!continuesGroup(&notice, at(author, later)));
    }

    void aDayEndsAGroup()
    {
        const QDateTime late({2026, 1, 1}, {23, 59, 59});
        const auto at = [](const QDateTime &time) {
            return TimelineRow::ofEvent({Seq{1},
                                         Timestamp{time.toMSecsSinceEpoch()},
                                         {UserId(u"a"_s), u"a"_s},
                                         ClientId(),
                                         u"x"_s},
                                        {});
        };
        const auto before = at(late);
        QVERIFY(!continuesGroup(&before, at(late.addSecs(2))));
    }

    void groupTimeIsTheTokens()
    {
        QFile file(QStringLiteral(HOBNOB_TEST_DATA "/../../resources/design/tokens.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto tokens = QJsonDocument::fromJson(file.readAll());
        QCOMPARE(qint64(groupTime.count()), tokens["group"_L1]["minutes"_L1].toInteger());
        QCOMPARE(mostInGroup, tokens["group"_L1]["messages"_L1].toInteger());
    }

    void status_data()
    {
        QTest::addColumn<ConnectionState>("state");
        QTest::addColumn<int>("unsent");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("problem");
        const ConnectionState waiting{Phase::Waiting, LinkProblem::Unreachable, {}, {}};
        QTest::newRow("online") << ConnectionState{Phase::Online, LinkProblem::None, {}, {}} << 0
                                << QString() << QString();
        QTest::newRow("at first") << ConnectionState{Phase::Connecting, LinkProblem::None, {}, {}}
                                  << 0 << u"Connecting…"_s << QString();
        QTest::newRow("offline with messages")
            << waiting << 3 << u"Offline. 3 messages will go out when the server is back."_s
            << u"Could not reach chat.example.org. Check the address or try again."_s;
        QTest::newRow("offline with one message")
            << waiting << 1 << u"Offline. One message will go out when the server is back."_s
            << u"Could not reach chat.example.org. Check the address or try again."_s;
        QTest::newRow("refused")
            << ConnectionState{Phase::Refused,
                               LinkProblem::None,
                               {},
                               {ErrorCode::NameTaken, u"x"_s, u"name"_s}}
            << 0 << u"Someone here has this name, or one that looks like it. Choose another."_s
            << u"Someone here has this name, or one that looks like it. Choose another."_s;
    }

    void status()
    {
        QFETCH(ConnectionState, state);
        QFETCH(int, unsent);
        QTEST(statusText(state, unsent), "status");
        QTEST(problemText(state, u"chat.example.org"_s), "problem");
    }

    void everyErrorHasWords()
    {
        for (int code = 0; code <= static_cast<int>(lastErrorCode); ++code) {
            QVERIFY(!errorText({ErrorCode(code), QString()}).isEmpty());
            QVERIFY(!errorText({ErrorCode(code), u"From the server."_s}).contains(u'%'));
        }
        QCOMPARE(errorText({ErrorCode::Internal, u"From the server."_s}), u"From the server."_s);
    }
};

QTEST_GUILESS_MAIN(WordsTest)
#include "tst_words.moc"
