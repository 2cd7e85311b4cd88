// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/coalescer.h"

#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class CoalescerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOnceForManyMarksInTheirOrder()
    {
        Coalescer coalescer(10ms);
        QList<RoomId> due;
        connect(&coalescer, &Coalescer::due, this, [&](const RoomId &room) { due.append(room); });
        const RoomId a(u"a"_s);
        const RoomId b(u"b"_s);
        for (int i = 0; i < 100; ++i) {
            coalescer.mark(b);
            coalescer.mark(a);
        }
        QVERIFY(due.isEmpty());
        QTRY_COMPARE(due, (QList{b, a}));
    }

    void aMarkWhileTellingBelongsToTheNextTick()
    {
        Coalescer coalescer(1ms);
        const RoomId a(u"a"_s);
        int count = 0;
        connect(&coalescer, &Coalescer::due, this, [&](const RoomId &room) {
            if (++count < 3)
                coalescer.mark(room);
        });
        coalescer.mark(a);
        QTRY_COMPARE(count, 3);
    }

    void isQuietWhenNothingIsMarked()
    {
        Coalescer coalescer(1ms);
        QSignalSpy due(&coalescer, &Coalescer::due);
        QVERIFY(!due.wait(20));
    }
};

QTEST_GUILESS_MAIN(CoalescerTest)
#include "tst_coalescer.moc"
