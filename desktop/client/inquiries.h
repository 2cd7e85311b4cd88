// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/serverlink.h"

#include <QPointer>

#include <functional>

namespace hobnob::desktop
{

/// What a request is answered by when it is not refused.
template <typename Request>
struct AnswerTo {
    using Type = protocol::Accepted;
};
template <>
struct AnswerTo<protocol::GetRoom> {
    using Type = protocol::RoomDetails;
};
template <>
struct AnswerTo<protocol::GetMembers> {
    using Type = protocol::Members;
};
template <>
struct AnswerTo<protocol::GetSanctions> {
    using Type = protocol::Sanctions;
};
template <>
struct AnswerTo<protocol::FindPeople> {
    using Type = protocol::PeopleFound;
};
template <>
struct AnswerTo<protocol::GetReports> {
    using Type = protocol::Reports;
};
template <>
struct AnswerTo<protocol::GetAudit> {
    using Type = protocol::AuditLog;
};
template <>
struct AnswerTo<protocol::SetPicture> {
    using Type = protocol::PictureSet;
};
template <>
struct AnswerTo<protocol::GetPicture> {
    using Type = protocol::Picture;
};

/// Asks the server for one thing at a time about rooms and people, and hands the answer to whoever
/// asked, unless they are gone by then. What changes for everybody comes as facts, to ChatClient.
class Inquiries final
{
public:
    /// \a link outlives it.
    explicit Inquiries(ServerLink *link) : m_link(link) {}

    template <typename Request>
    using Then = std::function<void(const Result<typename AnswerTo<Request>::Type> &)>;

    /// \a then is called from the event loop, once; while offline, with that as the error.
    template <typename Request>
    void ask(Request request, QObject *asker, Then<Request> then)
    {
        using Answer = typename AnswerTo<Request>::Type;
        if (!m_link->isOnline()) {
            QTimer::singleShot(0, asker, [then] { then(ServerLink::offline()); });
            return;
        }
        m_link->request(std::move(request), [asker = QPointer<QObject>(asker),
                                             then](const Result<protocol::ServerMessage> &answer) {
            if (!asker)
                return;
            if (!answer)
                then(answer.error());
            else if (const auto *typed = std::get_if<Answer>(&*answer))
                then(*typed);
        });
    }

private:
    ServerLink *m_link;
};

} // namespace hobnob::desktop
