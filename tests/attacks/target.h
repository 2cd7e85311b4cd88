// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/rawrequest.h"
#include "tests/support/sanitizers.h"

#include <QProcess>
#include <QTemporaryDir>

namespace hobnob::server::test
{

/// hobnobd as it is installed, with its own limits, on a free port: a process of its own, so that
/// its memory can be looked at. Ended with this.
class Target final
{
public:
    ~Target()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    /// \a more: options. False when it does not listen in time.
    bool start(const QStringList &more = {})
    {
        m_process.setStandardErrorFile(QProcess::nullDevice());
        // By itself the address sanitizer keeps 256 MiB of what was freed, and as much around it.
        const QString name = QStringLiteral("ASAN_OPTIONS");
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(name, environment.value(name) + QStringLiteral(":quarantine_size_mb=8"));
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(HOBNOBD),
                        QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                                    QStringLiteral("--data"),
                                    m_folder.filePath(QStringLiteral("data")),
                                    // The good client posts as fast as it gets answers, to have
                                    // many of them; whoever attacks has it easier so.
                                    QStringLiteral("--rate-limits"), QStringLiteral("off")} +
                            more);
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(20000))
                return false;
        }
        const QByteArray line = m_process.readLine().trimmed();
        m_port = line.mid(line.lastIndexOf(':') + 1).toUShort();
        return m_port != 0;
    }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    [[nodiscard]] qint64 figure(const QByteArray &name) const { return figureOf(m_port, name); }
    /// Of a server that speaks TLS.
    [[nodiscard]] qint64 figure(const QByteArray &name, const QSslConfiguration &encryption) const
    {
        return figureIn(exchange(m_port, encryption, metricsRequest), name);
    }

    /// What the process holds of the machine's memory.
    [[nodiscard]] double residentMiB() const
    {
        QFile status(QStringLiteral("/proc/%1/status").arg(m_process.processId()));
        if (!status.open(QIODevice::ReadOnly))
            return 0;
        const QByteArray text = status.readAll();
        const qsizetype start = text.indexOf("VmRSS:") + 6;
        return double(text.mid(start, text.indexOf("kB", start) - start).trimmed().toLongLong()) /
               1024;
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace hobnob::server::test
