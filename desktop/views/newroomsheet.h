// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/roommaker.h"
#include "desktop/views/sheet.h"

QT_BEGIN_NAMESPACE
class QPushButton;
class QRadioButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class FormField;
class Label;

/// Asks what a new room is to be. It stays until the room was made; what is wrong is said beside
/// its field.
class NewRoomSheet final : public Sheet
{
    Q_OBJECT

public:
    explicit NewRoomSheet(QWidget *parent);

    /// Guests make public rooms alone.
    void ask(protocol::PersonKind asWhom);
    void showError(const Error &error);

Q_SIGNALS:
    void makeRequested(const RoomMaker::NewRoom &room);

private:
    void submit();
    QRadioButton *addKind(const QString &objectName, const QString &text, const QString &hint);

    FormField *m_name;
    FormField *m_topic;
    QRadioButton *m_public;
    QRadioButton *m_private;
    Label *m_privateHint = nullptr;
    Label *m_error;
    QPushButton *m_make;
};

} // namespace hobnob::desktop
