// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/attacks/crowd.h"
#include "tests/attacks/goodclient.h"
#include "tests/support/certificates.h"

#include <QSslSocket>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using hobnob::server::test::Crowd;
using hobnob::server::test::GoodClient;
using hobnob::server::test::maskedFrame;
using hobnob::server::test::Target;
using hobnob::server::test::upgradeRequest;

/// Slow ones (16) and readers that never read (18), on a server that speaks TLS.
class EncryptedAttacks final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    TlsFiles m_files;
    QSslConfiguration m_trust;

    [[nodiscard]] QStringList options() const
    {
        return {u"--tls-certificate"_s, m_files.certificate, u"--tls-key"_s, m_files.key};
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_files = test::makeCertificate(m_folder.path());
        QVERIFY(m_files.isGiven());
        m_trust = test::trusting(m_files);
    }

    void attack16HandshakesThatStall_data()
    {
        QTest::addColumn<QByteArray>("opening");
        QTest::addColumn<double>("mostMiB");
        QTest::newRow("who says nothing") << ""_ba << 32.0;
        // Each has a socket of Qt's and a context of OpenSSL's by then.
        QTest::newRow("who says half a greeting") << "\x16\x03\x01\x02\x00\x01"_ba << 128.0;
    }
    void attack16HandshakesThatStall()
    {
        QFETCH(QByteArray, opening);
        QFETCH(double, mostMiB);
        Target target;
        QVERIFY(target.start(options()));
        GoodClient good(target.port(), m_trust);
        const double before = target.residentMiB();
        const int count = 1000;
        Crowd crowd;
        QVERIFY(crowd.connectTo(target.port(), count));
        crowd.say(opening);
        QTRY_COMPARE(target.figure("connections"_ba, m_trust), count + 2);
        double most = before;
        const auto trips = good.post(50, [&] { most = std::max(most, target.residentMiB()); });
        qInfo("%s; %.1f MiB more", qPrintable(trips.text()), most - before);
        QCOMPARE(trips.complaint(), QString());
        QVERIFY2(most - before < mostMiB * sanitizerFactor,
                 qPrintable(QString::number(most - before)));
        QTRY_COMPARE_WITH_TIMEOUT(crowd.present(), 0, 30000);
        QTRY_COMPARE(target.figure("connections"_ba, m_trust), 2);
        QCOMPARE(good.post(20).complaint(), QString());
    }

    void attack18ReadersThatNeverRead()
    {
        Target target;
        QVERIFY(target.start(options()));
        GoodClient good(target.port(), m_trust);
        const auto wire = [](const ClientMessage &message) { return maskedFrame(encode(message)); };
        const int count = 100;
        std::vector<std::unique_ptr<QSslSocket>> deaf;
        for (int i = 0; i < count; ++i) {
            auto socket = std::make_unique<QSslSocket>();
            socket->setSslConfiguration(m_trust);
            socket->connectToHostEncrypted(u"127.0.0.1"_s, target.port());
            socket->write(upgradeRequest() + wire(Hello{RequestId{1}, 1, {}, {}}) +
                          wire(LogInAsGuest{RequestId{2}, u"Deaf %1"_s.arg(i)}) +
                          wire(JoinRoom{RequestId{3}, good.room(), {}}));
            deaf.push_back(std::move(socket));
        }
        QTRY_COMPARE_WITH_TIMEOUT(target.figure("sessions_logged_in"_ba, m_trust), count + 1,
                                  20000);
        for (const auto &socket : deaf)
            socket->setReadBufferSize(1);
        const double before = target.residentMiB();
        // More for each than the system's buffers and our bound hold together.
        double most = 0;
        const auto trips = good.post(
            150, [&] { most = std::max(most, target.residentMiB()); },
            QString(limits::messageCharacters, u'x'));
        qInfo("%s; %.1f MiB more", qPrintable(trips.text()), most - before);
        QVERIFY2(most - before < 64.0 * sanitizerFactor,
                 qPrintable(QString::number(most - before)));
        QCOMPARE(trips.complaint(), QString());
    }
};

QTEST_GUILESS_MAIN(EncryptedAttacks)
#include "tst_encrypted.moc"
