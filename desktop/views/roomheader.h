// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;

/// The line above a timeline: what kind of room it is, its name and topic, who is there, what one
/// can do with it, and the way to the columns that a narrow window hides.
class RoomHeader final : public QWidget
{
    Q_OBJECT

public:
    /// What is said of a room. An empty name: no room is shown, and no header, unless it has the
    /// button for the rooms.
    struct Room {
        QString name;
        /// The icon of its kind.
        QString mark = {};
        QString topic = {};
        qint64 memberCount = 0;
    };

    explicit RoomHeader(QWidget *parent = nullptr);

    void setRoom(const Room &room);
    void setRoomsButtonVisible(bool visible);
    void setPeopleShown(bool shown);
    void setMenuVisible(bool visible);

Q_SIGNALS:
    void roomsRequested();
    /// The people are to be shown or hidden.
    void peopleToggled();
    /// What one can do with the room; \a globalPlace is below its button.
    void menuRequested(const QPoint &globalPlace);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void paintMark();
    void place();

    QLabel *m_mark;
    Label *m_name;
    Label *m_topic;
    QToolButton *m_rooms;
    QToolButton *m_people;
    QToolButton *m_menu;
    Room m_room;
};

} // namespace hobnob::desktop
