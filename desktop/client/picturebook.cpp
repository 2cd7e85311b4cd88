// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/picturebook.h"

#include "desktop/client/serverlink.h"
#include "shared/limits.h"

#include <QPointer>

#include <algorithm>

namespace hobnob::desktop
{

namespace
{

/// Names that wait or are missing; past it somebody makes them up, and the eldest are forgotten.
constexpr qsizetype mostNames = 4 * limits::picturesHeld;

} // namespace

PictureBook::PictureBook(ServerLink *link, QObject *parent) : QObject(parent), m_link(link)
{
    m_sinceStart.start();
    m_clock = [this] { return std::chrono::milliseconds(m_sinceStart.elapsed()); };
    connect(link, &ServerLink::stateChanged, this, [this](const ConnectionState &state) {
        if (state.phase == ConnectionState::Phase::Online)
            askForMissing();
    });
}

QByteArray PictureBook::want(const QString &name)
{
    if (name.isEmpty())
        return {};
    if (const auto page = m_held.find(name); page != m_held.end()) {
        page->turn = ++m_turn;
        return page->bytes;
    }
    if (m_asked.contains(name) || m_wanted.contains(name))
        return {};
    if (const auto since = m_missing.constFind(name); since != m_missing.cend()) {
        if (m_clock() - *since < askAgainAfter)
            return {};
        m_missing.erase(since);
    }
    if (m_wanted.size() >= mostNames)
        m_wanted.removeFirst();
    m_wanted.append(name);
    askNext();
    return {};
}

void PictureBook::refuse(const QString &name)
{
    m_bytes -= m_held.take(name).bytes.size();
    if (m_missing.size() >= mostNames)
        m_missing.clear();
    m_missing.insert(name, m_clock());
}

void PictureBook::askForMissing()
{
    // Maybe of a server that was mended, or another one.
    for (const auto &name : m_missing.keys()) {
        if (!m_wanted.contains(name))
            m_wanted.append(name);
    }
    m_missing.clear();
    askNext();
}

void PictureBook::askNext()
{
    while (m_link->isOnline() && m_asked.size() < limits::picturesAsked && !m_wanted.isEmpty())
        ask(m_wanted.takeFirst());
}

void PictureBook::ask(const QString &name)
{
    m_asked.append(name);
    m_link->request(protocol::GetPicture{{}, name},
                    [self = QPointer(this), name](const Result<protocol::ServerMessage> &answer) {
                        if (!self)
                            return;
                        self->m_asked.removeOne(name);
                        const auto *picture =
                            answer ? std::get_if<protocol::Picture>(&*answer) : nullptr;
                        // What a lost connection took is asked for again by the next one.
                        if (picture)
                            self->keep(name, QByteArray::fromBase64(picture->image.toLatin1()));
                        else
                            self->refuse(name);
                        self->askNext();
                    });
}

void PictureBook::keep(const QString &name, const QByteArray &bytes)
{
    if (bytes.isEmpty() || bytes.size() > limits::pictureBytes) {
        refuse(name);
        return;
    }
    m_held.insert(name, {bytes, ++m_turn});
    m_bytes += bytes.size();
    makeRoom();
    Q_EMIT arrived(name);
}

void PictureBook::makeRoom()
{
    while (m_held.size() > limits::picturesHeld || m_bytes > limits::pictureBytesHeld) {
        const auto eldest =
            std::min_element(m_held.cbegin(), m_held.cend(),
                             [](const Page &a, const Page &b) { return a.turn < b.turn; });
        m_bytes -= eldest->bytes.size();
        m_held.erase(eldest);
    }
}

} // namespace hobnob::desktop
