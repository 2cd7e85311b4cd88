// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/hookdesk.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

HttpReply jsonReply(int status, const QJsonObject &object)
{
    return {status,
            {{"Content-Type"_ba, "application/json"_ba},
             {"Cache-Control"_ba, "no-store"_ba},
             {"X-Content-Type-Options"_ba, "nosniff"_ba}},
            QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n'};
}

int statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::TokenUnknown:
    case ErrorCode::RoomUnknown:
        return 404;
    case ErrorCode::NotAllowed:
    case ErrorCode::NotMember:
    case ErrorCode::Muted:
    case ErrorCode::Banned:
    case ErrorCode::RoomArchived:
        return 403;
    case ErrorCode::NameTaken:
        return 409;
    case ErrorCode::RateLimited:
    case ErrorCode::SlowMode:
        return 429;
    case ErrorCode::Busy:
    case ErrorCode::ShuttingDown:
        return 503;
    case ErrorCode::StorageFailed:
    case ErrorCode::Internal:
        return 500;
    default:
        return 400;
    }
}

HttpReply refusal(int status, const QString &code, const QString &sentence)
{
    return jsonReply(status, {{u"ok"_s, false}, {u"code"_s, code}, {u"error"_s, sentence}});
}

HttpReply refusal(const Error &error)
{
    QJsonObject object{{u"ok"_s, false},
                       {u"code"_s, errorName(error.code).toString()},
                       {u"error"_s, error.sentence}};
    if (!error.field.isEmpty())
        object.insert(u"field"_s, error.field);
    if (error.retryAfter)
        object.insert(u"retryAfter"_s, qint64(error.retryAfter->count()));
    auto reply = jsonReply(statusOf(error.code), object);
    if (error.retryAfter) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(*error.retryAfter);
        reply.headers.append({"Retry-After"_ba, QByteArray::number(qint64(seconds.count()))});
    }
    return reply;
}

} // namespace

void HookDesk::serve(const HttpRequest &request, const HttpAnswer &answer) const
{
    if (request.method != "POST") {
        auto reply = refusal(405, u"method-not-allowed"_s, u"Only POST is possible here."_s);
        reply.headers.append({"Allow"_ba, "POST"_ba});
        answer.send(reply);
        return;
    }
    if (request.contentType.split(';').first().trimmed().toLower() != "application/json") {
        answer.send(refusal(415, u"media-type-unsupported"_s, u"Send application/json."_s));
        return;
    }
    m_receive(QString::fromLatin1(request.path.mid(path.size())), request.group, request.body,
              [answer](const Result<IncomingHooks::Placed> &placed) {
                  answer.send(placed ? jsonReply(200, {{u"ok"_s, true},
                                                       {u"id"_s, placed->id.value()},
                                                       {u"seq"_s, number(placed->seq)}})
                                     : refusal(placed.error()));
              });
}

} // namespace hobnob::server
