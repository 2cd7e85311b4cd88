// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/tlsfiles.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

#include <array>
#include <sys/socket.h>
#include <unistd.h>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// Certificates and keys have a few thousand bytes.
constexpr qint64 largestFile = 1024 * 1024;
/// Less is refused by OpenSSL as Debian has it, and by browsers.
constexpr int fewestRsaBits = 2048;

Error refusal(const QString &sentence)
{
    return Error{ErrorCode::Internal, sentence};
}

Result<QByteArray> contentOf(const QString &path, const QString &what)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refusal(u"Cannot read the %1 %2: %3."_s.arg(what, path, file.errorString()));
    QByteArray content = file.read(largestFile + 1);
    if (content.size() > largestFile)
        return refusal(u"%1 is too large for a %2."_s.arg(path, what));
    return content;
}

Result<QList<QSslCertificate>> readCertificates(const QString &path)
{
    const auto content = contentOf(path, u"TLS certificate"_s);
    if (!content)
        return content.error();
    const auto certificates = QSslCertificate::fromData(*content, QSsl::Pem);
    if (certificates.isEmpty())
        return refusal(u"%1 holds no certificate in PEM form, which begins with "
                       "-----BEGIN CERTIFICATE-----."_s.arg(path));
    return certificates;
}

Result<QSslKey> readKey(const QString &path)
{
    const auto content = contentOf(path, u"TLS key"_s);
    if (!content)
        return content.error();
    for (const auto algorithm : {QSsl::Ec, QSsl::Rsa}) {
        QSslKey key(*content, algorithm, QSsl::Pem, QSsl::PrivateKey);
        if (key.isNull())
            continue;
        if (algorithm == QSsl::Rsa && key.length() < fewestRsaBits)
            return refusal(
                u"The TLS key %1 is too short: RSA needs %2 bits or more."_s.arg(path).arg(
                    fewestRsaBits));
        return key;
    }
    // "BEGIN ENCRYPTED PRIVATE KEY", or "Proc-Type: 4,ENCRYPTED" of the older form.
    if (content->contains("ENCRYPTED"))
        return refusal(u"The TLS key %1 is locked with a passphrase; the server needs one "
                       "without."_s.arg(path));
    return refusal(
        u"%1 holds no private key in PEM form, of RSA or an elliptic curve."_s.arg(path));
}

/// Whether TLS begins with them, which it does not when the key is another certificate's. Nobody is
/// at the other end.
bool belongTogether(const QSslConfiguration &configuration)
{
    std::array<int, 2> ends = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()) != 0)
        return true;
    bool isGood = true;
    QSslSocket socket;
    QObject::connect(&socket, &QAbstractSocket::errorOccurred, &socket, [&] { isGood = false; });
    socket.setSslConfiguration(configuration);
    if (socket.setSocketDescriptor(ends[0]))
        socket.startServerEncryption();
    socket.abort();
    ::close(ends[1]);
    return isGood;
}

} // namespace

Result<QSslConfiguration> TlsFiles::load() const
{
    if (certificate.isEmpty() || key.isEmpty())
        return refusal(u"tls_certificate and tls_key belong together: %1 is not set."_s.arg(
            key.isEmpty() ? u"tls_key"_s : u"tls_certificate"_s));
    if (!QSslSocket::supportsSsl())
        return refusal(u"Qt finds no OpenSSL here, so the server cannot speak TLS."_s);
    const auto certificates = readCertificates(certificate);
    if (!certificates)
        return certificates.error();
    const auto privateKey = readKey(key);
    if (!privateKey)
        return privateKey.error();

    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(*certificates);
    configuration.setPrivateKey(*privateKey);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    // Else browsers would ask people for certificates of their own.
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!belongTogether(configuration))
        return refusal(
            u"The TLS key %1 is not that of the certificate %2."_s.arg(key, certificate));
    return configuration;
}

} // namespace hobnob::server
