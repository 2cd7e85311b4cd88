// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/roomheader.h"
#include "desktop/views/statusbanner.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QStackedLayout;
class QVBoxLayout;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Composer;
class EmptyState;
class Label;
class NoticeBar;
class TimelineView;

/// The middle column: one room, as one reads it and writes in it, or why there is nothing to read.
class RoomPage final : public QWidget
{
    Q_OBJECT

public:
    enum class Content {
        /// Nothing is chosen and nothing is known yet.
        Blank,
        /// The server has none.
        NoRooms,
        /// None is chosen.
        NoRoom,
        /// One can look at its name and join.
        NotJoined,
        /// One is in it, and nothing was said.
        Silence,
        Messages,
    };

    explicit RoomPage(QWidget *parent = nullptr);

    [[nodiscard]] RoomHeader *header() const { return m_header; }
    [[nodiscard]] TimelineView *timeline() const { return m_timeline; }
    [[nodiscard]] Composer *composer() const { return m_composer; }
    [[nodiscard]] StatusBanner *banner() const { return m_banner; }
    /// What everybody is shown.
    [[nodiscard]] NoticeBar *announcement() const { return m_announcement; }
    /// What somebody did to this person.
    [[nodiscard]] NoticeBar *notice() const { return m_notice; }

    /// An empty name: no room.
    void setRoom(const RoomHeader::Room &room);
    void setContent(Content content);
    [[nodiscard]] Content contentShown() const { return m_content; }
    /// Who is typing, in words; empty when nobody is.
    void setTyping(const QString &text);
    /// Gives the focus to what one does next here: the composer, or the button that joins.
    void focusNext();

Q_SIGNALS:
    void joinRequested();
    void newRoomRequested();
    void browseRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void updateComposer();

    RoomHeader *m_header;
    NoticeBar *m_announcement;
    NoticeBar *m_notice;
    QStackedLayout *m_stack;
    QWidget *m_blank;
    EmptyState *m_empty;
    TimelineView *m_timeline;
    Label *m_typing;
    StatusBanner *m_banner;
    Composer *m_composer;
    QString m_name;
    Content m_content = Content::Blank;
};

} // namespace hobnob::desktop
