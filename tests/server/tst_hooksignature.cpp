// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/hooksignature.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;

class HookSignatureTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Computed with Python: hmac.new(b"key", b"1767225600000.{}", "sha256").hexdigest()
    void isWhatOthersCompute()
    {
        QCOMPARE(hookSignature("key", Timestamp{1767225600000}, "{}"),
                 QByteArray("t=1767225600000,v1="
                            "6bcc6e5c80d24a767d29f3da6b3c196e529f30d3ff6fad88bd672cb80f7f71ba"));
    }

    void eachPartCounts()
    {
        const auto one = hookSignature("key", Timestamp{1}, "1");
        QVERIFY(one != hookSignature("keys", Timestamp{1}, "1"));
        QVERIFY(one.mid(4) != hookSignature("key", Timestamp{2}, "1").mid(4));
        QVERIFY(one != hookSignature("key", Timestamp{1}, "2"));
        // The dot keeps the time and the body apart.
        QVERIFY(hookSignature("key", Timestamp{11}, "1").last(64) !=
                hookSignature("key", Timestamp{1}, "11").last(64));
    }
};

QTEST_GUILESS_MAIN(HookSignatureTest)
#include "tst_hooksignature.moc"
