// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/notice.h"

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

QList<protocol::Member> people(const QJsonValue &names)
{
    QList<protocol::Member> list;
    for (const auto name : names.toArray()) {
        const QString text = name.toString();
        list.append({UserId(u"id"_s + text), text, protocol::Presence::Here});
    }
    return list;
}

protocol::MembersChanged change(const QJsonObject &step)
{
    return {RoomId(u"lobby"_s),
            9,
            people(step["joined"_L1]),
            people(step["left"_L1]),
            {},
            step["moreJoined"_L1].toInteger(),
            step["moreLeft"_L1].toInteger(),
            0};
}

protocol::MembersChanged coming(const QString &name)
{
    return change({{u"joined"_s, QJsonArray{name}}});
}

protocol::MembersChanged going(const QString &name)
{
    return change({{u"left"_s, QJsonArray{name}}});
}

} // namespace

class NoticeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharedCases_data()
    {
        QTest::addColumn<QJsonObject>("row");
        QFile file(QStringLiteral(HOBNOB_TEST_DATA "/notices.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto rows = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY(rows.size() > 20);
        for (const auto row : rows)
            QTest::newRow(qUtf8Printable(row["name"_L1].toString())) << row.toObject();
    }

    void sharedCases()
    {
        QFETCH(const QJsonObject, row);
        Notice notice;
        for (const auto step : row["steps"_L1].toArray()) {
            const bool wasEmpty = notice.isEmpty();
            notice.add(change(step.toObject()), UserId(u"idMe"_s));
            QVERIFY(wasEmpty || !notice.isEmpty());
        }
        QCOMPARE(notice.text(), row["text"_L1].toString());
        QCOMPARE(notice.isEmpty(), notice.text().isEmpty());
    }

    void namesAreBounded()
    {
        Notice notice;
        for (int i = 0; i < 1000; ++i)
            notice.add(coming(u"Guest%1"_s.arg(i)), {});
        QCOMPARE(notice.text(), u"Guest0, Guest1 and 998 others joined"_s);
        for (int i = 0; i < 1000; ++i)
            notice.add(going(u"Guest%1"_s.arg(i)), {});
        QCOMPARE(notice.text(), u"Guest0, Guest1 and 998 others came and went"_s);
    }
};

QTEST_APPLESS_MAIN(NoticeTest)
#include "tst_notice.moc"
