// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/sessionlistmodel.h"

#include "desktop/models/timetext.h"

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using protocol::SessionInfo;

namespace
{

bool isSame(const SessionInfo &a, const SessionInfo &b)
{
    return a.client == b.client && a.address == b.address && a.used == b.used &&
           a.current == b.current;
}

} // namespace

SessionListModel::SessionListModel(QObject *parent) : QAbstractListModel(parent) {}

void SessionListModel::setSessions(QList<SessionInfo> sessions)
{
    std::stable_sort(sessions.begin(), sessions.end(),
                     [](const SessionInfo &a, const SessionInfo &b) {
                         return a.current != b.current ? a.current : a.used > b.used;
                     });
    const auto find = [](const QList<SessionInfo> &in, const SessionKey &key, qsizetype from) {
        for (auto row = from; row < in.size(); ++row) {
            if (in[row].key == key)
                return static_cast<int>(row);
        }
        return -1;
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (find(sessions, m_rows[row].key, 0) >= 0)
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < static_cast<int>(sessions.size()); ++row) {
        const int from = find(m_rows, sessions[row].key, row);
        if (from < 0) {
            beginInsertRows({}, row, row);
            m_rows.insert(row, sessions[row]);
            endInsertRows();
            continue;
        }
        if (from != row) {
            beginMoveRows({}, from, from, {}, row);
            m_rows.move(from, row);
            endMoveRows();
        }
        if (!isSame(m_rows[row], sessions[row])) {
            m_rows[row] = sessions[row];
            Q_EMIT dataChanged(index(row), index(row));
        }
    }
}

int SessionListModel::otherCount() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
                                          [](const SessionInfo &each) { return !each.current; }));
}

int SessionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SessionListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &session = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Client:
        return clientText(session);
    case Details:
        return detailsText(session);
    case IsCurrent:
        return session.current;
    case Qt::AccessibleTextRole:
        return u"%1. %2"_s.arg(clientText(session), detailsText(session));
    default:
        return {};
    }
}

QString SessionListModel::clientText(const SessionInfo &session)
{
    // What other programs call themselves is theirs.
    if (session.client.startsWith(u"hobnob-desktop/"))
        return tr("Desktop program");
    if (session.client.startsWith(u"hobnob-web/"))
        return tr("Web browser");
    return session.client.isEmpty() ? tr("Unnamed program") : session.client;
}

QString SessionListModel::detailsText(const SessionInfo &session)
{
    const auto when =
        session.current
            ? tr("this place")
            : tr("last used %1")
                  .arg(shortTimeText(localTime(session.used), QDateTime::currentDateTime()));
    return session.address.isEmpty() ? when : u"%1 · %2"_s.arg(session.address, when);
}

} // namespace hobnob::desktop
