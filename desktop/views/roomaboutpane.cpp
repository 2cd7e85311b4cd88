// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roomaboutpane.h"

#include "desktop/models/statustext.h"
#include "desktop/views/areafield.h"
#include "desktop/views/formfield.h"
#include "desktop/views/lengthnote.h"
#include "desktop/views/picturefield.h"
#include "shared/personlook.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int descriptionLines = 5;

} // namespace

RoomAboutPane::RoomAboutPane(QWidget *parent)
    : SettingsPane(u"roomAboutPane"_s, tr("About"), parent), m_picture(new PictureField(this)),
      m_name(new FormField(u"roomAboutName"_s, tr("Name"), FormField::Kind::Text, this)),
      m_topic(new FormField(u"roomAboutTopic"_s, tr("Topic"), FormField::Kind::Text, this)),
      m_description(
          new AreaField(u"roomAboutDescription"_s, tr("Description"), descriptionLines, this)),
      m_save(makeButton(u"roomAboutSave"_s, tr("Save")))
{
    m_save->setDefault(true);
    m_topic->edit()->setPlaceholderText(tr("What it is about, in one line"));
    m_description->edit()->setPlaceholderText(tr("What belongs here, and what does not"));
    column()->addWidget(m_picture);
    connect(m_picture, &PictureField::setRequested, this, [this](const QByteArray &png) {
        clearFoot();
        Q_EMIT pictureRequested(png);
    });
    for (auto *field : {m_name, m_topic}) {
        column()->addWidget(field);
        connect(field, &FormField::submitted, this, &RoomAboutPane::save);
        connect(field, &FormField::edited, this, [this] { clearFoot(); });
    }
    column()->addWidget(m_description);
    addFoot({m_save});
    connect(m_name, &FormField::edited, this,
            [this](const QString &text) { m_name->showError(roomNameLengthNote(text)); });
    connect(m_topic, &FormField::edited, this,
            [this](const QString &text) { m_topic->showError(topicLengthNote(text)); });
    connect(m_description, &AreaField::edited, this, [this](const QString &text) {
        clearFoot();
        m_description->showError(descriptionLengthNote(text));
    });
    connect(m_save, &QPushButton::clicked, this, &RoomAboutPane::save);
}

void RoomAboutPane::setRoom(const protocol::RoomDetails &room, Leave leave)
{
    const auto before = std::exchange(m_room, room);
    const auto &line = room.room;
    m_picture->setFace({UserId(line.id.value()), line.name, personHue(UserId(line.id.value())),
                        line.picture.value_or(QString())});
    m_picture->setVisible(leave == Leave::All);
    m_name->edit()->setReadOnly(leave != Leave::All);
    m_topic->edit()->setReadOnly(leave == Leave::Nothing);
    m_description->setReadOnly(leave != Leave::All);
    m_save->setVisible(leave != Leave::Nothing);
    // What one is typing is not taken away.
    const auto follow = [](auto *field, const QString &was, const QString &is) {
        if (was != is && field->text() == was)
            field->setText(is);
    };
    if (isVisible() && leave != Leave::Nothing) {
        follow(m_name, before.room.name, line.name);
        follow(m_topic, before.room.topic, line.topic);
        follow(m_description, before.description, room.description);
    } else {
        begin();
    }
}

void RoomAboutPane::showPictureError(const Error &error)
{
    clearFoot();
    m_picture->showError(error);
}

void RoomAboutPane::begin()
{
    m_picture->clearError();
    m_name->setText(m_room.room.name);
    m_topic->setText(m_room.room.topic);
    m_description->setText(m_room.description);
    clearFoot();
}

QWidget *RoomAboutPane::firstField()
{
    return m_name->edit()->isReadOnly() && !m_topic->edit()->isReadOnly() ? m_topic->edit()
                                                                          : m_name->edit();
}

void RoomAboutPane::showError(const Error &error)
{
    clearFoot();
    switch (error.code) {
    case ErrorCode::RoomExists:
    case ErrorCode::RoomNameEmpty:
    case ErrorCode::RoomNameInvalid:
    case ErrorCode::RoomNameTooLong:
        m_name->showError(errorText(error));
        m_name->focus();
        break;
    case ErrorCode::TopicTooLong:
        m_topic->showError(errorText(error));
        m_topic->focus();
        break;
    case ErrorCode::DescriptionTooLong:
        m_description->showError(errorText(error));
        m_description->focus();
        break;
    default:
        SettingsPane::showError(error);
    }
}

void RoomAboutPane::save()
{
    clearFoot();
    if (m_save->isHidden())
        return;
    if (m_name->text().isEmpty()) {
        m_name->showError(tr("Enter a name for the room."));
        m_name->focus();
        return;
    }
    if (m_name->hasError() || m_topic->hasError()) {
        (m_name->hasError() ? m_name : m_topic)->focus();
        return;
    }
    if (m_description->hasError()) {
        m_description->focus();
        return;
    }
    const auto changed = [](const QString &text, const QString &before) {
        return text == before ? std::nullopt : std::optional(text);
    };
    protocol::ChangeRoom change{{}, m_room.room.id};
    change.name = changed(m_name->text(), m_room.room.name);
    change.topic = changed(m_topic->text(), m_room.room.topic);
    change.description = changed(m_description->text(), m_room.description);
    Q_EMIT saveRequested(change);
}

} // namespace hobnob::desktop
