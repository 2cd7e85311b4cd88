// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/tlsfiles.h"
#include "tests/support/certificates.h"

#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob::server;
using namespace hobnob::server::test;
using namespace Qt::StringLiterals;

/// The operator's certificate and key, and what can be wrong with them.
class TlsFilesTest final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    TlsFiles m_files;
    TlsFiles m_others;
    TlsFiles m_rsa;

    [[nodiscard]] QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
                   ? file.fileName()
                   : QString();
    }

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// Of \a files's key, as openssl changes it.
    [[nodiscard]] QString rewritten(const QString &key, const QString &name,
                                    const QStringList &how) const
    {
        const QString path = m_folder.filePath(name);
        QProcess openssl;
        openssl.start(u"openssl"_s, how + QStringList{u"-in"_s, key, u"-out"_s, path});
        return openssl.waitForFinished() && openssl.exitCode() == 0 ? path : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_files = makeCertificate(m_folder.path());
        m_others = makeCertificate(m_folder.path(), u"other"_s);
        m_rsa = makeCertificate(m_folder.path(), u"rsa"_s, rsaKey);
        QVERIFY(m_files.isGiven() && m_others.isGiven() && m_rsa.isGiven());
    }

    void everyUsualFormIsRead_data()
    {
        QTest::addColumn<TlsFiles>("files");
        QTest::newRow("an elliptic curve") << m_files;
        QTest::newRow("RSA") << m_rsa;
        QTest::newRow("an elliptic curve in the older form")
            << TlsFiles{m_files.certificate, rewritten(m_files.key, u"ec.pem"_s, {u"ec"_s})};
        QTest::newRow("RSA in the older form") << TlsFiles{
            m_rsa.certificate, rewritten(m_rsa.key, u"rsa.pem"_s, {u"rsa"_s, u"-traditional"_s})};
        const QString both =
            write(u"both.pem"_s, contentOf(m_files.key) + contentOf(m_files.certificate));
        QTest::newRow("both in one file") << TlsFiles{both, both};
    }
    void everyUsualFormIsRead()
    {
        QFETCH(const TlsFiles, files);
        const auto loaded = files.load();
        QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().sentence));
        QCOMPARE(loaded->localCertificateChain().size(), 1);
        QVERIFY(!loaded->privateKey().isNull());
        QCOMPARE(loaded->protocol(), QSsl::TlsV1_2OrLater);
        QCOMPARE(loaded->peerVerifyMode(), QSslSocket::VerifyNone);
    }

    void allOfTheChainIsShown()
    {
        const QString chain =
            write(u"chain.pem"_s, contentOf(m_files.certificate) + contentOf(m_others.certificate));
        const auto loaded = TlsFiles{chain, m_files.key}.load();
        QVERIFY(loaded);
        QCOMPARE(loaded->localCertificateChain().size(), 2);
        QCOMPARE(loaded->localCertificate(),
                 QSslCertificate::fromPath(m_files.certificate).constFirst());
    }

    void eachFaultHasItsSentence_data()
    {
        QTest::addColumn<TlsFiles>("files");
        QTest::addColumn<QString>("sentence");
        const auto &[certificate, key] = m_files;
        const QString nowhere = m_folder.filePath(u"nowhere.pem"_s);
        const QString text = write(u"text.pem"_s, "What is this?\n"_ba);
        const QString locked = rewritten(m_rsa.key, u"locked.pem"_s,
                                         {u"rsa"_s, u"-aes256"_s, u"-passout"_s, u"pass:secret"_s});
        const QString lockedOlder =
            rewritten(m_rsa.key, u"older.pem"_s,
                      {u"rsa"_s, u"-traditional"_s, u"-aes256"_s, u"-passout"_s, u"pass:secret"_s});
        const auto weak = makeCertificate(m_folder.path(), u"weak"_s, {u"rsa:1024"_s});
        const auto rare = makeCertificate(m_folder.path(), u"rare"_s, {u"ed25519"_s});
        const QString large = write(u"large.pem"_s, QByteArray(2 * 1024 * 1024, 'x'));

        QTest::newRow("no key")
            << TlsFiles{certificate, {}}
            << u"tls_certificate and tls_key belong together: tls_key is not set."_s;
        QTest::newRow("no certificate")
            << TlsFiles{{}, key}
            << u"tls_certificate and tls_key belong together: tls_certificate is not set."_s;
        QTest::newRow("a certificate that is missing")
            << TlsFiles{nowhere, key}
            << u"Cannot read the TLS certificate %1: No such file or directory."_s.arg(nowhere);
        QTest::newRow("a key that is missing")
            << TlsFiles{certificate, nowhere}
            << u"Cannot read the TLS key %1: No such file or directory."_s.arg(nowhere);
        QTest::newRow("a certificate that is a folder")
            << TlsFiles{m_folder.path(), key}
            << u"Cannot read the TLS certificate %1: file to open is a directory."_s.arg(
                   m_folder.path());
        QTest::newRow("a certificate that is text")
            << TlsFiles{text, key}
            << u"%1 holds no certificate in PEM form, which begins with "
               "-----BEGIN CERTIFICATE-----."_s.arg(text);
        QTest::newRow("a certificate that is a key")
            << TlsFiles{key, key}
            << u"%1 holds no certificate in PEM form, which begins with "
               "-----BEGIN CERTIFICATE-----."_s.arg(key);
        QTest::newRow("a certificate that is too large")
            << TlsFiles{large, key} << u"%1 is too large for a TLS certificate."_s.arg(large);
        QTest::newRow("a key that is text")
            << TlsFiles{certificate, text}
            << u"%1 holds no private key in PEM form, of RSA or an elliptic curve."_s.arg(text);
        QTest::newRow("a key that is a certificate")
            << TlsFiles{certificate, certificate}
            << u"%1 holds no private key in PEM form, of RSA or an elliptic curve."_s.arg(
                   certificate);
        QTest::newRow("a key of a kind that browsers do not know")
            << rare
            << u"%1 holds no private key in PEM form, of RSA or an elliptic curve."_s.arg(rare.key);
        const auto lockedSentence =
            u"The TLS key %1 is locked with a passphrase; the server needs one without."_s;
        QTest::newRow("a key with a passphrase")
            << TlsFiles{m_rsa.certificate, locked} << lockedSentence.arg(locked);
        QTest::newRow("a key with a passphrase in the older form")
            << TlsFiles{m_rsa.certificate, lockedOlder} << lockedSentence.arg(lockedOlder);
        QTest::newRow("a key that is too short")
            << weak << u"The TLS key %1 is too short: RSA needs 2048 bits or more."_s.arg(weak.key);
        const auto mismatch = u"The TLS key %1 is not that of the certificate %2."_s;
        QTest::newRow("another certificate's key")
            << TlsFiles{certificate, m_others.key} << mismatch.arg(m_others.key, certificate);
        QTest::newRow("a key of another kind")
            << TlsFiles{certificate, m_rsa.key} << mismatch.arg(m_rsa.key, certificate);
        QTest::newRow("the chain in the wrong order")
            << TlsFiles{write(u"wrong.pem"_s,
                              contentOf(m_others.certificate) + contentOf(certificate)),
                        key}
            << mismatch.arg(key, m_folder.filePath(u"wrong.pem"_s));
    }
    void eachFaultHasItsSentence()
    {
        QFETCH(const TlsFiles, files);
        const auto loaded = files.load();
        QVERIFY(!loaded);
        QTEST(loaded.error().sentence, "sentence");
    }

    void withoutBothThereIsNoTls()
    {
        QVERIFY(!TlsFiles{}.isGiven());
        QVERIFY((TlsFiles{u"x"_s, {}}.isGiven()));
        QVERIFY((TlsFiles{{}, u"x"_s}.isGiven()));
    }
};

QTEST_GUILESS_MAIN(TlsFilesTest)
#include "tst_tlsfiles.moc"
