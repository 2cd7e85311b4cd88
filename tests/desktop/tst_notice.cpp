// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/notice.h"
#include "shared/limits.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

namespace
{

QList<protocol::Member> people(const QString &names)
{
    QList<protocol::Member> list;
    for (const auto &name : names.split(u' ', Qt::SkipEmptyParts))
        list.append({UserId(u"id"_s + name), name, protocol::Presence::Here});
    return list;
}

/// "+Ana Ben +3 -Cleo": joined, left, and how many more.
protocol::MembersChanged change(const QString &words)
{
    protocol::MembersChanged change{RoomId(u"lobby"_s), 9, {}, {}, {}, 0, 0, 0};
    for (const auto &word : words.split(u' ', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const auto count = word.mid(1).toLongLong(&isNumber);
        const bool joins = word.startsWith(u'+');
        if (isNumber)
            (joins ? change.moreJoined : change.moreLeft) += count;
        else
            (joins ? change.joined : change.left) += people(word.mid(1));
    }
    return change;
}

} // namespace

class NoticeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentences_data()
    {
        QTest::addColumn<QStringList>("changes");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QStringList &changes, const QString &text) {
            QTest::newRow(name) << changes << text;
        };
        row("one comes", {u"+Ana"_s}, u"Ana joined"_s);
        row("two come", {u"+Ana +Ben"_s}, u"Ana and Ben joined"_s);
        row("three come", {u"+Ana +Ben +Cleo"_s}, u"Ana, Ben and Cleo joined"_s);
        row("four come", {u"+Ana +Ben +Cleo +Dan"_s}, u"Ana, Ben and 2 others joined"_s);
        row("many come", {u"+Ana +Ben +12"_s}, u"Ana, Ben and 12 others joined"_s);
        row("two and one who is not named", {u"+Ana +Ben +1"_s},
            u"Ana, Ben and one other joined"_s);
        row("one and one who is not named", {u"+Ana +1"_s}, u"Ana and one other joined"_s);
        row("one and many who are not named", {u"+Ana +5"_s}, u"Ana and 5 others joined"_s);
        row("nobody is named", {u"+1000"_s}, u"1000 people joined"_s);
        row("one goes", {u"-Ben"_s}, u"Ben left"_s);
        row("some come and others go", {u"+Ana -Ben"_s}, u"Ana joined; Ben left"_s);
        row("they come one by one", {u"+Ana"_s, u"+Ben"_s}, u"Ana and Ben joined"_s);
        row("one comes twice", {u"+Ana"_s, u"+Ana"_s}, u"Ana joined"_s);
        row("one comes and goes", {u"+Ana +Ben"_s, u"-Ana"_s}, u"Ben joined"_s);
        row("one goes and comes back", {u"-Ana"_s, u"+Ana"_s}, QString());
        row("a crowd comes and goes", {u"+100"_s, u"-100"_s}, QString());
        row("oneself is not news", {u"+Me"_s, u"-Me"_s}, QString());
        row("nobody comes", {QString()}, QString());
        row("a name is not a placeholder", {u"+%2 +Ben"_s}, u"%2 and Ben joined"_s);
    }

    void sentences()
    {
        QFETCH(QStringList, changes);
        Notice notice;
        for (const auto &words : std::as_const(changes))
            notice.add(change(words), UserId(u"idMe"_s));
        QTEST(notice.text(), "text");
        QCOMPARE(notice.isEmpty(), notice.text().isEmpty());
    }

    void namesAreBounded()
    {
        Notice notice;
        for (int i = 0; i < 1000; ++i)
            notice.add(change(u"+Guest%1"_s.arg(i)), {});
        QCOMPARE(notice.text(), u"Guest0, Guest1 and 998 others joined"_s);
    }
};

QTEST_APPLESS_MAIN(NoticeTest)
#include "tst_notice.moc"
