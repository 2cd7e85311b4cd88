// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/profilekeeper.h"

#include "desktop/client/profile.h"
#include "desktop/client/roomsync.h"
#include "desktop/client/serverlink.h"
#include "desktop/client/tokenvault.h"

#include <QLoggingCategory>
#include <QPointer>

namespace hobnob::desktop
{

using namespace std::chrono_literals;

namespace
{

Q_LOGGING_CATEGORY(lcKeeper, "hobnob.profile")

/// What was read is remembered this long after, together with what follows.
constexpr auto delay = 2s;

} // namespace

ProfileKeeper::ProfileKeeper(Profile *profile, const ServerLink *link, const RoomSync *rooms,
                             QObject *parent)
    : QObject(parent), m_profile(profile), m_link(link), m_rooms(rooms)
{
    m_later.setSingleShot(true);
    m_later.setInterval(delay);
    connect(&m_later, &QTimer::timeout, this, &ProfileKeeper::save);
}

void ProfileKeeper::begin(Person person)
{
    m_vaultToken.clear();
    m_token = person == Person::Remembered ? Token::OfBefore : Token::OfAnother;
}

void ProfileKeeper::enter()
{
    m_token = Token::OfTheLink;
    save();
    moveToVault();
}

void ProfileKeeper::moveToVault()
{
    const auto token = m_link->credentials().token;
    if (!m_vault || m_vaultToken == token)
        return;
    // Until the vault has it, the file does: who is killed in between comes back all the same.
    m_vault->write(m_link->address().text(), token,
                   [self = QPointer(this), token](TokenVault::Outcome outcome) {
                       const bool isKept = outcome == TokenVault::Outcome::Kept;
                       if (!self || !isKept || self->m_link->credentials().token != token)
                           return;
                       self->m_vaultToken = token;
                       self->save();
                   });
}

void ProfileKeeper::forget()
{
    if (m_token == Token::OfAnother)
        return;
    m_token = Token::Over;
    m_vaultToken.clear();
    if (m_vault)
        m_vault->remove(m_link->address().text());
    save();
}

void ProfileKeeper::save()
{
    m_later.stop();
    if (m_link->address().isEmpty() || m_token == Token::OfAnother)
        return;
    ServerMemory memory = m_rooms->memory();
    const auto &credentials = m_link->credentials();
    if (m_token != Token::OfBefore) {
        memory.name = credentials.name;
        memory.kind = credentials.kind;
        const bool isOver = m_token == Token::Over;
        memory.isTokenInVault =
            !isOver && !credentials.token.isEmpty() && credentials.token == m_vaultToken;
        memory.token = isOver || memory.isTokenInVault ? QString() : credentials.token;
    }
    m_profile->setServer(m_link->address().text(), memory);
    if (const auto saved = m_profile->save(); !saved)
        qCWarning(lcKeeper).noquote() << saved.error().sentence;
}

void ProfileKeeper::saveSoon()
{
    if (!m_later.isActive())
        m_later.start();
}

} // namespace hobnob::desktop
