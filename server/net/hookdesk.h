// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/incominghooks.h"
#include "server/net/httpanswer.h"

namespace hobnob::server
{

/// /hooks/<secret>: where programs POST {"text": "...", "username": "..."}, and are answered
/// {"ok": true, "id": "...", "seq": 7} or {"ok": false, "code": "...", "error": "..."} with a
/// status that says whose fault it was. Knows no sockets.
class HookDesk final
{
public:
    /// IncomingHooks::receive()
    using Receive =
        std::function<void(const QString &secret, const QString &address, const QByteArray &json,
                           const IncomingHooks::Answer &answer)>;

    explicit HookDesk(Receive receive) : m_receive(std::move(receive)) {}

    static inline const QByteArray path = QByteArrayLiteral("/hooks/");

    void serve(const HttpRequest &request, const HttpAnswer &answer) const;

private:
    const Receive m_receive;
};

} // namespace hobnob::server
