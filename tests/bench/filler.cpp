// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/filler.h"

#include "server/core/skeleton.h"
#include "shared/limits.h"

#include <QDateTime>

#include <array>

namespace hobnob::bench
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::array authors{u"Ana",   u"Ben",     u"Chloé", u"Dmitri", u"Eun-ji",   u"Farid",
                             u"Grace", u"Hiroshi", u"Inês",  u"Jonas",  u"Kateryna", u"Liu Wei"};
constexpr std::array words{
    u"the",    u"meeting", u"tomorrow", u"I",      u"think",   u"we",     u"could",  u"ship",
    u"after",  u"lunch",   u"please",   u"look",   u"at",      u"this",   u"build",  u"again",
    u"nobody", u"knows",   u"why",      u"it",     u"works",   u"thanks", u"see",    u"you",
    u"there",  u"rain",    u"train",    u"late",   u"coffee",  u"café",   u"naïve",  u"größer",
    u"привіт", u"東京",    u"ok",       u"maybe",  u"release", u"notes",  u"server", u"is",
    u"quick",  u"today",   u"on",       u"Friday", u"a",       u"little", u"longer", u"😀"};

} // namespace

Filler::Filler(server::Store *store, const QString &room, int messages)
    : m_store(store), m_name(room), m_room(randomId()), m_left(messages)
{
}

void Filler::start()
{
    server::StoredRoom room;
    room.id = m_room;
    room.name = m_name;
    room.skeleton = server::skeleton(m_name);
    room.lastTime = Timestamp{QDateTime::currentMSecsSinceEpoch()};
    m_store->createRoom(room, [this](const Result<Done> &answer) {
        if (answer)
            appendSome();
        else
            Q_EMIT failed(answer.error().sentence);
    });
}

void Filler::appendSome()
{
    // Full commits, yet well below what the store refuses.
    constexpr int mostPending = limits::pendingWrites / 2;
    while (m_left > 0 && m_pending < mostPending) {
        --m_left;
        ++m_pending;
        m_store->append(nextDraft(),
                        [this](const Result<server::Appended> &answer) { take(answer); });
    }
}

void Filler::take(const Result<server::Appended> &answer)
{
    --m_pending;
    if (!answer) {
        m_left = 0;
        Q_EMIT failed(answer.error().sentence);
    } else if (m_left == 0 && m_pending == 0) {
        Q_EMIT filled();
    } else if (m_pending <= limits::pendingWrites / 4) {
        appendSome();
    }
}

server::Draft Filler::nextDraft()
{
    const auto author = m_random() % authors.size();
    const QString name = QStringView(authors[author]).toString();
    return {
        m_room, {UserId{u"bench-author-%1"_s.arg(author)}, name}, ClientId{randomId()}, sentence()};
}

QString Filler::sentence()
{
    // Mostly short, some of several lines, as people write.
    const unsigned kind = m_random() % 20;
    const unsigned count = kind == 0 ? 40 + m_random() % 60 : 1 + m_random() % (kind < 6 ? 30 : 12);
    QString text;
    for (unsigned i = 0; i < count; ++i) {
        if (i > 0)
            text += kind == 0 && i % 25 == 0 ? u'\n' : u' ';
        text += QStringView(words[m_random() % words.size()]);
    }
    return text;
}

} // namespace hobnob::bench
