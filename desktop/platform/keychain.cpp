// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/platform/keychain.h"

#include <QLoggingCategory>
#include <QObject>
#include <qt6keychain/keychain.h>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

Q_LOGGING_CATEGORY(lcKeychain, "hobnob.keychain")

QString serviceName()
{
    return u"Hobnob"_s;
}

class Keychain final : public TokenVault
{
public:
    void read(const QString &key,
              std::function<void(const std::optional<QString> &)> answer) override
    {
        auto *job = new QKeychain::ReadPasswordJob(serviceName());
        job->setKey(key);
        QObject::connect(
            job, &QKeychain::Job::finished, &m_context, [job, answer = std::move(answer)] {
                report(job);
                answer(job->error() == QKeychain::NoError ? std::optional(job->textData())
                                                          : std::nullopt);
            });
        job->start();
    }

    void write(const QString &key, const QString &token,
               std::function<void(Outcome)> answer) override
    {
        auto *job = new QKeychain::WritePasswordJob(serviceName());
        job->setKey(key);
        job->setTextData(token);
        QObject::connect(
            job, &QKeychain::Job::finished, &m_context, [job, answer = std::move(answer)] {
                report(job);
                answer(job->error() == QKeychain::NoError ? Outcome::Kept : Outcome::Refused);
            });
        job->start();
    }

    void remove(const QString &key) override
    {
        auto *job = new QKeychain::DeletePasswordJob(serviceName());
        job->setKey(key);
        job->start();
    }

private:
    static void report(const QKeychain::Job *job)
    {
        if (job->error() != QKeychain::NoError && job->error() != QKeychain::EntryNotFound)
            qCInfo(lcKeychain).noquote() << "The keychain:" << job->errorString();
    }

    /// Jobs delete themselves; their answers end with us.
    QObject m_context;
};

} // namespace

std::unique_ptr<TokenVault> makeKeychain()
{
    return std::make_unique<Keychain>();
}

} // namespace hobnob::desktop
