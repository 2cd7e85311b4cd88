// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/descriptorwire.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <unistd.h>

namespace hobnob::server::test
{

/// The two ends of a connection over loopback; the accepted one is the caller's to close.
struct ConnectedDescriptors {
    int accepted;
    std::unique_ptr<QTcpSocket> far;
};

inline ConnectedDescriptors connectedDescriptors()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("no loopback");
    auto far = std::make_unique<QTcpSocket>();
    far->connectToHost(server.serverAddress(), server.serverPort());
    if (!server.waitForNewConnection(5000) || !far->waitForConnected(5000))
        qFatal("no connection over loopback");
    const std::unique_ptr<QTcpSocket> accepted(server.nextPendingConnection());
    // Qt closes its own descriptor of the connection; this is another one.
    return {::dup(int(accepted->socketDescriptor())), std::move(far)};
}

/// A wire and its peer, connected over loopback.
class WirePair final : public Wire::Listener
{
public:
    WirePair() : WirePair(connectedDescriptors()) {}

    void wireReadable() override
    {
        ++readable;
        char buffer[4096];
        const qint64 count = near->read(buffer, sizeof buffer);
        if (count > 0)
            got.append(buffer, qsizetype(count));
        if (count < 0) {
            isEnded = true;
            near.reset();
        }
    }

    void wireWritable() override { ++writable; }

    /// What the peer has been sent so far.
    QByteArray farRead()
    {
        farGot += far.readAll();
        return farGot;
    }

    std::unique_ptr<DescriptorWire> near;
    const std::unique_ptr<QTcpSocket> farSocket;
    QTcpSocket &far;
    QByteArray got;
    QByteArray farGot;
    int readable = 0;
    int writable = 0;
    bool isEnded = false;

private:
    explicit WirePair(ConnectedDescriptors ends)
        : near(std::make_unique<DescriptorWire>(ends.accepted)), farSocket(std::move(ends.far)),
          far(*farSocket)
    {
        near->setListener(this);
    }
};

} // namespace hobnob::server::test
