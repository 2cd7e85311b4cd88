// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/desk.h"

namespace hobnob::server
{

class Reception;
struct People;

/// Takes what people ask about their accounts, sessions and links, has it done and answers. Never
/// touches a socket.
class AccountDesk final : public Desk
{
    Q_OBJECT

public:
    /// Both outlive this.
    AccountDesk(People &people, Reception &reception);

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

private:
    [[nodiscard]] Answer<Done> sayGoodbye(SessionId session, RequestId id);
    /// An answer that is a message, but for its id.
    template <typename Message>
    [[nodiscard]] Answer<Message> tell(SessionId session, RequestId id);

    People &m_people;
    Reception &m_reception;
};

} // namespace hobnob::server
