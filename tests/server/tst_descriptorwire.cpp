// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/support/wirepair.h"
#include "wirecase.h"

#include <sys/socket.h>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;
using namespace Qt::StringLiterals;

class DescriptorWireTest final : public WireCase
{
    Q_OBJECT

protected:
    Ends connectEnds() override
    {
        auto [accepted, far] = connectedDescriptors();
        return {std::make_unique<DescriptorWire>(accepted), std::move(far)};
    }

private Q_SLOTS:
    void theOtherSideCanBeHeardAfterOurEnd()
    {
        m_near->finish();
        const int descriptor = int(m_far->socketDescriptor());
        QCOMPARE(::send(descriptor, "still", 5, 0), 5);
        QTRY_COMPARE(m_got, "still"_ba);
    }

    void theDescriptorCanBeTakenAway()
    {
        QTcpSocket socket;
        QVERIFY(socket.setSocketDescriptor(descriptorWire().release()));
        m_near.reset();
        m_far->write("to the other one");
        QTRY_COMPARE(socket.bytesAvailable(), 16);
        QVERIFY(m_got.isEmpty());
    }

    /// What the system is asked of each connection.
    void theSystemLooksAfterIt()
    {
        const int descriptor = int(descriptorWire().release());
        const auto option = [descriptor](int name) {
            int value = 0;
            socklen_t size = sizeof value;
            return ::getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
        };
        QCOMPARE(option(SO_KEEPALIVE), 1);
        // Linux doubles it.
        QVERIFY(option(SO_SNDBUF) <= 2 * limits::sendBufferBytes);
        ::close(descriptor);
    }

private:
    [[nodiscard]] DescriptorWire &descriptorWire() const
    {
        return dynamic_cast<DescriptorWire &>(*m_near);
    }
};

QTEST_GUILESS_MAIN(DescriptorWireTest)
#include "tst_descriptorwire.moc"
