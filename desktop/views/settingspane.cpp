// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/settingspane.h"

#include "desktop/models/statustext.h"
#include "desktop/views/label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

SettingsPane::SettingsPane(const QString &objectName, const QString &title, QWidget *parent)
    : QWidget(parent), m_title(title), m_column(new QVBoxLayout(this)),
      m_done(new Label(TextSize::Small, LabelTone::Accent, this)),
      m_error(new Label(TextSize::Small, LabelTone::Danger, this))
{
    setObjectName(objectName);
    m_done->setObjectName(objectName + u"Done"_s);
    m_error->setObjectName(objectName + u"Error"_s);
    for (auto *label : {m_done, m_error}) {
        label->setWordWrap(true);
        label->hide();
    }
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(tokens::space[3]);
}

void SettingsPane::showError(const Error &error)
{
    m_done->hide();
    m_error->setText(errorText(error));
    m_error->show();
}

void SettingsPane::showDone(const QString &sentence)
{
    m_error->hide();
    m_done->setText(sentence);
    m_done->setVisible(!sentence.isEmpty());
}

Label *SettingsPane::addText(const QString &text)
{
    auto *label = new Label(TextSize::Base, LabelTone::Muted, this);
    label->setText(text);
    label->setWordWrap(true);
    m_column->addWidget(label);
    return label;
}

void SettingsPane::addFoot(const QList<QPushButton *> &buttons)
{
    m_column->addWidget(m_error);
    m_column->addWidget(m_done);
    auto *row = new QHBoxLayout;
    row->setSpacing(tokens::space[2]);
    row->addStretch();
    for (auto *button : buttons)
        row->addWidget(button);
    m_column->addLayout(row);
}

QPushButton *SettingsPane::makeButton(const QString &objectName, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setAccessibleName(text);
    return button;
}

void SettingsPane::clearFoot()
{
    showDone({});
}

} // namespace hobnob::desktop
