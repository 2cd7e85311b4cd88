// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/settingspane.h"
#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

class ColourPicker;
class FormField;
class PictureField;

/// What others see of one: a picture, the name, a line about oneself, and the colour.
class ProfilePane final : public SettingsPane
{
    Q_OBJECT

public:
    explicit ProfilePane(QWidget *parent);

    void setPerson(const protocol::User &user, const protocol::Self &self);
    void begin() override;
    [[nodiscard]] QWidget *firstField() override;
    void showError(const Error &error) override;
    /// What is wrong with the picture that was asked for.
    void showPictureError(const Error &error);

Q_SIGNALS:
    /// Only what is another than before. \a colour -1: the one that follows from the id.
    void saveRequested(const std::optional<QString> &name, const std::optional<QString> &status,
                       std::optional<qint64> colour);
    /// At once, without Save. \a png: empty for none.
    void pictureRequested(const QByteArray &png);

private:
    void save();
    void showLook();

    PictureField *m_picture;
    FormField *m_name;
    FormField *m_status;
    ColourPicker *m_colour;
    QPushButton *m_save;
    protocol::User m_user;
    protocol::Self m_self;
};

} // namespace hobnob::desktop
