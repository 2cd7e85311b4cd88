// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/hooksignature.h"

#include <QMessageAuthenticationCode>

namespace hobnob::server
{

QByteArray hookSignature(const QByteArray &key, Timestamp time, const QByteArray &body)
{
    const QByteArray stamp = QByteArray::number(milliseconds(time));
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, key);
    code.addData(stamp);
    code.addData(QByteArrayLiteral("."));
    code.addData(body);
    return "t=" + stamp + ",v1=" + code.result().toHex();
}

} // namespace hobnob::server
