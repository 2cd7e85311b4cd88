// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/httpanswer.h"

#include <utility>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

HttpAnswer::Right::~Right()
{
    send(refusalReply(500, "The server has no answer."_ba));
}

void HttpAnswer::Right::send(const HttpReply &reply)
{
    m_gone = nullptr;
    if (auto *client = std::exchange(m_client, nullptr))
        client->takeAnswer(reply);
}

void HttpAnswer::Right::leave()
{
    m_client = nullptr;
    m_hasLeft = true;
    if (const auto gone = std::exchange(m_gone, nullptr))
        gone();
}

void HttpAnswer::whenGone(Gone gone) const
{
    if (isWanted())
        m_right->m_gone = std::move(gone);
    else if (m_right->m_hasLeft)
        gone();
}

} // namespace hobnob::server
