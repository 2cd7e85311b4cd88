// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/newroomsheet.h"

#include "desktop/models/statustext.h"
#include "desktop/views/formfield.h"
#include "desktop/views/label.h"
#include "desktop/views/lengthnote.h"
#include "shared/limits.h"
#include "shared/text.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 440;
/// A hint begins where the words of its button do.
constexpr int radioIndent = 20;

} // namespace

NewRoomSheet::NewRoomSheet(QWidget *parent)
    : Sheet(cardWidth, parent),
      m_name(new FormField(u"newRoomName"_s, tr("Name"), FormField::Kind::Text, this)),
      m_topic(
          new FormField(u"newRoomTopic"_s, tr("Topic (optional)"), FormField::Kind::Text, this)),
      m_error(new Label(TextSize::Small, LabelTone::Danger, this)),
      m_make(new QPushButton(tr("Make room"), this))
{
    setObjectName(u"newRoomSheet"_s);
    addHead(u"newRoom"_s, tr("New room"));
    m_topic->edit()->setPlaceholderText(tr("What it is about"));
    content()->addWidget(m_name);
    content()->addWidget(m_topic);
    m_public = addKind(u"newRoomPublic"_s, tr("Public"),
                       tr("Everybody on this server can see and join it."));
    m_private = addKind(u"newRoomPrivate"_s, tr("Private"),
                        tr("Only those who are added know that it is there."));
    m_error->setObjectName(u"newRoomError"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    content()->addWidget(m_error);
    m_make->setObjectName(u"newRoomMake"_s);
    m_make->setAccessibleName(m_make->text());
    m_make->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"newRoomCancel"_s);
    cancel->setAccessibleName(cancel->text());
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(tokens::space[2]);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_make);
    content()->addLayout(buttons);

    connect(m_name, &FormField::edited, this,
            [this](const QString &text) { m_name->showError(roomNameLengthNote(text)); });
    connect(m_topic, &FormField::edited, this,
            [this](const QString &text) { m_topic->showError(topicLengthNote(text)); });
    for (auto *field : {m_name, m_topic}) {
        connect(field, &FormField::edited, m_error, &QWidget::hide);
        connect(field, &FormField::submitted, this, &NewRoomSheet::submit);
    }
    connect(m_make, &QPushButton::clicked, this, &NewRoomSheet::submit);
    connect(cancel, &QPushButton::clicked, this, &NewRoomSheet::dismiss);
}

QRadioButton *NewRoomSheet::addKind(const QString &objectName, const QString &text,
                                    const QString &hint)
{
    auto *kind = new QRadioButton(text, this);
    kind->setObjectName(objectName);
    kind->setAccessibleName(text);
    kind->setAccessibleDescription(hint);
    auto *label = new Label(TextSize::Small, LabelTone::Muted, this);
    label->setText(hint);
    label->setWordWrap(true);
    label->setContentsMargins(radioIndent, 0, 0, 0);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(kind);
    column->addWidget(label);
    content()->addLayout(column);
    m_privateHint = label;
    return kind;
}

void NewRoomSheet::ask(protocol::PersonKind asWhom)
{
    const bool isGuest = asWhom == protocol::PersonKind::Guest;
    m_name->setText({});
    m_topic->setText({});
    m_public->setChecked(true);
    m_private->setEnabled(!isGuest);
    m_privateHint->setText(isGuest ? tr("Make an account first: guests make public rooms.")
                                   : tr("Only those who are added know that it is there."));
    m_private->setAccessibleDescription(m_privateHint->text());
    m_error->hide();
    open(m_name->edit());
}

void NewRoomSheet::showError(const Error &error)
{
    auto *field = error.code == ErrorCode::TopicTooLong ? m_topic : m_name;
    const bool isOfAField =
        error.code == ErrorCode::TopicTooLong || error.code == ErrorCode::RoomExists ||
        error.code == ErrorCode::RoomNameEmpty || error.code == ErrorCode::RoomNameInvalid ||
        error.code == ErrorCode::RoomNameTooLong;
    m_error->setVisible(!isOfAField);
    if (isOfAField) {
        field->showError(errorText(error));
        field->focus();
    } else {
        m_error->setText(errorText(error));
    }
}

void NewRoomSheet::submit()
{
    if (m_name->hasError() || m_topic->hasError()) {
        (m_name->hasError() ? m_name : m_topic)->focus();
        return;
    }
    const auto name = cleanRoomName(m_name->text());
    if (!name) {
        showError(name.error());
        return;
    }
    const auto kind =
        m_private->isChecked() ? protocol::RoomKind::Private : protocol::RoomKind::Public;
    Q_EMIT makeRequested({*name, kind, m_topic->text()});
}

} // namespace hobnob::desktop
