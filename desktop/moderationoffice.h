// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/reasonsheet.h"
#include "desktop/views/reportssheet.h"

#include <QObject>
#include <QPointer>

namespace hobnob::desktop
{

class AnnouncePane;
class AuditPane;
class ChatClient;
class MainWindow;
class PeopleOffice;

/// What moderators and administrators look at and look after: reports, the server's audit log, and
/// what everybody is shown. Sheets and pages are built when they are first opened.
class ModerationOffice final : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    ModerationOffice(ChatClient *client, PeopleOffice *people, MainWindow *window,
                     QObject *parent = nullptr);

    void showReports();

private:
    ReportsSheet *reports();
    void loadReports(ReportsSheet::Which which, std::optional<qint64> before);
    void showWhatIsAllowed();
    void askAbout(ReasonSheet::Purpose purpose, const protocol::Report &report);
    void resolve(const protocol::Report &report, const QString &note);
    void wireAudit(AuditPane *pane);
    void wireAnnounce(AnnouncePane *pane);

    ChatClient *m_client;
    PeopleOffice *m_people;
    MainWindow *m_window;
    QPointer<ReportsSheet> m_reports;
};

} // namespace hobnob::desktop
