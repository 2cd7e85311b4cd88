// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/profilepane.h"

#include "desktop/models/statustext.h"
#include "desktop/views/colourpicker.h"
#include "desktop/views/formfield.h"
#include "desktop/views/label.h"
#include "desktop/views/lengthnote.h"
#include "desktop/views/picturefield.h"
#include "shared/personlook.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

ProfilePane::ProfilePane(QWidget *parent)
    : SettingsPane(u"profilePane"_s, tr("Profile"), parent), m_picture(new PictureField(this)),
      m_name(new FormField(u"profileName"_s, tr("Name"), FormField::Kind::Text, this)),
      m_status(new FormField(u"profileStatus"_s, tr("Status"), FormField::Kind::Text, this)),
      m_colour(new ColourPicker(this)), m_save(makeButton(u"profileSave"_s, tr("Save")))
{
    m_save->setDefault(true);
    m_status->edit()->setPlaceholderText(tr("At the sea until Monday"));
    auto *colourLabel = new Label(TextSize::Small, LabelTone::Text, TextWeight::SemiBold, this);
    colourLabel->setText(tr("Colour"));
    colourLabel->setBuddy(m_colour);
    column()->addWidget(m_picture);
    column()->addWidget(m_name);
    column()->addWidget(m_status);
    column()->addWidget(colourLabel);
    column()->addWidget(m_colour);
    addFoot({m_save});
    for (auto *field : {m_name, m_status}) {
        connect(field, &FormField::submitted, this, &ProfilePane::save);
        connect(field, &FormField::edited, this, [this] { clearFoot(); });
    }
    connect(m_name, &FormField::edited, this,
            [this](const QString &text) { m_name->showError(nameLengthNote(text)); });
    connect(m_status, &FormField::edited, this,
            [this](const QString &text) { m_status->showError(statusLengthNote(text)); });
    connect(m_colour, &ColourPicker::picked, this, [this] {
        clearFoot();
        showLook();
    });
    connect(m_picture, &PictureField::setRequested, this, [this](const QByteArray &png) {
        clearFoot();
        Q_EMIT pictureRequested(png);
    });
    connect(m_save, &QPushButton::clicked, this, &ProfilePane::save);
}

void ProfilePane::setPerson(const protocol::User &user, const protocol::Self &self)
{
    m_user = user;
    m_self = self;
    showLook();
    // What one is typing is not taken away.
    if (!isVisible())
        begin();
}

void ProfilePane::begin()
{
    m_name->setText(m_user.name);
    m_name->setHint(m_self.login.isEmpty()
                        ? QString()
                        : tr("You sign in as %1, whatever you are called here.").arg(m_self.login));
    m_status->setText(m_self.status);
    m_colour->setPerson(m_user.id);
    m_colour->pick(m_self.colour.value_or(-1));
    m_picture->clearError();
    showLook();
    clearFoot();
}

void ProfilePane::showLook()
{
    const auto colour = m_colour->colour();
    m_picture->setFace({m_user.id, m_user.name,
                        colour < 0 ? personHue(m_user.id) : static_cast<int>(colour),
                        m_self.picture.value_or(QString())});
}

void ProfilePane::showPictureError(const Error &error)
{
    clearFoot();
    m_picture->showError(error);
}

QWidget *ProfilePane::firstField()
{
    return m_name->edit();
}

void ProfilePane::showError(const Error &error)
{
    auto *field = error.code == ErrorCode::StatusTooLong                         ? m_status
                  : error.code == ErrorCode::NameTaken || error.field == u"name" ? m_name
                                                                                 : nullptr;
    if (!field) {
        SettingsPane::showError(error);
        return;
    }
    clearFoot();
    field->showError(errorText(error));
    field->focus();
}

void ProfilePane::save()
{
    clearFoot();
    if (m_name->text().isEmpty()) {
        m_name->showError(tr("Enter the name that others will see."));
        m_name->focus();
        return;
    }
    if (m_name->hasError() || m_status->hasError()) {
        (m_name->hasError() ? m_name : m_status)->focus();
        return;
    }
    const auto changed = [](const QString &text, const QString &before) {
        return text == before ? std::nullopt : std::optional(text);
    };
    const auto colour = m_colour->colour();
    Q_EMIT saveRequested(
        changed(m_name->text(), m_user.name), changed(m_status->text(), m_self.status),
        colour == m_self.colour.value_or(-1) ? std::nullopt : std::optional(colour));
}

} // namespace hobnob::desktop
