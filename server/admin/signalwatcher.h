// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <array>
#include <memory>

namespace hobnob::server
{

/// Brings SIGTERM and SIGINT into the event loop. A second one ends the process at once, also when
/// the event loop hangs. SIGHUP comes as often as one likes. SIGPIPE is ignored while this lives,
/// and SIGXFSZ: a file that may not grow is an error like any full disk. At most one at a time.
class SignalWatcher final : public QObject
{
    Q_OBJECT

public:
    /// What SIGHUP means: a terminal that is closed, or what its users ask of a service.
    enum class HangUp { Ends, Reloads };

    explicit SignalWatcher(HangUp hangUp = HangUp::Ends);
    ~SignalWatcher() override;

Q_SIGNALS:
    /// Once.
    void terminationRequested();
    /// By SIGHUP.
    void reloadRequested();

private:
    void readPipe();

    const HangUp m_hangUp;
    std::array<int, 2> m_pipe = {-1, -1};
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace hobnob::server
