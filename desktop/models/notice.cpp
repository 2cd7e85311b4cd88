// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/notice.h"

#include <QCoreApplication>

#include <algorithm>

namespace hobnob::desktop
{

namespace
{

struct Phrases {
    const char *one;
    const char *two;
    const char *three;
    const char *oneAndAnother;
    const char *oneAndMany;
    const char *twoAndAnother;
    const char *twoAndMany;
    const char *another;
    const char *many;
};

/// By Notice::Outcome.
constexpr std::array<Phrases, 4> allPhrases{{
    {
        QT_TRANSLATE_NOOP("Notice", "%1 joined"),
        QT_TRANSLATE_NOOP("Notice", "%1 and %2 joined"),
        QT_TRANSLATE_NOOP("Notice", "%1, %2 and %3 joined"),
        QT_TRANSLATE_NOOP("Notice", "%1 and one other joined"),
        QT_TRANSLATE_N_NOOP("Notice", "%1 and %n others joined"),
        QT_TRANSLATE_NOOP("Notice", "%1, %2 and one other joined"),
        QT_TRANSLATE_N_NOOP("Notice", "%1, %2 and %n others joined"),
        QT_TRANSLATE_NOOP("Notice", "Someone joined"),
        QT_TRANSLATE_N_NOOP("Notice", "%n people joined"),
    },
    {
        QT_TRANSLATE_NOOP("Notice", "%1 left"),
        QT_TRANSLATE_NOOP("Notice", "%1 and %2 left"),
        QT_TRANSLATE_NOOP("Notice", "%1, %2 and %3 left"),
        QT_TRANSLATE_NOOP("Notice", "%1 and one other left"),
        QT_TRANSLATE_N_NOOP("Notice", "%1 and %n others left"),
        QT_TRANSLATE_NOOP("Notice", "%1, %2 and one other left"),
        QT_TRANSLATE_N_NOOP("Notice", "%1, %2 and %n others left"),
        QT_TRANSLATE_NOOP("Notice", "Someone left"),
        QT_TRANSLATE_N_NOOP("Notice", "%n people left"),
    },
    {
        QT_TRANSLATE_NOOP("Notice", "%1 came and went"),
        QT_TRANSLATE_NOOP("Notice", "%1 and %2 came and went"),
        QT_TRANSLATE_NOOP("Notice", "%1, %2 and %3 came and went"),
        QT_TRANSLATE_NOOP("Notice", "%1 and one other came and went"),
        QT_TRANSLATE_N_NOOP("Notice", "%1 and %n others came and went"),
        QT_TRANSLATE_NOOP("Notice", "%1, %2 and one other came and went"),
        QT_TRANSLATE_N_NOOP("Notice", "%1, %2 and %n others came and went"),
        QT_TRANSLATE_NOOP("Notice", "Someone came and went"),
        QT_TRANSLATE_N_NOOP("Notice", "%n people came and went"),
    },
    {
        QT_TRANSLATE_NOOP("Notice", "%1 left and came back"),
        QT_TRANSLATE_NOOP("Notice", "%1 and %2 left and came back"),
        QT_TRANSLATE_NOOP("Notice", "%1, %2 and %3 left and came back"),
        QT_TRANSLATE_NOOP("Notice", "%1 and one other left and came back"),
        QT_TRANSLATE_N_NOOP("Notice", "%1 and %n others left and came back"),
        QT_TRANSLATE_NOOP("Notice", "%1, %2 and one other left and came back"),
        QT_TRANSLATE_N_NOOP("Notice", "%1, %2 and %n others left and came back"),
        QT_TRANSLATE_NOOP("Notice", "Someone left and came back"),
        QT_TRANSLATE_N_NOOP("Notice", "%n people left and came back"),
    },
}};

QString translated(const char *text, qint64 n = -1)
{
    return QCoreApplication::translate("Notice", text, nullptr, static_cast<int>(n));
}

QString sentence(const Phrases &phrases, const QStringList &names, qint64 more)
{
    const auto total = names.size() + more;
    // Names are put in together, so that one that contains "%2" stays as it is.
    if (names.isEmpty())
        return more == 1 ? translated(phrases.another) : translated(phrases.many, more);
    if (total == 1)
        return translated(phrases.one).arg(names[0]);
    if (names.size() == 1)
        return (more == 1 ? translated(phrases.oneAndAnother)
                          : translated(phrases.oneAndMany, more))
            .arg(names[0]);
    if (total == 2)
        return translated(phrases.two).arg(names[0], names[1]);
    if (total == 3 && names.size() == 3)
        return translated(phrases.three).arg(names[0], names[1], names[2]);
    const auto others = total - 2;
    return (others == 1 ? translated(phrases.twoAndAnother)
                        : translated(phrases.twoAndMany, others))
        .arg(names[0], names[1]);
}

} // namespace

void Notice::add(const protocol::MembersChanged &change, const UserId &self)
{
    const auto before = m_more;
    const qint64 joined = change.moreJoined + note(change.joined, Move::Joined, self);
    const qint64 left = change.moreLeft + note(change.left, Move::Left, self);
    // The uncounted who came before and the uncounted who go now are most likely the same; those of
    // one change are not.
    const qint64 back = std::min(before[Left], joined);
    const qint64 gone = std::min(before[Joined], left);
    m_more[Joined] += joined - back - gone;
    m_more[Left] += left - gone - back;
    m_more[CameAndWent] += gone;
    m_more[CameBack] += back;
}

bool Notice::isEmpty() const
{
    return m_people.isEmpty() &&
           std::all_of(m_more.begin(), m_more.end(), [](qint64 more) { return more == 0; });
}

QString Notice::text() const
{
    std::array<QStringList, OutcomeCount> names;
    for (const auto &person : m_people)
        names[outcomeOf(person)].append(person.user.name);
    QStringList sentences;
    for (size_t outcome = 0; outcome < OutcomeCount; ++outcome) {
        if (!names[outcome].isEmpty() || m_more[outcome] > 0)
            sentences.append(sentence(allPhrases[outcome], names[outcome], m_more[outcome]));
    }
    if (sentences.size() < 2)
        return sentences.value(0);
    for (auto &words : sentences) {
        //: One of several sentences: "Ana joined." before "Ben left."
        words = QCoreApplication::translate("Notice", "%1.").arg(words);
    }
    return sentences.join(u' ');
}

qint64 Notice::note(const QList<protocol::Member> &members, Move move, const UserId &self)
{
    qint64 more = 0;
    for (const auto &member : members) {
        if (member.id == self)
            continue;
        const auto known =
            std::find_if(m_people.begin(), m_people.end(),
                         [&](const Person &person) { return person.user.id == member.id; });
        if (known != m_people.end())
            known->last = move;
        else if (m_people.size() < mostNamed)
            m_people.append({{member.id, member.name}, move, move});
        else
            ++more;
    }
    return more;
}

Notice::Outcome Notice::outcomeOf(const Person &person)
{
    if (person.first == Move::Joined)
        return person.last == Move::Joined ? Joined : CameAndWent;
    return person.last == Move::Left ? Left : CameBack;
}

} // namespace hobnob::desktop
