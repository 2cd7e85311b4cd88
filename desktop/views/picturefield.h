// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/face.h"
#include "shared/result.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;
class PicturePreview;

/// A picture of somebody or of a room, to be chosen from a file, dropped here, or removed. It makes
/// the picture as servers take it, and says what is wrong with a file below its buttons.
class PictureField final : public QWidget
{
    Q_OBJECT

public:
    explicit PictureField(QWidget *parent);

    /// How it looks now.
    void setFace(const Face &face);
    /// What the server says. Goes with the next try.
    void showError(const Error &error);
    void clearError();
    /// As if somebody had chosen it.
    void choose(const QString &path);

Q_SIGNALS:
    /// \a png: empty when the picture is to be removed.
    void setRequested(const QByteArray &png);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void ask();
    void say(const QString &sentence);
    void send(const QImage &image);

    PicturePreview *m_preview;
    QPushButton *m_choose;
    QPushButton *m_remove;
    Label *m_error;
};

} // namespace hobnob::desktop
