// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roomrulespane.h"

#include "desktop/views/choicerow.h"
#include "desktop/views/label.h"

#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using protocol::Role;
using protocol::RoomKind;

namespace
{

/// Seconds, in the order of the choices.
constexpr std::array<qint64, 7> pauses{0, 10, 30, 60, 300, 900, 3600};

/// Members, moderators and owners, in the order of the choices.
int choiceOf(Role role)
{
    return std::max(0, static_cast<int>(role) - static_cast<int>(Role::Member));
}

Role roleOf(int choice)
{
    return static_cast<Role>(choice + static_cast<int>(Role::Member));
}

int choiceOf(qint64 pause)
{
    const auto longer = std::lower_bound(pauses.begin(), pauses.end(), pause);
    return static_cast<int>(
        std::min<std::ptrdiff_t>(longer - pauses.begin(), std::ssize(pauses) - 1));
}

} // namespace

RoomRulesPane::RoomRulesPane(QWidget *parent)
    : SettingsPane(u"roomRulesPane"_s, tr("Rules"), parent),
      m_kind(addChoice(u"roomKind"_s, tr("Who knows of it"), {tr("Public"), tr("Private")})),
      m_kindHint(addText({}))
{
    const QStringList roles{tr("Members"), tr("Moderators"), tr("Owners")};
    m_post = addChoice(u"roomPost"_s, tr("Who may write"), roles);
    m_invite = addChoice(u"roomInvite"_s, tr("Who may add people"), roles);
    m_pin = addChoice(u"roomPin"_s, tr("Who may pin messages"), roles);
    m_slow = addChoice(
        u"roomSlow"_s, tr("Slow mode: between two messages of one member"),
        {tr("Off"), tr("10 s"), tr("30 s"), tr("1 min"), tr("5 min"), tr("15 min"), tr("1 h")});
    addFoot({});
    for (auto *choice : {m_kind, m_post, m_invite, m_pin, m_slow})
        connect(choice, &ChoiceRow::chosen, this, &RoomRulesPane::change);
}

ChoiceRow *RoomRulesPane::addChoice(const QString &name, const QString &label,
                                    const QStringList &choices)
{
    auto *title = new Label(TextSize::Small, LabelTone::Text, TextWeight::SemiBold, this);
    title->setText(label);
    auto *choice = new ChoiceRow(name, label, choices, this);
    auto *group = new QVBoxLayout;
    group->setSpacing(tokens::space[1]);
    group->addWidget(title);
    group->addWidget(choice);
    column()->addLayout(group);
    return choice;
}

void RoomRulesPane::setRoom(const protocol::RoomSummary &room, Leave leave)
{
    m_room = room;
    for (auto *choice : {m_kind, m_post, m_invite, m_pin, m_slow})
        choice->setEnabled(leave == Leave::Change);
    const bool isPrivate = room.kind == RoomKind::Private;
    m_kindHint->setText(isPrivate ? tr("Only those who are added know that it is there.")
                                  : tr("Everybody on this server can see and join it."));
    m_kind->choose(isPrivate ? 1 : 0);
    m_post->choose(choiceOf(room.rules.post));
    m_invite->choose(choiceOf(room.rules.invite));
    m_pin->choose(choiceOf(room.rules.pin));
    m_slow->choose(choiceOf(room.rules.slowMode));
}

void RoomRulesPane::begin()
{
    clearFoot();
}

QWidget *RoomRulesPane::firstField()
{
    return m_kind->current();
}

void RoomRulesPane::showError(const Error &error)
{
    setRoom(m_room, m_kind->isEnabled() ? Leave::Change : Leave::Read);
    SettingsPane::showError(error);
}

void RoomRulesPane::change()
{
    clearFoot();
    protocol::ChangeRoom change{{}, m_room.id};
    const auto kind = m_kind->choice() == 1 ? RoomKind::Private : RoomKind::Public;
    if (kind != m_room.kind)
        change.kind = kind;
    const protocol::RoomRules rules{roleOf(m_post->choice()), roleOf(m_invite->choice()),
                                    roleOf(m_pin->choice()),
                                    pauses[static_cast<size_t>(m_slow->choice())]};
    const auto &before = m_room.rules;
    if (rules.post != before.post || rules.invite != before.invite || rules.pin != before.pin ||
        rules.slowMode != before.slowMode)
        change.rules = rules;
    if (change.kind || change.rules)
        Q_EMIT changeRequested(change);
}

} // namespace hobnob::desktop
