// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <QStringList>

#include <optional>

/// The second factor: time-based one-time passwords (RFC 6238 on RFC 4226: SHA-1, six digits,
/// 30 seconds), and the recovery codes for when it is lost. Pure and thread-safe, but for what
/// makes random secrets.
namespace hobnob::server::totp
{

/// 160 random bits, as RFC 4226 advises.
[[nodiscard]] QByteArray newSecret();
/// In base32, as people type it into their program.
[[nodiscard]] QString secretText(const QByteArray &secret);
/// What such programs read from a QR code.
[[nodiscard]] QString uri(const QByteArray &secret, const QString &issuer, const QString &login);

/// Which step of 30 seconds the time is in.
[[nodiscard]] qint64 stepAt(Timestamp time);
/// Six digits.
[[nodiscard]] QString codeAt(const QByteArray &secret, qint64 step);
/// Which step \a code belongs to: that of \a time, or the one before or after, for clocks that are
/// not right and people who are slow. Each must be used once only, which is the caller's affair.
[[nodiscard]] std::optional<qint64> matchingStep(const QByteArray &secret, const QString &code,
                                                 Timestamp time);
/// Six digits, spaces aside; a recovery code never is.
[[nodiscard]] bool looksLikeCode(const QString &code);

/// limits::recoveryCodes of them, each 60 random bits: "abcd-efgh-ijkl".
[[nodiscard]] QStringList newRecoveryCodes();
/// How one is kept: SHA-256 over the person and the code, dashes and case aside. No slow hash is
/// needed for what nobody chose.
[[nodiscard]] QByteArray recoveryHash(const UserId &user, const QString &code);

} // namespace hobnob::server::totp
