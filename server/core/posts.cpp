// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/posts.h"

#include "server/core/blocks.h"
#include "server/core/rights.h"
#include "server/core/roomacts.h"
#include "server/core/roomdirectory.h"
#include "server/core/roster.h"
#include "server/core/timeline.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

void Posts::post(const Draft &draft, const Objection &objection, const Answer &answer)
{
    m_house.acts.inTurn(draft.room, [=, this] {
        if (const auto error = objection())
            answer(*error);
        else
            postNow(draft, answer);
    });
}

void Posts::postNow(const Draft &draft, const Answer &answer)
{
    if (const auto error = refusal(draft)) {
        answer(*error);
        return;
    }
    const SlowMode::Place place{draft.room, draft.author.id};
    m_house.timeline.post(draft, [=, this, id = draft.clientId](const Result<Appended> &appended) {
        if (!appended || appended->repeated)
            m_slowMode.takeBack(place, id);
        else
            m_slowMode.keep(place, id);
        answer(appended);
    });
}

std::optional<Error> Posts::refusal(const Draft &draft)
{
    auto error = m_house.rights.refusal(draft.room, draft.author.id, Action::Post);
    return error ? error : notNow(draft);
}

std::optional<Error> Posts::notNow(const Draft &draft)
{
    const UserId &author = draft.author.id;
    const StoredRoom room = m_house.directory.find(draft.room);
    if (room.kind == protocol::RoomKind::Direct) {
        const auto people = m_house.roster.peopleIn(room.id);
        const auto isBetween = [&](const StoredPerson &person) {
            const UserId &other = person.user.id;
            return m_house.blocks.blocks(other, author) || m_house.blocks.blocks(author, other);
        };
        if (people.size() == 2 && std::any_of(people.begin(), people.end(), isBetween))
            return Error{ErrorCode::Blocked, u"One of you does not want to hear of the other."_s};
    }
    if (m_house.roster.role(room.id, author) >= protocol::Role::Moderator)
        return std::nullopt;
    return m_slowMode.admit({room.id, author}, draft.clientId,
                            std::chrono::seconds(room.rules.slowMode), m_house.clock());
}

} // namespace hobnob::server
