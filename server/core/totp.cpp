// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/totp.h"

#include "server/core/base32.h"
#include "shared/limits.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QUrl>
#include <QtEndian>

#include <algorithm>
#include <sodium.h>

namespace hobnob::server::totp
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 stepMilliseconds = 30'000;
constexpr int digits = 6;
constexpr quint32 modulus = 1'000'000;

/// In a time that says nothing of how much was right.
bool isSame(const QByteArray &a, const QByteArray &b)
{
    return a.size() == b.size() &&
           sodium_memcmp(a.constData(), b.constData(), size_t(a.size())) == 0;
}

} // namespace

QByteArray newSecret()
{
    return randomBytes(20);
}

QString secretText(const QByteArray &secret)
{
    return toBase32(secret).toUpper();
}

QString uri(const QByteArray &secret, const QString &issuer, const QString &login)
{
    const auto encoded = [](const QString &text) {
        return QString::fromLatin1(QUrl::toPercentEncoding(text));
    };
    // The colon between issuer and login is the format's own; one in a name would be read as it.
    return u"otpauth://totp/%1:%2?secret=%3&issuer=%1"_s.arg(encoded(QString(issuer).remove(u':')),
                                                             encoded(login), secretText(secret));
}

qint64 stepAt(Timestamp time)
{
    return milliseconds(time) / stepMilliseconds;
}

QString codeAt(const QByteArray &secret, qint64 step)
{
    QByteArray counter(sizeof(step), Qt::Uninitialized);
    qToBigEndian(step, counter.data());
    const QByteArray mac =
        QMessageAuthenticationCode::hash(counter, secret, QCryptographicHash::Sha1);
    const qsizetype offset = mac.back() & 0x0f;
    const quint32 number = qFromBigEndian<quint32>(mac.constData() + offset) & 0x7fffffffU;
    return u"%1"_s.arg(number % modulus, digits, 10, QLatin1Char('0'));
}

std::optional<qint64> matchingStep(const QByteArray &secret, const QString &code, Timestamp time)
{
    const QByteArray typed = plainCode(code).toUtf8();
    const qint64 now = stepAt(time);
    std::optional<qint64> match;
    for (const qint64 step : {now, now - 1, now + 1}) {
        if (!match && isSame(codeAt(secret, step).toUtf8(), typed))
            match = step;
    }
    return match;
}

bool looksLikeCode(const QString &code)
{
    const QString plain = plainCode(code);
    return plain.size() == digits &&
           std::all_of(plain.begin(), plain.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QStringList newRecoveryCodes()
{
    QStringList codes;
    for (int i = 0; i < limits::recoveryCodes; ++i) {
        const QString code = toBase32(randomBytes(8)).first(12);
        codes.append(code.first(4) + u'-' + code.mid(4, 4) + u'-' + code.last(4));
    }
    return codes;
}

QByteArray recoveryHash(const UserId &user, const QString &code)
{
    return QCryptographicHash::hash((user.value() + u' ' + plainCode(code)).toUtf8(),
                                    QCryptographicHash::Sha256);
}

} // namespace hobnob::server::totp
