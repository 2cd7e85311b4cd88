// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/passwordhasher.h"

#include "shared/ids.h"
#include "shared/limits.h"

#include <QThread>

#include <algorithm>
#include <array>
#include <sodium.h>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

/// A password's bytes, which do not stay in memory.
class Secret final
{
public:
    explicit Secret(const QString &password) : m_bytes(password.toUtf8()) {}
    ~Secret() { sodium_memzero(m_bytes.data(), size_t(m_bytes.size())); }
    Q_DISABLE_COPY_MOVE(Secret)

    [[nodiscard]] const char *data() const { return m_bytes.constData(); }
    [[nodiscard]] unsigned long long size() const { return quint64(m_bytes.size()); }

private:
    QByteArray m_bytes;
};

Result<QByteArray> hashNow(const Secret &password, const HashCost &cost)
{
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), cost.passes,
                          cost.memoryBytes) != 0)
        return Error{ErrorCode::Internal, u"The server has too little memory for this."_s};
    return QByteArray(hash.data());
}

Result<PasswordHasher::Match> verifyNow(const QByteArray &hash, const Secret &password)
{
    const bool matches =
        crypto_pwhash_str_verify(hash.constData(), password.data(), password.size()) == 0;
    return matches ? PasswordHasher::Match::Yes : PasswordHasher::Match::No;
}

/// Linux gives each thread its own niceness. Set with each task: the pool's threads come and go.
void beNice()
{
#ifdef Q_OS_LINUX
    constexpr int niceness = 10;
    ::setpriority(PRIO_PROCESS, 0, niceness);
#endif
}

QByteArray dummyHash(const HashCost &cost)
{
    if (sodium_init() < 0)
        qFatal("libsodium finds no random numbers");
    const auto hash = hashNow(Secret(randomToken()), cost);
    return hash ? *hash : QByteArray();
}

} // namespace

HashCost HashCost::standard()
{
    return {crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE};
}

HashCost HashCost::least()
{
    return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};
}

PasswordHasher::PasswordHasher(HashCost cost, int threads) : m_cost(cost), m_dummy(dummyHash(cost))
{
    m_threads.setMaxThreadCount(threads);
}

PasswordHasher::~PasswordHasher()
{
    m_threads.clear();
    m_threads.waitForDone();
}

int PasswordHasher::usualThreads()
{
    return std::clamp(QThread::idealThreadCount() - 1, 1, 2);
}

void PasswordHasher::hash(const QString &password, const QObject *context,
                          Answer<QByteArray> answer)
{
    work<QByteArray>(context, std::move(answer),
                     [password, cost = m_cost] { return hashNow(Secret(password), cost); });
}

void PasswordHasher::verify(const QByteArray &hash, const QString &password, const QObject *context,
                            Answer<Match> answer)
{
    work<Match>(context, std::move(answer),
                [hash, password] { return verifyNow(hash, Secret(password)); });
}

bool PasswordHasher::isOutdated(const QByteArray &hash) const
{
    return crypto_pwhash_str_needs_rehash(hash.constData(), m_cost.passes, m_cost.memoryBytes) != 0;
}

void PasswordHasher::verifyDummy(const QString &password, const QObject *context,
                                 Answer<Match> answer)
{
    work<Match>(context, std::move(answer), [hash = m_dummy, password]() -> Result<Match> {
        [[maybe_unused]] const auto ignored = verifyNow(hash, Secret(password));
        return Match::No;
    });
}

template <typename T>
void PasswordHasher::work(const QObject *context, Answer<T> answer, std::function<Result<T>()> task)
{
    const auto deliver = [context = QPointer(context),
                          answer = std::move(answer)](Result<T> result) {
        if (context)
            answer(std::move(result));
    };
    if (m_pending >= limits::pendingHashes) {
        const Error busy{
            ErrorCode::Busy, u"Many people log in just now. Try again in a moment."_s, {}, 2s};
        QMetaObject::invokeMethod(
            this, [deliver, busy] { deliver(busy); }, Qt::QueuedConnection);
        return;
    }
    ++m_pending;
    m_threads.start([this, deliver, task = std::move(task)] {
        beNice();
        auto result = task();
        QMetaObject::invokeMethod(
            this,
            [this, deliver, result = std::move(result)]() mutable {
                --m_pending;
                deliver(std::move(result));
            },
            Qt::QueuedConnection);
    });
}

} // namespace hobnob::server
