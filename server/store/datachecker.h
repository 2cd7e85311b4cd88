// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/connection.h"
#include "server/store/store.h"

#include <QStringList>

namespace hobnob::server
{

class LogChecker;

/// What is wrong with one room.
struct RoomProblems {
    /// The room's key in the tables, all that is known of a room whose row is lost.
    qint64 number = 0;
    RoomId id;
    QString name;
    /// Without a full stop.
    QStringList problems;
};

struct DataReport {
    qint64 rooms = 0;
    qint64 events = 0;
    /// Of the database as a whole, without a full stop.
    QStringList problems;
    QList<RoomProblems> roomProblems;

    [[nodiscard]] bool isSound() const { return problems.isEmpty() && roomProblems.isEmpty(); }
};

/// Verifies a database as it is at one moment, while others may write: that it is ours and whole,
/// and that every room's log keeps its promises. Changes nothing.
class DataChecker final
{
public:
    /// \a connection outlives this object and has no transaction open.
    explicit DataChecker(Connection &connection) : m_connection(connection) {}

    /// Call once.
    [[nodiscard]] DataReport run();

private:
    void checkFile();
    void checkReferences();
    void checkReports();
    void checkSchema();
    void checkLogs();
    void note(const QString &problem) { m_report.problems.append(problem); }
    void noteUnreadable(const QString &what, const QSqlError &error);

    Connection &m_connection;
    DataReport m_report;
};

} // namespace hobnob::server
