// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/hookdelivery.h"
#include "server/net/destinations.h"
#include "shared/limits.h"

#include <QNetworkAccessManager>
#include <QObject>

#include <deque>
#include <memory>

namespace hobnob::server
{

/// Brings deliveries to receivers that somebody named. A name is looked up once and connected to
/// where it led, after every address of it was checked; TLS asks for the name. Redirects are not
/// followed, nothing is kept from one delivery to the next, and the status alone counts of an
/// answer, for which there is a time and a size.
class HookSender final : public QObject
{
    Q_OBJECT

public:
    using Resolved = std::function<void(const QList<QHostAddress> &)>;
    struct Ways {
        Destinations destinations = Destinations();
        /// Says once where a name leads, not from inside the call.
        std::function<void(const QString &name, Resolved resolved)> resolve = &resolveBySystem;
        std::chrono::milliseconds time = limits::hookTime;
    };
    using Answer = std::function<void(const HookOutcome &)>;

    explicit HookSender(Ways ways);
    ~HookSender() override;

    /// As DeliverHook. No more than limits::hookSends are under way at a time; the others wait in
    /// their order. Nothing is answered any more when this goes.
    void send(const HookDelivery &delivery, Answer answer);

    static void resolveBySystem(const QString &name, Resolved resolved);

private:
    class Sending;
    struct Waiting {
        HookDelivery delivery;
        Answer answer;
    };

    void startNext();
    void finish(Sending *sending, const HookOutcome &outcome);

    const Ways m_ways;
    /// Made when there is something to send: it has a thread of its own.
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::vector<std::unique_ptr<Sending>> m_sendings;
    std::deque<Waiting> m_waiting;
};

} // namespace hobnob::server
