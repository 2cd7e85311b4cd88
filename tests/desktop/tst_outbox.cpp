// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/outbox.h"
#include "shared/limits.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using State = PendingMessage::State;

namespace
{

const RoomId lobby(u"lobby"_s);
const RoomId attic(u"attic"_s);

ClientId add(Outbox &outbox, const QString &text, const RoomId &room = lobby)
{
    return *outbox.add(room, text, Timestamp{1});
}

} // namespace

class OutboxTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneMessageOfARoomIsUnderWayAtATime()
    {
        Outbox outbox;
        const auto first = add(outbox, u"one"_s);
        const auto second = add(outbox, u"two"_s);
        add(outbox, u"elsewhere"_s, attic);
        QCOMPARE(outbox.takeNext(lobby)->clientId, first);
        QVERIFY(!outbox.takeNext(lobby));
        QVERIFY(outbox.takeNext(attic));
        QVERIFY(outbox.confirm(lobby, first));
        QCOMPARE(outbox.takeNext(lobby)->clientId, second);
    }

    void aConfirmationCountsOnce()
    {
        Outbox outbox;
        const auto id = add(outbox, u"one"_s);
        QVERIFY(outbox.confirm(lobby, id));
        QVERIFY(!outbox.confirm(lobby, id));
        QVERIFY(outbox.messages(lobby).isEmpty());
    }

    void afterALossWhatWasUnderWayGoesFirst()
    {
        Outbox outbox;
        const auto first = add(outbox, u"one"_s);
        add(outbox, u"two"_s);
        QVERIFY(outbox.takeNext(lobby));
        outbox.connectionLost();
        QCOMPARE(outbox.takeNext(lobby)->clientId, first);
    }

    void aFailureDoesNotHoldUpTheRest()
    {
        Outbox outbox;
        const auto first = add(outbox, u"one"_s);
        const auto second = add(outbox, u"two"_s);
        QVERIFY(outbox.takeNext(lobby));
        outbox.fail(lobby, first, {ErrorCode::NotMember, u"no"_s});
        QCOMPARE(outbox.find(lobby, first)->state, State::Failed);
        QCOMPARE(outbox.find(lobby, first)->error.code, ErrorCode::NotMember);
        QCOMPARE(outbox.takeNext(lobby)->clientId, second);
        QCOMPARE(outbox.unsentCount(), 1);
    }

    void aFailedMessageTriedAgainIsTheNewest()
    {
        Outbox outbox;
        const auto first = add(outbox, u"one"_s);
        const auto second = add(outbox, u"two"_s);
        QVERIFY(!outbox.retry(lobby, first));
        outbox.fail(lobby, first, {});
        QVERIFY(outbox.retry(lobby, first));
        QCOMPARE(outbox.messages(lobby).first().clientId, second);
        QCOMPARE(outbox.messages(lobby).last().clientId, first);
        QCOMPARE(outbox.messages(lobby).last().state, State::Waiting);
    }

    void whatIsUnderWayCannotBeDiscarded()
    {
        Outbox outbox;
        const auto id = add(outbox, u"one"_s);
        QVERIFY(outbox.takeNext(lobby));
        QVERIFY(!outbox.discard(lobby, id));
        outbox.fail(lobby, id, {});
        QVERIFY(outbox.discard(lobby, id));
        QVERIFY(!outbox.discard(lobby, id));
    }

    void sentMessagesHoldNothingUp()
    {
        Outbox outbox;
        const auto first = add(outbox, u"one"_s);
        const auto second = add(outbox, u"two"_s);
        QVERIFY(outbox.takeNext(lobby));
        outbox.markSent(lobby, first, Seq{7});
        QCOMPARE(outbox.find(lobby, first)->seq, Seq{7});
        QCOMPARE(outbox.takeNext(lobby)->clientId, second);
        QCOMPARE(outbox.unsentCount(), 1);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("code");
        QTest::newRow("nothing") << u" \n "_s << int(ErrorCode::MessageEmpty);
        QTest::newRow("too much") << u"x"_s.repeated(limits::messageCharacters + 1)
                                  << int(ErrorCode::MessageTooLong);
        QTest::newRow("a control character") << u"a\u0001b"_s << int(ErrorCode::MessageInvalid);
    }

    void refusals()
    {
        QFETCH(QString, text);
        QFETCH(int, code);
        Outbox outbox;
        const auto id = outbox.add(lobby, text, Timestamp{});
        QVERIFY(!id.ok());
        QCOMPARE(int(id.error().code), code);
        QVERIFY(outbox.messages(lobby).isEmpty());
    }

    void itIsBounded()
    {
        Outbox outbox;
        for (int i = 0; i < Outbox::mostPerRoom; ++i)
            QVERIFY(outbox.add(lobby, u"x", Timestamp{}).ok());
        QCOMPARE(outbox.add(lobby, u"x", Timestamp{}).error().code, ErrorCode::Busy);
        QVERIFY(outbox.add(attic, u"x", Timestamp{}).ok());
    }
};

QTEST_APPLESS_MAIN(OutboxTest)
#include "tst_outbox.moc"
