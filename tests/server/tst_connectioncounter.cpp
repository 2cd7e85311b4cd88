// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/connectioncounter.h"

#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

class ConnectionCounterTest final : public QObject
{
    Q_OBJECT

    ConnectionCounter m_counter{{}};

private Q_SLOTS:
    void init() { m_counter = ConnectionCounter({.total = 5, .perAddress = 2}); }

    void oneAddressHasItsShare()
    {
        QVERIFY(m_counter.open(u"a"_s));
        QVERIFY(m_counter.open(u"a"_s));
        QVERIFY(!m_counter.open(u"a"_s));
        QVERIFY(m_counter.open(u"b"_s));
        QCOMPARE(m_counter.count(), 3);
        QCOMPARE(m_counter.refusedCount(), 1);
        m_counter.close(u"a"_s);
        QVERIFY(m_counter.open(u"a"_s));
    }

    void allTogetherHaveTheRest()
    {
        for (const auto &group : {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s})
            QVERIFY(m_counter.open(group));
        QVERIFY(!m_counter.open(u"f"_s));
        QVERIFY(!m_counter.open({}));
        m_counter.close(u"c"_s);
        QVERIFY(m_counter.open(u"f"_s));
    }

    void whatHasNoGroupIsCountedInAllOnly()
    {
        for (int i = 0; i < 5; ++i)
            QVERIFY(m_counter.open({}));
        QVERIFY(!m_counter.open({}));
    }

    void aProxysConnectionsBecomeTheirClients()
    {
        for (int i = 0; i < 3; ++i)
            QVERIFY(m_counter.open({}));
        QVERIFY(m_counter.move({}, u"a"_s));
        QVERIFY(m_counter.move({}, u"a"_s));
        QVERIFY(!m_counter.move({}, u"a"_s));
        QCOMPARE(m_counter.count(), 3);
        // It is still what it was.
        m_counter.close({});
        m_counter.close(u"a"_s);
        QVERIFY(m_counter.open(u"a"_s));
        QVERIFY(!m_counter.open(u"a"_s));
        QCOMPARE(m_counter.count(), 2);
    }

    void movingNowhereIsNothing()
    {
        QVERIFY(m_counter.open(u"a"_s));
        QVERIFY(m_counter.open(u"a"_s));
        QVERIFY(m_counter.move(u"a"_s, u"a"_s));
        m_counter.close(u"a"_s);
        QVERIFY(m_counter.open(u"a"_s));
    }
};

QTEST_APPLESS_MAIN(ConnectionCounterTest)
#include "tst_connectioncounter.moc"
