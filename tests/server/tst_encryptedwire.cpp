// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/socketwire.h"
#include "tests/support/certificates.h"
#include "tests/support/wirepair.h"
#include "wirecase.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>

using namespace hobnob::server;
using namespace hobnob::server::test;
using namespace Qt::StringLiterals;

/// A wire over a QSslSocket. The certificate is made anew each time and is worth nothing.
class EncryptedWireTest final : public WireCase
{
    Q_OBJECT

    QSslCertificate m_certificate;
    QSslKey m_key;

protected:
    Ends connectEnds() override
    {
        auto [accepted, plain] = connectedDescriptors();
        auto near = std::make_unique<QSslSocket>();
        auto far = std::make_unique<QSslSocket>();
        // Qt closes its own descriptor of the connection; this is another one.
        const int other = ::dup(int(plain->socketDescriptor()));
        plain.reset();
        if (!near->setSocketDescriptor(accepted) || !far->setSocketDescriptor(other))
            return {};
        near->setLocalCertificate(m_certificate);
        near->setPrivateKey(m_key);
        far->setPeerVerifyMode(QSslSocket::VerifyNone);
        near->startServerEncryption();
        far->startClientEncryption();
        if (!QTest::qWaitFor([&] { return near->isEncrypted() && far->isEncrypted(); }))
            return {};
        return {std::make_unique<SocketWire>(std::move(near)), std::move(far)};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QTemporaryDir folder;
        const auto files = makeCertificate(folder.path(), u"localhost"_s, rsaKey);
        QFile keyFile(files.key);
        QVERIFY(keyFile.open(QIODevice::ReadOnly));
        m_key = QSslKey(&keyFile, QSsl::Rsa);
        const auto certificates = QSslCertificate::fromPath(files.certificate);
        QCOMPARE(certificates.size(), 1);
        m_certificate = certificates.first();
        QVERIFY(!m_key.isNull() && !m_certificate.isNull());
    }

    void whatWaitsEncryptedIsBounded()
    {
        m_far->setReadBufferSize(1);
        const auto &wire = dynamic_cast<const SocketWire &>(*m_near);
        const QByteArray much(256 * 1024, 'x');
        const std::array<QByteArrayView, 1> pieces = {much};
        qint64 most = 0;
        for (int i = 0; i < 400; ++i) {
            QVERIFY(m_near->write(pieces) >= 0);
            QCoreApplication::processEvents();
            most = std::max(most, wire.unsentBytes());
        }
        // TLS adds a little to each record.
        QVERIFY2(most > 0 && most <= SocketWire::waitingBytes + 1024,
                 qPrintable(QString::number(most)));
    }
};

QTEST_GUILESS_MAIN(EncryptedWireTest)
#include "tst_encryptedwire.moc"
