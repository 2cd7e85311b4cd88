// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/memberlistmodel.h"
#include "desktop/models/personlistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using protocol::Presence;

/// People who were found, and with them how KeyedListModel follows one list by another.
class PersonListModelTest final : public QObject
{
    Q_OBJECT

private:
    static PersonRow person(const QString &name, Presence presence = Presence::Here)
    {
        return {{UserId(u"id"_s + name), name, 1}, presence};
    }
    static QList<PersonRow> people(const QString &names)
    {
        QList<PersonRow> rows;
        for (const auto &name : names.split(u' ', Qt::SkipEmptyParts))
            rows.append(person(name));
        return rows;
    }
    static QString names(const PersonListModel &model)
    {
        QStringList list;
        for (int row = 0; row < model.rowCount(); ++row)
            list.append(model.index(row).data().toString());
        return list.join(u' ');
    }

private Q_SLOTS:
    void oneListFollowsAnother_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("from nothing") << u""_s << u"a b c"_s;
        QTest::newRow("to nothing") << u"a b c"_s << u""_s;
        QTest::newRow("some stay") << u"a b c d"_s << u"b x d"_s;
        QTest::newRow("the other way round") << u"a b c d"_s << u"d c b a"_s;
        QTest::newRow("all others") << u"a b"_s << u"c d e"_s;
    }

    void oneListFollowsAnother()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        PersonListModel model;
        QAbstractItemModelTester tester(&model);
        QSignalSpy reset(&model, &PersonListModel::modelReset);
        model.setRows(people(before));
        QCOMPARE(names(model), before);
        model.setRows(people(after));
        QCOMPARE(names(model), after);
        QCOMPARE(reset.count(), 0);
    }

    void whatIsMarkedStaysMarked()
    {
        PersonListModel model;
        model.setRows(people(u"a b c"_s));
        const QPersistentModelIndex marked(model.index(1));
        model.setRows(people(u"c x b"_s));
        QCOMPARE(marked.data().toString(), u"b"_s);
        QCOMPARE(marked.row(), 2);
        QSignalSpy changed(&model, &PersonListModel::dataChanged);
        model.setRows({person(u"c"_s), person(u"x"_s), person(u"b"_s, Presence::Gone)});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(marked.data(MemberListModel::AccessibleText).toString(), u"b, not here"_s);
    }

    void aPersonIsShownAsTheyChose()
    {
        protocol::Person ben{UserId(u"idBen"_s),
                             u"Ben"_s,
                             protocol::PersonKind::Guest,
                             Presence::Away,
                             u"Baking"_s,
                             7,
                             u"abc"_s};
        PersonListModel model;
        model.setRows({PersonListModel::rowOf(ben)});
        const auto face = model.index(0).data(MemberListModel::Portrait).value<Face>();
        QCOMPARE(face, (Face{ben.id, u"Ben"_s, 7, u"abc"_s}));
        QCOMPARE(model.index(0).data(MemberListModel::AccessibleText).toString(),
                 u"Ben, away, Guest, Baking"_s);
        ben.kind = protocol::PersonKind::Bot;
        model.setRows({PersonListModel::rowOf(ben)});
        QVERIFY(model.index(0).data(MemberListModel::IsBot).toBool());
        QCOMPARE(model.index(0).data(MemberListModel::AccessibleText).toString(),
                 u"Ben, away, bot, Baking"_s);
    }
};

QTEST_GUILESS_MAIN(PersonListModelTest)
#include "tst_personlistmodel.moc"
