// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/sessionlistmodel.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using protocol::SessionInfo;

class SessionListModelTest final : public QObject
{
    Q_OBJECT

private:
    static SessionInfo session(const QString &key, qint64 used, bool current = false,
                               const QString &client = u"hobnob-desktop/0.1.0"_s)
    {
        return {SessionKey(key), client, u"192.0.2.7"_s, {}, Timestamp{used}, current};
    }
    static QString keys(const SessionListModel &model)
    {
        QStringList list;
        for (int row = 0; row < model.rowCount(); ++row)
            list.append(model.keyAt(row).value());
        return list.join(u' ');
    }

private Q_SLOTS:
    void thisPlaceIsFirstThenTheNewest()
    {
        SessionListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setSessions(
            {session(u"old"_s, 10), session(u"here"_s, 20, true), session(u"new"_s, 30)});
        QCOMPARE(keys(model), u"here new old"_s);
        QCOMPARE(model.otherCount(), 2);
    }

    void rowsThatAreStillThereStay()
    {
        SessionListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setSessions({session(u"here"_s, 5, true), session(u"b"_s, 4), session(u"c"_s, 3),
                           session(u"d"_s, 2)});
        const QPersistentModelIndex kept = model.index(2);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setSessions({session(u"here"_s, 9, true), session(u"c"_s, 1), session(u"d"_s, 7),
                           session(u"e"_s, 8)});
        QCOMPARE(keys(model), u"here e d c"_s);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(kept.row(), 3);
    }

    void placesAreSaidInWords_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("said");
        QTest::newRow("ours") << u"hobnob-desktop/9.9"_s << u"Desktop program"_s;
        QTest::newRow("the page") << u"hobnob-web/9.9"_s << u"Web browser"_s;
        QTest::newRow("a bot") << u"echo/1"_s << u"echo/1"_s;
        QTest::newRow("nothing") << QString() << u"Unnamed program"_s;
    }

    void placesAreSaidInWords()
    {
        QFETCH(QString, client);
        SessionListModel model;
        const auto yesterday = QDateTime::currentDateTime().addDays(-1).toMSecsSinceEpoch();
        model.setSessions({session(u"a"_s, yesterday, false, client)});
        QTEST(model.index(0).data().toString(), "said");
        QCOMPARE(model.index(0).data(SessionListModel::Details).toString(),
                 u"192.0.2.7 · last used Yesterday"_s);
        model.setSessions({session(u"a"_s, yesterday, true, client)});
        QCOMPARE(model.index(0).data(SessionListModel::Details).toString(),
                 u"192.0.2.7 · this place"_s);
    }
};

QTEST_GUILESS_MAIN(SessionListModelTest)
#include "tst_sessionlistmodel.moc"
