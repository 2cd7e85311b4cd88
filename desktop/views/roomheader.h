// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;

/// The line above a timeline: the room's name, who is there, and the way to the columns that a
/// narrow window hides.
class RoomHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit RoomHeader(QWidget *parent = nullptr);

    /// An empty name: no room is shown, and no header, unless it has the button for the rooms.
    void setRoom(const QString &name, qint64 memberCount);
    void setRoomsButtonVisible(bool visible);
    void setPeopleShown(bool shown);

Q_SIGNALS:
    void roomsRequested();
    /// The people are to be shown or hidden.
    void peopleToggled();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Label *m_name;
    QToolButton *m_rooms;
    QToolButton *m_people;
    bool m_named = false;
};

} // namespace hobnob::desktop
