// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/logchecker.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype namedPlaces = 3;

QString range(qint64 first, qint64 last)
{
    return first == last ? QString::number(first) : u"%1 to %2"_s.arg(first).arg(last);
}

} // namespace

void LogChecker::add(Seq seq, Timestamp time)
{
    ++m_count;
    if (seq <= m_last) {
        m_disordered.add(QString::number(number(seq)));
        return;
    }
    if (number(seq) > number(m_last) + 1)
        m_missing.add(range(number(m_last) + 1, number(seq) - 1));
    if (time < m_lastTime)
        m_timesBack.add(QString::number(number(seq)));
    m_last = seq;
    m_lastTime = qMax(m_lastTime, time);
}

void LogChecker::addRepeated(Seq seq)
{
    m_repeated.add(QString::number(number(seq)));
}

QStringList LogChecker::problems(Seq listedSeq, Timestamp listedTime) const
{
    QStringList problems;
    m_missing.appendTo(problems, u"events are missing"_s);
    m_disordered.appendTo(problems, u"events are out of order"_s);
    m_timesBack.appendTo(problems, u"times go back at events"_s);
    m_repeated.appendTo(problems, u"events were stored before under the same client id"_s);
    if (listedSeq != m_last) {
        problems.append(u"the room list says that event %1 is the last, the log ends with %2"_s
                            .arg(number(listedSeq))
                            .arg(number(m_last)));
    } else if (m_count > 0 && listedTime != m_lastTime) {
        problems.append(u"the room list has another time for the last event than the log"_s);
    }
    return problems;
}

void LogChecker::Places::add(const QString &place)
{
    if (m_named.size() < namedPlaces)
        m_named.append(place);
    else
        ++m_others;
}

void LogChecker::Places::appendTo(QStringList &problems, const QString &what) const
{
    if (m_named.isEmpty())
        return;
    const QString others = m_others > 0 ? u" and %1 more"_s.arg(m_others) : QString();
    problems.append(u"%1: %2%3"_s.arg(what, m_named.join(u", "_s), others));
}

} // namespace hobnob::server
