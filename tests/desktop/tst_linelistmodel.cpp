// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/linelistmodel.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

/// Records of the server as lines.
class LineListModelTest final : public QObject
{
    Q_OBJECT

private:
    static inline const protocol::User ana{UserId(u"idAna"_s), u"Ana"_s};
    static inline const protocol::User ben{UserId(u"idBen"_s), u"Ben"_s};

private Q_SLOTS:
    void aMuteAndABanAreTwoLines()
    {
        protocol::Sanction sanction{protocol::SanctionKind::Ban, ben, ana, u"Adverts"_s, {}, {}};
        const auto ban = lineOf(sanction);
        QCOMPARE(ban.title, u"Ben"_s);
        QCOMPARE(ban.details, u"Banned for ever by Ana. Adverts"_s);
        sanction.kind = protocol::SanctionKind::Mute;
        QVERIFY(lineOf(sanction).key != ban.key);
    }

    void aRecordSaysWhoDidWhatWhere()
    {
        protocol::AuditRecord record{7,  {},          ana, u"member-banned"_s,
                                     {}, u"Garden"_s, ben, u"Adverts"_s};
        const auto line = lineOf(record, RoomNames::Shown);
        QCOMPARE(line.title, u"Ana banned Ben"_s);
        QCOMPARE(line.details, u"Garden · Adverts"_s);
        QCOMPARE(lineOf(record, RoomNames::Known).details, u"Adverts"_s);
        record.actor.reset();
        QCOMPARE(lineOf(record, RoomNames::Known).title, u"The operator banned Ben"_s);
    }

    void aReportIsOneLineHoweverLongItsMessage()
    {
        protocol::Report report;
        report.number = 3;
        report.event.author = ben;
        report.event.text = u"Buy\n  this %1"_s;
        report.reporter = ana;
        const auto line = lineOf(report);
        QCOMPARE(line.title, u"Ben: Buy this %1"_s);
        QCOMPARE(line.details, u"reported by Ana"_s);
        QVERIFY(!line.isQuiet);
        report.resolvedBy = ana;
        QVERIFY(lineOf(report).isQuiet);
    }

    void linesAreRead()
    {
        LineListModel model;
        QAbstractItemModelTester tester(&model);
        model.setRows({{u"1"_s, u"flag"_s, u"Title"_s, u"Details"_s, u"Note"_s}});
        const auto index = model.index(0);
        QCOMPARE(index.data(LineListModel::Key).toString(), u"1"_s);
        QCOMPARE(index.data().toString(), u"Title"_s);
        QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), u"Title · Details · Note"_s);
    }
};

QTEST_GUILESS_MAIN(LineListModelTest)
#include "tst_linelistmodel.moc"
