// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>

namespace hobnob::server
{

/// What one hash costs whoever makes it, and whoever guesses.
struct HashCost {
    quint64 passes = 0;
    size_t memoryBytes = 0;

    /// libsodium's INTERACTIVE: Argon2id with 2 passes over 64 MiB, at which a core of the
    /// reference machine makes about a dozen a second. More than OWASP's least (19 MiB, 2 passes),
    /// and what RFC 9106 advises where memory is short but for one pass. Two at once still fit a
    /// small host.
    [[nodiscard]] static HashCost standard();
    /// The least there is: for tests, which are about other things.
    [[nodiscard]] static HashCost least();
};

/// Hashes passwords and compares them with hashes, by Argon2id, on threads of its own that are nice
/// to the event loop. At most limits::pendingHashes wait; more are refused as Busy with
/// retryAfter, at once.
///
/// Lives on the domain's thread. Answers come there through its event loop, never from inside the
/// call, and are dropped when their context is gone.
class PasswordHasher final : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Answer = std::function<void(Result<T>)>;
    enum class Match { Yes, No };

    explicit PasswordHasher(HashCost cost = HashCost::standard(), int threads = usualThreads());
    /// Waits for the hashes that are being made; the others are dropped.
    ~PasswordHasher() override;

    /// One core is left to the event loop where there are several; more than two threads would help
    /// an attacker more than anyone.
    [[nodiscard]] static int usualThreads();

    /// With salt and cost, as text. Errors: Busy; Internal, when there is not enough memory.
    void hash(const QString &password, const QObject *context, Answer<QByteArray> answer);
    /// Errors: as hash().
    void verify(const QByteArray &hash, const QString &password, const QObject *context,
                Answer<Match> answer);
    /// The hash was made at another cost than ours.
    [[nodiscard]] bool isOutdated(const QByteArray &hash) const;
    /// As verify() for somebody who does not exist: No, and it takes the same time.
    void verifyDummy(const QString &password, const QObject *context, Answer<Match> answer);
    /// Those being made, too.
    [[nodiscard]] int pendingCount() const { return m_pending; }

private:
    template <typename T>
    void work(const QObject *context, Answer<T> answer, std::function<Result<T>()> task);

    const HashCost m_cost;
    /// Of a random password that nobody was told, at our cost.
    const QByteArray m_dummy;
    QThreadPool m_threads;
    int m_pending = 0;
};

} // namespace hobnob::server
