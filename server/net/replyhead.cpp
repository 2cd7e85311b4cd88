// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/replyhead.h"

#include "server/net/requesthead.h"

#include <QLocale>

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// RFC 9110, section 15. A client goes by the number; the phrase is for people.
QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK"_ba;
    case 201:
        return "Created"_ba;
    case 204:
        return "No Content"_ba;
    case 304:
        return "Not Modified"_ba;
    case 400:
        return "Bad Request"_ba;
    case 401:
        return "Unauthorized"_ba;
    case 403:
        return "Forbidden"_ba;
    case 404:
        return "Not Found"_ba;
    case 405:
        return "Method Not Allowed"_ba;
    case 408:
        return "Request Timeout"_ba;
    case 413:
        return "Content Too Large"_ba;
    case 415:
        return "Unsupported Media Type"_ba;
    case 417:
        return "Expectation Failed"_ba;
    case 426:
        return "Upgrade Required"_ba;
    case 429:
        return "Too Many Requests"_ba;
    case 431:
        return "Request Header Fields Too Large"_ba;
    case 500:
        return "Internal Server Error"_ba;
    case 503:
        return "Service Unavailable"_ba;
    default:
        return {};
    }
}

/// They say where an answer ends and when it was made, which is not the route's to say.
bool isOurs(const QByteArray &name)
{
    const QByteArray lowered = name.toLower();
    return lowered == "content-length" || lowered == "transfer-encoding" || lowered == "date";
}

QByteArray dateText(const QDateTime &now)
{
    return QLocale::c().toString(now.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

} // namespace

QByteArray replyHead(const HttpReply &reply, Behind behind, const QDateTime &now)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' +
                      reasonPhrase(reply.status) + "\r\nDate: " + dateText(now) + "\r\n";
    for (const auto &[name, value] : reply.headers) {
        if (!RequestHead::isName(name) || !RequestHead::isValue(value) || isOurs(name))
            return {};
        head += name + ": " + value + "\r\n";
    }
    if (mayHaveBody(reply.status))
        head += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    if (behind == Behind::EndSaid)
        head += "Connection: close\r\n";
    return head + "\r\n";
}

bool mayHaveBody(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

QByteArray refusal(int status, const QByteArray &sentence, const QDateTime &now)
{
    const auto reply = refusalReply(status, sentence);
    return replyHead(reply, Behind::EndSaid, now) + reply.body;
}

} // namespace hobnob::server
