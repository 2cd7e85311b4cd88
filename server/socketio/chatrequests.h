// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <QString>

#include <map>
#include <optional>

namespace hobnob::server
{

/// What one client of Socket.IO asked of the domain and has no answer to yet.
class ChatRequests final
{
public:
    enum class Purpose {
        Greeting,
        Resuming,
        LoggingIn,
        Joining,
        Leaving,
        Posting,
        Paging,
        Catching,
        LoggingOut
    };
    struct Pending {
        Purpose purpose;
        /// Of the event that asks for it.
        std::optional<qint64> ack = {};
        /// As the client named it.
        QString room = {};
    };

    /// The id to ask under.
    [[nodiscard]] RequestId add(Pending pending)
    {
        const RequestId id{++m_last};
        m_pending.emplace(id, std::move(pending));
        return id;
    }
    /// What this answers; nothing: what nobody asked.
    [[nodiscard]] std::optional<Pending> settle(RequestId id)
    {
        auto node = m_pending.extract(id);
        return node ? std::optional(std::move(node.mapped())) : std::nullopt;
    }
    [[nodiscard]] qsizetype count() const { return qsizetype(m_pending.size()); }

private:
    std::map<RequestId, Pending> m_pending;
    qint64 m_last = 0;
};

} // namespace hobnob::server
