// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/sessionid.h"
#include "server/store/accountstore.h"

#include <QObject>

namespace hobnob::server
{

class Reception;
struct People;

/// Takes what people ask about their accounts, sessions and links, has it done and answers. Never
/// touches a socket.
class AccountDesk final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    AccountDesk(People &people, Reception &reception) : m_people(people), m_reception(reception) {}

    void handle(SessionId session, const protocol::CheckLink &request);
    void handle(SessionId session, const protocol::ResetPassword &request);
    void handle(SessionId session, const protocol::ChangePassword &request);
    void handle(SessionId session, const protocol::StartTwoFactor &request);
    void handle(SessionId session, const protocol::ConfirmTwoFactor &request);
    void handle(SessionId session, const protocol::StopTwoFactor &request);
    void handle(SessionId session, const protocol::GetSessions &request);
    void handle(SessionId session, const protocol::EndSession &request);
    void handle(SessionId session, const protocol::SetProfile &request);
    void handle(SessionId session, const protocol::DeactivateAccount &request);
    void handle(SessionId session, const protocol::DeleteAccount &request);
    void handle(SessionId session, const protocol::MakeInvite &request);

Q_SIGNALS:
    void answered(hobnob::server::SessionId session,
                  const hobnob::protocol::ServerMessage &message);

private:
    /// An answer that says nothing but that it is done.
    [[nodiscard]] AccountStore::Answer<Done> accept(SessionId session, RequestId id);
    [[nodiscard]] AccountStore::Answer<Done> sayGoodbye(SessionId session, RequestId id);
    /// An answer that is a message, but for its id.
    template <typename Message>
    [[nodiscard]] AccountStore::Answer<Message> tell(SessionId session, RequestId id);
    void answer(SessionId session, const protocol::ServerMessage &message);
    void refuse(SessionId session, RequestId id, const Error &error);
    [[nodiscard]] StoredPerson personOf(SessionId session) const;

    People &m_people;
    Reception &m_reception;
};

} // namespace hobnob::server
