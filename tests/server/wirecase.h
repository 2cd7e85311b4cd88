// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/wire.h"

#include <QObject>
#include <QTcpSocket>

#include <functional>
#include <memory>

namespace hobnob::server::test
{

/// What every kind of wire does, tried by the kind's own test.
class WireCase : public QObject, private Wire::Listener
{
    Q_OBJECT

protected:
    struct Ends {
        std::unique_ptr<Wire> near;
        std::unique_ptr<QTcpSocket> far;
    };

    WireCase() = default;
    /// Two connected ends; none when that was not possible.
    [[nodiscard]] virtual Ends connectEnds() = 0;
    [[nodiscard]] Wire::Listener *listener() { return this; }

    std::unique_ptr<Wire> m_near;
    std::unique_ptr<QTcpSocket> m_far;
    /// What was read so far at the near end, and whether that was all.
    QByteArray m_got;
    bool m_isEnded = false;

private:
    void wireReadable() override;
    void wireWritable() override;
    [[nodiscard]] qint64 write(const QByteArray &bytes);
    /// Until the wire takes no more; what it took.
    [[nodiscard]] QByteArray fill();
    /// What was read so far at the far end.
    const QByteArray &farRead();

    QByteArray m_farGot;
    int m_readable = 0;
    int m_writable = 0;
    /// Instead of reading.
    std::function<void()> m_onReadable;
    std::function<void()> m_onWritable;

private Q_SLOTS:
    void init();
    void cleanup();
    void whatThePeerSendsIsRead();
    void whatIsLeftIsToldOfAgain();
    void piecesArriveAsOne();
    void whatIsNotTakenIsToldOfOnceThereIsRoom();
    void whoReadsSlowlyCostsLittle();
    void whoDoesNotWantToReadIsToldLater();
    void whoDoesNotReadMakesThePeerWait();
    void anEndOfOurSideComesBehindWhatWasWritten();
    void nothingIsTakenAfterOurEnd();
    void lastWordsReachAPeerThatTalks();
    void thePeersEndIsRead();
    void aConnectionThatBreaksIsAnEnd();
    void nothingIsTakenOnceItIsBroken();
    void itsListenerMayDestroyIt_data();
    void itsListenerMayDestroyIt();
    void thePeerHasAnAddress();
};

} // namespace hobnob::server::test
