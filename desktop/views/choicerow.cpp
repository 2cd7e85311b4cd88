// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/choicerow.h"

#include "desktop/views/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QPainter>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int pillHeight = 32;

class Pill final : public QAbstractButton
{
public:
    Pill(const QString &text, QWidget *parent) : QAbstractButton(parent)
    {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const auto strong = textFont(font(), TextSize::Base, TextWeight::SemiBold);
        return {QFontMetrics(strong).horizontalAdvance(text()) + 2 * tokens::space[3],
                std::max(pillHeight, lineHeight(font()) + tokens::space[2])};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        auto now = theme(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (!isEnabled())
            painter.setOpacity(0.55);
        const bool on = isChecked();
        const auto box = QRectF(rect()).adjusted(1, 1, -1, -1);
        painter.setPen(hasFocus() ? QPen(now.focus, 2) : QPen(on ? now.accent : now.line, 1));
        painter.setBrush(on ? now.selection : underMouse() ? now.hover : now.field);
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
        painter.setFont(
            textFont(font(), TextSize::Base, on ? TextWeight::SemiBold : TextWeight::Normal));
        painter.setPen(now.text);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
};

} // namespace

ChoiceRow::ChoiceRow(const QString &name, const QString &label, const QStringList &choices,
                     QWidget *parent)
    : FlowRow(parent), m_group(new QButtonGroup(this))
{
    setObjectName(name);
    setAccessibleName(label);
    QList<QWidget *> pills;
    for (qsizetype i = 0; i < choices.size(); ++i) {
        auto *pill = new Pill(choices[i], this);
        pill->setObjectName(u"%1%2"_s.arg(name).arg(i));
        pill->setAccessibleDescription(label);
        m_group->addButton(pill, static_cast<int>(i));
        pills.append(pill);
    }
    setItems(pills);
    choose(0);
    connect(m_group, &QButtonGroup::idClicked, this, &ChoiceRow::chosen);
}

int ChoiceRow::choice() const
{
    return m_group->checkedId();
}

QWidget *ChoiceRow::current() const
{
    return m_group->checkedButton();
}

void ChoiceRow::choose(int choice)
{
    if (auto *pill = m_group->button(choice))
        pill->setChecked(true);
}

} // namespace hobnob::desktop
