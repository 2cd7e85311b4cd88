// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/nameprompt.h"

#include "desktop/models/statustext.h"
#include "desktop/views/appstyle.h"
#include "desktop/views/label.h"
#include "desktop/views/lengthnote.h"
#include "shared/limits.h"
#include "shared/text.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 420;

} // namespace

NamePrompt::NamePrompt(QWidget *parent)
    : Sheet(cardWidth, parent), m_field(new QLineEdit(this)),
      m_error(new Label(TextSize::Small, LabelTone::Danger, this)),
      m_accept(new QPushButton(tr("Join"), this))
{
    setObjectName(u"namePrompt"_s);
    setAccessibleName(tr("Room name"));
    addHead(u"roomName"_s, tr("Join a room by name"));
    auto *hint = new Label(TextSize::Base, LabelTone::Muted, this);
    hint->setText(tr("A public room of this name is made when there is none."));
    hint->setWordWrap(true);
    m_field->setObjectName(u"roomNameField"_s);
    m_field->setAccessibleName(tr("Room name"));
    m_field->setPlaceholderText(tr("Room name"));
    m_error->setObjectName(u"roomNameError"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    m_accept->setObjectName(u"roomNameAccept"_s);
    m_accept->setAccessibleName(m_accept->text());
    m_accept->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"roomNameCancel"_s);
    cancel->setAccessibleName(cancel->text());

    content()->addWidget(hint);
    content()->addWidget(m_field);
    content()->addWidget(m_error);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    content()->addLayout(buttons);

    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        showNote(roomNameLengthNote(text));
        m_accept->setEnabled(!text.trimmed().isEmpty());
    });
    connect(m_field, &QLineEdit::returnPressed, this, &NamePrompt::submit);
    connect(m_accept, &QPushButton::clicked, this, &NamePrompt::submit);
    connect(cancel, &QPushButton::clicked, this, &NamePrompt::dismiss);
}

void NamePrompt::ask()
{
    m_field->clear();
    m_accept->setEnabled(false);
    open(m_field);
}

void NamePrompt::showError(const Error &error)
{
    const auto length = roomNameLengthNote(m_field->text());
    showNote(length.isEmpty() ? errorText(error) : length);
    m_field->setFocus(Qt::OtherFocusReason);
}

void NamePrompt::showNote(const QString &note)
{
    m_error->setText(note);
    m_error->setVisible(!note.isEmpty());
    m_field->setProperty(refusedProperty, !note.isEmpty());
    m_field->update();
}

void NamePrompt::submit()
{
    if (m_field->text().trimmed().isEmpty())
        return;
    const auto name = cleanRoomName(m_field->text());
    if (name)
        Q_EMIT nameGiven(*name);
    else
        showError(name.error());
}

} // namespace hobnob::desktop
