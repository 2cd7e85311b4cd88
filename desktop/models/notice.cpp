// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/notice.h"

#include "shared/limits.h"

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

constexpr Phrases joinedPhrases{
    QT_TRANSLATE_NOOP("Notice", "%1 joined"),
    QT_TRANSLATE_NOOP("Notice", "%1 and %2 joined"),
    QT_TRANSLATE_NOOP("Notice", "%1, %2 and %3 joined"),
    QT_TRANSLATE_NOOP("Notice", "%1 and one other joined"),
    QT_TRANSLATE_N_NOOP("Notice", "%1 and %n others joined"),
    QT_TRANSLATE_NOOP("Notice", "%1, %2 and one other joined"),
    QT_TRANSLATE_N_NOOP("Notice", "%1, %2 and %n others joined"),
    QT_TRANSLATE_NOOP("Notice", "Someone joined"),
    QT_TRANSLATE_N_NOOP("Notice", "%n people joined"),
};
constexpr Phrases leftPhrases{
    QT_TRANSLATE_NOOP("Notice", "%1 left"),
    QT_TRANSLATE_NOOP("Notice", "%1 and %2 left"),
    QT_TRANSLATE_NOOP("Notice", "%1, %2 and %3 left"),
    QT_TRANSLATE_NOOP("Notice", "%1 and one other left"),
    QT_TRANSLATE_N_NOOP("Notice", "%1 and %n others left"),
    QT_TRANSLATE_NOOP("Notice", "%1, %2 and one other left"),
    QT_TRANSLATE_N_NOOP("Notice", "%1, %2 and %n others left"),
    QT_TRANSLATE_NOOP("Notice", "Someone left"),
    QT_TRANSLATE_N_NOOP("Notice", "%n people left"),
};

QString translated(const char *text, qint64 n = -1)
{
    return QCoreApplication::translate("Notice", text, nullptr, static_cast<int>(n));
}

QString sentence(const Phrases &phrases, const QList<protocol::User> &named, qint64 more)
{
    const auto total = named.size() + more;
    const auto name = [&](qsizetype i) { return named[i].name; };
    // Names are put in together, so that one that contains "%2" stays as it is.
    if (named.isEmpty())
        return more == 1 ? translated(phrases.another) : translated(phrases.many, more);
    if (total == 1)
        return translated(phrases.one).arg(name(0));
    if (named.size() == 1)
        return (more == 1 ? translated(phrases.oneAndAnother)
                          : translated(phrases.oneAndMany, more))
            .arg(name(0));
    if (total == 2)
        return translated(phrases.two).arg(name(0), name(1));
    if (total == 3 && named.size() == 3)
        return translated(phrases.three).arg(name(0), name(1), name(2));
    const auto others = total - 2;
    return (others == 1 ? translated(phrases.twoAndAnother)
                        : translated(phrases.twoAndMany, others))
        .arg(name(0), name(1));
}

} // namespace

void Notice::add(const protocol::MembersChanged &change, const UserId &self)
{
    for (const auto &member : change.joined) {
        if (member.id != self)
            move(member, m_left, m_joined);
    }
    for (const auto &member : change.left) {
        if (member.id != self)
            move(member, m_joined, m_left);
    }
    m_joined.more += change.moreJoined;
    m_left.more += change.moreLeft;
    // The uncounted who came and the uncounted who went are most likely the same.
    const auto same = std::min(m_joined.more, m_left.more);
    m_joined.more -= same;
    m_left.more -= same;
}

bool Notice::isEmpty() const
{
    return m_joined.named.isEmpty() && m_joined.more == 0 && m_left.named.isEmpty() &&
           m_left.more == 0;
}

QString Notice::text() const
{
    const bool someJoined = !m_joined.named.isEmpty() || m_joined.more > 0;
    const bool someLeft = !m_left.named.isEmpty() || m_left.more > 0;
    QString joined =
        someJoined ? sentence(joinedPhrases, m_joined.named, m_joined.more) : QString();
    QString left = someLeft ? sentence(leftPhrases, m_left.named, m_left.more) : QString();
    if (!someJoined || !someLeft)
        return joined + left;
    //: The comings, then the goings: "Ana joined; Ben left".
    return QCoreApplication::translate("Notice", "%1; %2").arg(joined, left);
}

void Notice::move(const protocol::Member &member, Crowd &from, Crowd &to)
{
    const auto isThem = [&](const protocol::User &user) { return user.id == member.id; };
    if (from.named.removeIf(isThem) > 0)
        return;
    if (std::any_of(to.named.cbegin(), to.named.cend(), isThem))
        return;
    if (to.named.size() < limits::namesPerNotice)
        to.named.append({member.id, member.name});
    else
        ++to.more;
}

} // namespace hobnob::desktop
