// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/hookurl.h"

#include "shared/limits.h"

#include <QUrl>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Result<QString> cleanHookUrl(const QString &typed)
{
    const auto refused = [](ErrorCode code, const QString &sentence) {
        return Error{code, sentence, u"url"_s};
    };
    const QString text = typed.trimmed();
    if (text.size() > limits::hookUrlCharacters)
        return refused(ErrorCode::TooLong,
                       u"An address has at most %1 characters."_s.arg(limits::hookUrlCharacters));
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == u"http"_s || url.scheme() == u"https"_s;
    if (!url.isValid() || !isHttp || url.host().isEmpty() || url.port(1) == 0)
        return refused(ErrorCode::OutOfRange,
                       u"Write the address as https://ci.example.org/hobnob."_s);
    if (url.authority().contains(u'@'))
        return refused(
            ErrorCode::OutOfRange,
            u"The address must have no user and no password in it: let the receiver check "
            "the signature."_s);
    if (url.hasFragment())
        return refused(ErrorCode::OutOfRange, u"What follows the # is never sent."_s);
    return QString::fromUtf8(url.toEncoded());
}

} // namespace hobnob::server
