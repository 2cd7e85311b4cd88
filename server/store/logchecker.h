// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QStringList>

namespace hobnob::server
{

/// Follows one room's log from its oldest event on and says where it breaks its promises: numbers
/// from 1 without holes, times that never go back, each client id of an author once. Pure.
class LogChecker final
{
public:
    void add(Seq seq, Timestamp time);
    /// This event has the author and the client id of an earlier one.
    void addRepeated(Seq seq);

    [[nodiscard]] qint64 count() const { return m_count; }
    /// What is wrong with the log, given the end that the room list has for it.
    [[nodiscard]] QStringList problems(Seq listedSeq, Timestamp listedTime) const;

private:
    /// A few places by name; the others are counted.
    class Places final
    {
    public:
        void add(const QString &place);
        void appendTo(QStringList &problems, const QString &what) const;

    private:
        QStringList m_named;
        qint64 m_others = 0;
    };

    qint64 m_count = 0;
    Seq m_last{};
    Timestamp m_lastTime{};
    Places m_missing;
    Places m_disordered;
    Places m_timesBack;
    Places m_repeated;
};

} // namespace hobnob::server
