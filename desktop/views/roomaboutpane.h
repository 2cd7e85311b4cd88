// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/settingspane.h"
#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

class AreaField;
class FormField;
class PictureField;

/// What a room is called and what it is for. Who may change nothing reads it.
class RoomAboutPane final : public SettingsPane
{
    Q_OBJECT

public:
    explicit RoomAboutPane(QWidget *parent);

    /// What this person may change.
    enum class Leave { Nothing, Topic, All };
    void setRoom(const protocol::RoomDetails &room, Leave leave);
    void begin() override;
    [[nodiscard]] QWidget *firstField() override;
    void showError(const Error &error) override;
    /// What is wrong with the picture that was asked for.
    void showPictureError(const Error &error);

Q_SIGNALS:
    /// Only what is another than before.
    void saveRequested(const protocol::ChangeRoom &change);
    /// At once, without Save. \a png: empty for none.
    void pictureRequested(const QByteArray &png);

private:
    void save();

    PictureField *m_picture;
    FormField *m_name;
    FormField *m_topic;
    AreaField *m_description;
    QPushButton *m_save;
    protocol::RoomDetails m_room;
};

} // namespace hobnob::desktop
