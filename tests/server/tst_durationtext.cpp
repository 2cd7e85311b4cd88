// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/durationtext.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class DurationTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsReadAndWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("written");
        QTest::newRow("days") << u"30d"_s << qint64(2592000) << u"30d"_s;
        QTest::newRow("hours") << u"36h"_s << qint64(129600) << u"36h"_s;
        QTest::newRow("hours that are days") << u"48h"_s << qint64(172800) << u"2d"_s;
        QTest::newRow("minutes") << u"90min"_s << qint64(5400) << u"90min"_s;
        QTest::newRow("seconds") << u"45s"_s << qint64(45) << u"45s"_s;
        QTest::newRow("the longest") << u"3650d"_s << qint64(315360000) << u"3650d"_s;
    }
    void itIsReadAndWritten()
    {
        QFETCH(QString, text);
        const auto duration = durationFromText(text);
        QVERIFY(duration.ok());
        QTEST(qint64(duration->count()), "seconds");
        QTEST(durationText(*duration), "written");
    }

    void whatIsNoneIsRefused()
    {
        for (const auto &text : {u""_s, u"30"_s, u"d"_s, u"0d"_s, u"-1d"_s, u"1.5h"_s, u"3651d"_s,
                                 u"30 d"_s, u"30D"_s, u"999999999d"_s, u"9999999999s"_s})
            QVERIFY2(!durationFromText(text).ok(), qPrintable(text));
    }
};

QTEST_APPLESS_MAIN(DurationTextTest)
#include "tst_durationtext.moc"
