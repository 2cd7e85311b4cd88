// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/tlsfiles.h"

#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>

namespace hobnob::server::test
{

using namespace Qt::StringLiterals;

/// What openssl is told of a new key.
inline const QStringList ellipticKey = {u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s};
inline const QStringList rsaKey = {u"rsa:2048"_s};

/// A certificate of this machine and its key, made anew in \a folder under this name and worth
/// nothing; empty ones when openssl does not make them.
inline TlsFiles makeCertificate(const QString &folder, const QString &name = u"server"_s,
                                const QStringList &key = ellipticKey)
{
    const QString path = folder + u'/' + name;
    const TlsFiles files{path + u"-certificate.pem"_s, path + u"-key.pem"_s};
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  QStringList{u"req"_s, u"-x509"_s, u"-newkey"_s} + key +
                      QStringList{u"-nodes"_s, u"-days"_s, u"1"_s, u"-subj"_s, u"/CN="_s + name,
                                  u"-addext"_s, u"subjectAltName=DNS:localhost,IP:127.0.0.1"_s,
                                  u"-out"_s, files.certificate, u"-keyout"_s, files.key});
    const bool isMade = openssl.waitForFinished() && openssl.exitCode() == 0;
    if (!isMade)
        qWarning("%s", openssl.readAllStandardError().constData());
    return isMade ? files : TlsFiles{};
}

/// For a client that knows no authority but this certificate.
inline QSslConfiguration trusting(const TlsFiles &files)
{
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(files.certificate));
    return configuration;
}

} // namespace hobnob::server::test
