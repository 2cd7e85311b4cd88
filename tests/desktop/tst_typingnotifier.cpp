// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/typingnotifier.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace
{

const RoomId lobby(u"lobby"_s);
const RoomId attic(u"attic"_s);

/// "+lobby -attic": what was sent.
QString words(const QList<protocol::SetTyping> &frames)
{
    QStringList list;
    for (const auto &frame : frames)
        list.append((frame.typing ? u'+' : u'-') + frame.room.value());
    return list.join(u' ');
}

} // namespace

class TypingNotifierTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServerHearsOnlyWhatItNeeds()
    {
        TypingNotifier typing;
        QCOMPARE(words(typing.update(lobby, Composing::Typing, 100ms)), u"+lobby"_s);
        QCOMPARE(words(typing.update(lobby, Composing::Typing, 200ms)), QString());
        QCOMPARE(words(typing.update(lobby, Composing::Typing, 3000ms)), QString());
        QCOMPARE(words(typing.update(lobby, Composing::Typing, 3100ms)), u"+lobby"_s);
        QCOMPARE(words(typing.update(lobby, Composing::Idle, 3200ms)), u"-lobby"_s);
        QCOMPARE(words(typing.update(lobby, Composing::Idle, 3300ms)), QString());
    }

    void anotherRoomEndsTheOne()
    {
        TypingNotifier typing;
        QCOMPARE(words(typing.update(lobby, Composing::Typing, 0ms)), u"+lobby"_s);
        QCOMPARE(words(typing.update(attic, Composing::Typing, 10ms)), u"-lobby +attic"_s);
        QCOMPARE(words(typing.update(lobby, Composing::Idle, 20ms)), u"-attic"_s);
    }

    void whatTheServerForgotIsNotTakenBack()
    {
        TypingNotifier typing;
        QCOMPARE(words(typing.update(lobby, Composing::Typing, 0ms)), u"+lobby"_s);
        QCOMPARE(words(typing.update(lobby, Composing::Idle, 7000ms)), QString());
    }

    void aNewConnectionHearsAnew()
    {
        TypingNotifier typing;
        QCOMPARE(words(typing.update(lobby, Composing::Typing, 0ms)), u"+lobby"_s);
        typing.reset();
        QCOMPARE(words(typing.update(lobby, Composing::Typing, 10ms)), u"+lobby"_s);
    }
};

QTEST_APPLESS_MAIN(TypingNotifierTest)
#include "tst_typingnotifier.moc"
