// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/socketwire.h"
#include "tests/support/wirepair.h"
#include "wirecase.h"

using namespace hobnob::server;
using namespace hobnob::server::test;
using namespace Qt::StringLiterals;

class SocketWireTest final : public WireCase
{
    Q_OBJECT

protected:
    Ends connectEnds() override
    {
        auto [accepted, far] = connectedDescriptors();
        auto near = std::make_unique<QTcpSocket>();
        if (!near->setSocketDescriptor(accepted))
            return {};
        return {std::make_unique<SocketWire>(std::move(near)), std::move(far)};
    }

private Q_SLOTS:
    void whatItHeldAlreadyIsRead()
    {
        auto [accepted, far] = connectedDescriptors();
        auto near = std::make_unique<QTcpSocket>();
        QVERIFY(near->setSocketDescriptor(accepted));
        far->write("early");
        QTRY_COMPARE(near->bytesAvailable(), 5);
        m_near = std::make_unique<SocketWire>(std::move(near));
        m_near->setListener(listener());
        QTRY_COMPARE(m_got, "early"_ba);
    }
};

QTEST_GUILESS_MAIN(SocketWireTest)
#include "tst_socketwire.moc"
