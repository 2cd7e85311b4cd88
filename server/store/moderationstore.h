// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/auditentry.h"
#include "server/store/storefamily.h"

#include <QHash>
#include <QList>

namespace hobnob::server
{

/// Whom somebody does not want to hear of.
struct StoredBlock {
    UserId user;
    protocol::User blocked;
};

struct NewReport {
    RoomId room;
    Seq seq{};
    protocol::User reporter;
    QString reason;
};

struct AddedReport {
    qint64 number = 0;
    /// The same person reported the same event before, and nobody looked at it yet: number is that
    /// report's, and nothing was added.
    bool repeated = false;
};

struct ReportQuery {
    /// Nothing: all.
    std::optional<QList<RoomId>> rooms = {};
    bool resolved = false;
    /// A number; nothing: from the newest on.
    std::optional<qint64> before = {};
    int limit = 0;
};

struct ReportPage {
    /// Newest first.
    QList<protocol::Report> reports;
    bool more = false;
};

struct AuditQuery {
    std::optional<RoomId> room = {};
    std::optional<qint64> before = {};
    std::optional<Timestamp> since = {};
    int limit = 0;
};

struct AuditPage {
    /// Newest first.
    QList<AuditEntry> entries;
    bool more = false;
};

/// What keeps order: blocks, reports, the audit log, announcements; and pictures.
class ModerationStore : public virtual StoreFamily
{
public:
    // As they were when the store was opened:
    [[nodiscard]] virtual QList<StoredBlock> blocksAtStart() const = 0;
    /// How many reports of each room wait; rooms without any are left out.
    [[nodiscard]] virtual QHash<RoomId, qint64> reportsWaitingAtStart() const = 0;
    [[nodiscard]] virtual std::optional<protocol::Announcement> announcementAtStart() const = 0;

    virtual void block(const UserId &user, const protocol::User &blocked, Answer<Done> answer) = 0;
    virtual void unblock(const UserId &user, const UserId &blocked, Answer<Done> answer) = 0;

    /// Errors: EventUnknown, Busy (limits::reportsPerUser wait).
    virtual void addReport(const NewReport &report, Answer<AddedReport> answer) = 0;
    virtual void listReports(const ReportQuery &query, Answer<ReportPage> answer) = 0;
    /// Answers the room. \a rooms: only of these; nothing: of all. \a audit gets the room, and who
    /// wrote what was reported. Errors: ReportUnknown (also when somebody resolved it before).
    virtual void resolveReport(qint64 number, const std::optional<QList<RoomId>> &rooms,
                               const protocol::User &by, const QString &note, const Audit &audit,
                               Answer<RoomId> answer) = 0;

    virtual void listAudit(const AuditQuery &query, Answer<AuditPage> answer) = 0;

    /// Nothing: what was announced is over. The time is set by the store; answers what stands.
    virtual void announce(const std::optional<protocol::Announcement> &announcement,
                          const Audit &audit,
                          Answer<std::optional<protocol::Announcement>> answer) = 0;

    /// \a name stands for this image for ever; kept while somebody, or a room, has it.
    virtual void keepPicture(const QString &name, const QByteArray &png, Answer<Done> answer) = 0;
    /// Empty when there is none of this name.
    virtual void findPicture(const QString &name, Answer<QByteArray> answer) = 0;
};

} // namespace hobnob::server
