// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/enginetransport.h"

namespace hobnob::server
{

namespace
{

/// Nothing when it is not there; empty when it stands there twice.
std::optional<QByteArray> valueOf(QByteArrayView query, QByteArrayView name)
{
    std::optional<QByteArray> value;
    while (!query.isEmpty()) {
        const qsizetype end = query.indexOf('&');
        const QByteArrayView pair = end < 0 ? query : query.first(end);
        query = end < 0 ? QByteArrayView() : query.sliced(end + 1);
        const qsizetype equals = pair.indexOf('=');
        if ((equals < 0 ? pair : pair.first(equals)) != name)
            continue;
        if (value)
            return QByteArray();
        value = equals < 0 ? QByteArray() : pair.sliced(equals + 1).toByteArray();
    }
    return value;
}

} // namespace

EngineQuery EngineQuery::parse(QByteArrayView query)
{
    return {.version = valueOf(query, "EIO").value_or(QByteArray()),
            .transport = valueOf(query, "transport").value_or(QByteArray()),
            .sid = valueOf(query, "sid")};
}

} // namespace hobnob::server
