// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/tokenvault.h"
#include "fakeworld.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

namespace
{

/// Answers when it is told to, as one that a person has to unlock.
class FakeVault final : public TokenVault
{
public:
    void read(const QString &key,
              std::function<void(const std::optional<QString> &)> answer) override
    {
        ++reads;
        later([this, key, answer] {
            answer(works && tokens.contains(key) ? std::optional(tokens[key]) : std::nullopt);
        });
    }
    void write(const QString &key, const QString &token,
               std::function<void(Outcome)> answer) override
    {
        later([this, key, token, answer] {
            if (works)
                tokens[key] = token;
            answer(works ? Outcome::Kept : Outcome::Refused);
        });
    }
    void remove(const QString &key) override { tokens.remove(key); }

    void unlock()
    {
        const auto all = std::exchange(waiting, {});
        for (const auto &each : all)
            each();
        isLocked = false;
    }

    QHash<QString, QString> tokens;
    QList<std::function<void()>> waiting;
    bool isLocked = false;
    bool works = true;
    int reads = 0;

private:
    void later(std::function<void()> answer)
    {
        if (isLocked)
            waiting.append(std::move(answer));
        else
            QTimer::singleShot(0, &m_context, std::move(answer));
    }

    QObject m_context;
};

} // namespace

/// Tokens that are kept elsewhere than in the profile.
class TokenVaultTest final : public QObject
{
    Q_OBJECT

private:
    struct Run {
        Run(FakeServer &server, const QString &folder, FakeVault *vault)
            : profile(folder), address(server.address())
        {
            client.setVault(vault);
        }
        void start() { client.connectTo(address, u"Me"_s); }
        [[nodiscard]] ServerMemory memory() const { return profile.server(address.text()); }

        Profile profile;
        ServerAddress address;
        ChatClient client{&profile, FakeServer::quickTiming()};
    };

private Q_SLOTS:
    void theTokenMovesOutOfTheFile()
    {
        const QTemporaryDir folder;
        FakeServer server;
        FakeVault vault;
        {
            Run run(server, folder.path(), &vault);
            run.start();
            QTRY_VERIFY(run.client.isOnline());
            QTRY_VERIFY(run.memory().isTokenInVault);
            QVERIFY(run.memory().token.isEmpty());
            QCOMPARE(vault.tokens.value(run.address.text()), server.token);
        }
        QFile file(folder.filePath(u"profile.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(server.token.toUtf8()));
        Run again(server, folder.path(), &vault);
        again.start();
        QTRY_VERIFY(again.client.isOnline());
        QCOMPARE(server.received<protocol::ResumeSession>().size(), 1);
        QVERIFY(again.memory().isTokenInVault);
    }

    void withoutAVaultTheFileKeepsIt()
    {
        const QTemporaryDir folder;
        FakeServer server;
        FakeVault vault;
        vault.works = false;
        Run run(server, folder.path(), &vault);
        run.start();
        QTRY_VERIFY(run.client.isOnline());
        QCoreApplication::processEvents();
        QCOMPARE(run.memory().token, server.token);
        QVERIFY(!run.memory().isTokenInVault);
    }

    void aLockedVaultIsWaitedForWithoutStopping()
    {
        const QTemporaryDir folder;
        FakeServer server;
        FakeVault vault;
        {
            Run run(server, folder.path(), &vault);
            run.start();
            QTRY_VERIFY(run.memory().isTokenInVault);
        }
        vault.isLocked = true;
        Run run(server, folder.path(), &vault);
        QVERIFY(run.client.open(run.address, u"Me"_s));
        QCOMPARE(vault.reads, 0);
        run.start();
        QCOMPARE(run.client.state().phase, ConnectionState::Phase::Connecting);
        // Whoever gives up meanwhile is not brought in later.
        run.client.disconnectFromServer();
        vault.unlock();
        QCOMPARE(run.client.state().phase, ConnectionState::Phase::Disconnected);
        run.start();
        QTRY_VERIFY(run.client.isOnline());
        QCOMPARE(server.received<protocol::ResumeSession>().size(), 1);
    }

    void aVaultThatFailsLosesNothing()
    {
        const QTemporaryDir folder;
        FakeServer server;
        server.logInBefore(server.accounts.add(u"Me"_s, u"correct horse"_s));
        FakeVault vault;
        {
            Run run(server, folder.path(), &vault);
            run.client.connectTo(run.address, {.name = u"Me"_s,
                                               .kind = protocol::PersonKind::Account,
                                               .password = u"correct horse"_s});
            QTRY_VERIFY(run.memory().isTokenInVault);
        }
        vault.works = false;
        Run run(server, folder.path(), &vault);
        run.start();
        QTRY_COMPARE(run.client.state().error.code, ErrorCode::TokenUnknown);
        QVERIFY(run.memory().isTokenInVault);
        vault.works = true;
        run.start();
        QTRY_VERIFY(run.client.isOnline());
    }

    void whatIsOverIsRemoved()
    {
        const QTemporaryDir folder;
        FakeServer server;
        FakeVault vault;
        Run run(server, folder.path(), &vault);
        run.start();
        QTRY_VERIFY(run.memory().isTokenInVault);
        run.client.account().signOut();
        QTRY_VERIFY(vault.tokens.isEmpty());
        QVERIFY(!run.memory().hasToken());
    }
};

QTEST_MAIN(TokenVaultTest)
#include "tst_tokenvault.moc"
