// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/reasonsheet.h"
#include "shared/protocol/messages.h"

#include <QObject>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QMenu;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class ChatClient;
class Conversation;
class MainWindow;

/// What one does about people: the menus of members and of what they wrote, and the questions that
/// come before somebody is muted, removed, banned or reported.
class PeopleOffice final : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    PeopleOffice(ChatClient *client, Conversation *conversation, MainWindow *window,
                 QObject *parent = nullptr);

    /// Somebody, in a room.
    struct Subject {
        RoomId room;
        UserId id;
        QString name;
        protocol::Role role = protocol::Role::Member;
        protocol::PersonKind kind = protocol::PersonKind::Account;
        bool isMuted = false;
        /// In the room now.
        bool isMember = true;
    };
    [[nodiscard]] static Subject subjectOf(const RoomId &room, const protocol::Member &member);
    /// All that this person may do about them.
    void fill(QMenu *menu, const Subject &subject);
    void ask(ReasonSheet::Purpose purpose, const Subject &subject);

Q_SIGNALS:
    /// What was asked for, without a sheet, was refused.
    void failed(const Error &error);

private:
    void wirePanel();
    void wireTimeline();
    void fillAbout(QMenu *menu, const Subject &subject);
    void fillRoles(QMenu *menu, const Subject &subject);
    void fillModeration(QMenu *menu, const Subject &subject);
    void report(const RoomId &room, const protocol::Event &event);
    void search(const QString &text);
    void confirm(ReasonSheet::Purpose purpose, const QString &reason,
                 std::optional<qint64> minutes);
    ReasonSheet *sheet();
    template <typename Request>
    void request(Request request);

    ChatClient *m_client;
    Conversation *m_conversation;
    MainWindow *m_window;
    QPointer<ReasonSheet> m_sheet;
    /// Whom or what the sheet is about.
    Subject m_subject;
    Seq m_event{};
    QString m_searched;
};

} // namespace hobnob::desktop
