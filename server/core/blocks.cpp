// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/blocks.h"

#include "shared/limits.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

auto is(const UserId &person)
{
    return [&person](const protocol::User &user) { return user.id == person; };
}

} // namespace

Blocks::Blocks(ModerationStore &store) : m_store(store)
{
    for (const auto &block : store.blocksAtStart())
        m_blocked[block.user].append(block.blocked);
}

void Blocks::block(const UserId &by, const protocol::User &person, Answer<Done> answer)
{
    if (blocks(by, person.id)) {
        answer(Done{});
        return;
    }
    // Those on their way count, so that many at once do not pass the limit.
    if (m_blocked.value(by).size() + m_writing.value(by) >= limits::blocksPerUser) {
        answer(Error{ErrorCode::TooManyPeople,
                     u"You can block at most %1 people."_s.arg(limits::blocksPerUser),
                     u"person"_s});
        return;
    }
    ++m_writing[by];
    m_store.block(by, person, [=, this](const Result<Done> &done) {
        if (--m_writing[by] == 0)
            m_writing.remove(by);
        if (done)
            note(by, person);
        answer(done);
    });
}

void Blocks::unblock(const UserId &by, const UserId &person, Answer<Done> answer)
{
    // One that is being written counts: their answers come in order.
    if (!blocks(by, person) && !m_writing.contains(by)) {
        answer(Done{});
        return;
    }
    m_store.unblock(by, person, [=, this](const Result<Done> &done) {
        if (done)
            noteOver(by, person);
        answer(done);
    });
}

void Blocks::note(const UserId &by, const protocol::User &person)
{
    if (blocks(by, person.id))
        return;
    m_blocked[by].append(person);
    Q_EMIT changed(by);
}

void Blocks::noteOver(const UserId &by, const UserId &person)
{
    const auto found = m_blocked.find(by);
    if (found == m_blocked.end() || !found->removeIf(is(person)))
        return;
    if (found->isEmpty())
        m_blocked.erase(found);
    Q_EMIT changed(by);
}

void Blocks::rename(const protocol::User &person)
{
    for (auto &people : m_blocked) {
        const auto found = std::find_if(people.begin(), people.end(), is(person.id));
        if (found != people.end())
            *found = person;
    }
}

bool Blocks::blocks(const UserId &by, const UserId &person) const
{
    const auto found = m_blocked.constFind(by);
    return found != m_blocked.constEnd() && std::any_of(found->begin(), found->end(), is(person));
}

} // namespace hobnob::server
