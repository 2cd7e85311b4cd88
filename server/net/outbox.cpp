// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/outbox.h"

#include "server/net/wire.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hobnob::server
{

namespace
{

constexpr qsizetype entriesKept = 8;

} // namespace

bool Outbox::add(const QByteArray &frames, Kind kind, qsizetype from)
{
    const qint64 bytes = frames.size() - from;
    m_entries.append({frames, quint32(from), kind});
    m_queuedBytes += bytes;
    if (kind == Kind::Fact)
        m_factBytes += bytes;
    return m_entries.size() == 1;
}

void Outbox::flush(Wire &wire)
{
    queueControl();
    while (!m_entries.isEmpty()) {
        std::array<QByteArrayView, 128> pieces;
        const auto count = std::min<qsizetype>(m_entries.size(), qsizetype(pieces.size()));
        qint64 offered = -m_begun;
        for (qsizetype i = 0; i < count; ++i) {
            const Entry &entry = m_entries.at(i);
            pieces.at(size_t(i)) = QByteArrayView(entry.frames).sliced(entry.from);
            offered += entry.size();
        }
        pieces.front() = pieces.front().sliced(m_begun);
        const qint64 taken = wire.write(std::span(pieces).first(size_t(count)));
        m_takenBytes += taken;
        consume(taken);
        if (taken < offered)
            return;
    }
}

void Outbox::queueControl()
{
    if (m_control.isEmpty())
        return;
    m_queuedBytes += m_control.size();
    m_entries.insert(m_begun > 0 ? 1 : 0, {std::exchange(m_control, {}), 0, Kind::Answer});
}

void Outbox::clear()
{
    m_entries = {};
    m_control = {};
    m_begun = 0;
    m_queuedBytes = 0;
    m_factBytes = 0;
}

void Outbox::dropFacts()
{
    const auto first = m_entries.begin() + (m_begun > 0 ? 1 : 0);
    const auto dropped = std::stable_partition(
        first, m_entries.end(), [](const Entry &entry) { return entry.kind == Kind::Answer; });
    for (auto entry = dropped; entry != m_entries.end(); ++entry) {
        m_queuedBytes -= entry->size();
        m_factBytes -= entry->size();
    }
    m_entries.erase(dropped, m_entries.end());
    m_entries.squeeze();
}

void Outbox::consume(qint64 bytes)
{
    m_queuedBytes -= bytes;
    m_begun += bytes;
    qsizetype gone = 0;
    while (gone < m_entries.size() && m_begun >= m_entries.at(gone).size()) {
        const Entry &entry = m_entries.at(gone++);
        m_begun -= entry.size();
        if (entry.kind == Kind::Fact)
            m_factBytes -= entry.size();
    }
    // Room for a few frames is kept, so that it need not be made for each flush; room for the many
    // that somebody once had to wait for is not.
    if (gone == m_entries.size() && m_entries.capacity() > entriesKept)
        m_entries = {};
    else
        m_entries.remove(0, gone);
}

} // namespace hobnob::server
