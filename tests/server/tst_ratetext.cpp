// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/ratetext.h"
#include "server/core/rates.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class RateTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ratesAreReadAndWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("written");
        const auto row = [](const char *name, const QString &text, const QString &written) {
            QTest::newRow(name) << text << written;
        };
        row("all three", u"session 20/100ms, user 40/50ms, address 5/1min"_s,
            u"session 20/100ms, user 40/50ms, address 5/1min"_s);
        row("in another order", u"address 1/2s,session 3/1500ms"_s,
            u"session 3/1500ms, address 1/2s"_s);
        row("a longer unit where it fits", u"user 1/120000ms"_s, u"user 1/2min"_s);
        row("none", u"none"_s, u"none"_s);
        row("nothing", u""_s, u""_s);
        row("no time", u"session 20"_s, u""_s);
        row("no unit", u"session 20/100"_s, u""_s);
        row("a unit that is none", u"session 20/1week"_s, u""_s);
        row("no burst", u"session 0/1s"_s, u""_s);
        row("no pause", u"session 1/0ms"_s, u""_s);
        row("a burst without end", u"session 9999999/1s"_s, u""_s);
        row("a pause of weeks", u"session 1/99999999s"_s, u""_s);
        row("somebody unknown", u"everyone 1/1s"_s, u""_s);
        row("somebody twice", u"user 1/1s, user 2/1s"_s, u""_s);
        row("an empty part", u"user 1/1s,"_s, u""_s);
    }

    void ratesAreReadAndWritten()
    {
        QFETCH(QString, text);
        QFETCH(QString, written);
        const auto limit = rateFromText(text);
        QCOMPARE(limit ? rateText(*limit) : QString(), written);
        if (!limit)
            QVERIFY(limit.error().sentence.contains(u"is not a rate"_s));
    }

    void theStandardRatesSurviveBeingWritten()
    {
        for (int i = 0; i < limits::requestKinds; ++i) {
            const auto text = rateText(Rates::standard().of(limits::RequestKind(i)));
            QVERIFY2(text != u"none"_s, qPrintable(QString::number(i)));
            const auto again = rateFromText(text);
            QVERIFY2(again.ok(), qPrintable(text));
            QCOMPARE(rateText(*again), text);
        }
    }
};

QTEST_APPLESS_MAIN(RateTextTest)
#include "tst_ratetext.moc"
