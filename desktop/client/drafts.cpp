// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/drafts.h"

#include "desktop/client/localdata.h"

#include <QLoggingCategory>

namespace hobnob::desktop
{

using namespace std::chrono_literals;

namespace
{

Q_LOGGING_CATEGORY(lcDrafts, "hobnob.drafts")

/// While one types on, nothing is written.
constexpr auto pause = 500ms;

} // namespace

Drafts::Drafts(LocalData *local, QObject *parent) : QObject(parent), m_local(local)
{
    m_later.setSingleShot(true);
    m_later.setInterval(pause);
    connect(&m_later, &QTimer::timeout, this, &Drafts::flush);
}

void Drafts::restore()
{
    m_later.stop();
    m_changed.clear();
    m_texts = m_local->outbox().drafts();
}

void Drafts::set(const RoomId &room, const QString &text)
{
    if (text == m_texts.value(room))
        return;
    if (text.isEmpty())
        m_texts.remove(room);
    else
        m_texts.insert(room, text);
    m_changed.insert(room);
    m_later.start();
}

void Drafts::drop(const RoomId &room)
{
    set(room, {});
    if (m_changed.contains(room))
        flush();
}

void Drafts::flush()
{
    m_later.stop();
    const auto changed = std::exchange(m_changed, {});
    for (const auto &room : changed) {
        if (const auto kept = m_local->outbox().setDraft(room, m_texts.value(room)); !kept)
            qCWarning(lcDrafts).noquote() << kept.error().sentence;
    }
}

} // namespace hobnob::desktop
