// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/moderationoffice.h"

#include "desktop/client/chatclient.h"
#include "desktop/client/rights.h"
#include "desktop/peopleoffice.h"
#include "desktop/views/accountsheet.h"
#include "desktop/views/announcepane.h"
#include "desktop/views/auditpane.h"
#include "desktop/views/mainwindow.h"
#include "desktop/views/roomspanel.h"

namespace hobnob::desktop
{

ModerationOffice::ModerationOffice(ChatClient *client, PeopleOffice *people, MainWindow *window,
                                   QObject *parent)
    : QObject(parent), m_client(client), m_people(people), m_window(window)
{
    connect(window->rooms(), &RoomsPanel::reportsRequested, this, &ModerationOffice::showReports);
    connect(window->account(), &AccountSheet::auditMade, this, &ModerationOffice::wireAudit);
    connect(window->account(), &AccountSheet::announceMade, this, &ModerationOffice::wireAnnounce);
    connect(&client->moderation(), &Moderation::reportsWaitingChanged, this, [this] {
        m_window->rooms()->setReportCount(m_client->moderation().reportsWaiting());
        if (m_reports && m_reports->isVisible())
            m_reports->reload();
    });
}

ReportsSheet *ModerationOffice::reports()
{
    if (!m_reports) {
        m_reports = new ReportsSheet(m_window);
        connect(m_reports, &ReportsSheet::pageRequested, this, &ModerationOffice::loadReports);
        connect(m_reports, &ReportsSheet::currentChanged, this,
                &ModerationOffice::showWhatIsAllowed);
        connect(m_reports, &ReportsSheet::resolveRequested, this, &ModerationOffice::resolve);
        connect(m_reports, &ReportsSheet::muteRequested, this,
                [this](const protocol::Report &report) {
                    askAbout(ReasonSheet::Purpose::Mute, report);
                });
        connect(m_reports, &ReportsSheet::banRequested, this,
                [this](const protocol::Report &report) {
                    askAbout(ReasonSheet::Purpose::Ban, report);
                });
    }
    return m_reports;
}

void ModerationOffice::showReports()
{
    reports()->ask();
}

void ModerationOffice::loadReports(ReportsSheet::Which which, std::optional<qint64> before)
{
    m_client->inquiries().ask(
        protocol::GetReports{{}, before, which == ReportsSheet::Which::Resolved}, m_reports,
        [this, which](const Result<protocol::Reports> &answer) {
            if (answer)
                m_reports->addPage(which, *answer);
            else
                m_reports->showError(answer.error());
        });
}

void ModerationOffice::showWhatIsAllowed()
{
    const auto *report = m_reports->current();
    const auto *room = report ? m_client->room(report->room) : nullptr;
    m_reports->setActsAllowed(
        room && room->isJoined() &&
        allows(room->summary, m_client->roleIn(report->room), Right::Moderate) &&
        report->event.author.id != m_client->self().id);
}

void ModerationOffice::askAbout(ReasonSheet::Purpose purpose, const protocol::Report &report)
{
    m_people->ask(purpose, {report.room, report.event.author.id, report.event.author.name});
}

void ModerationOffice::resolve(const protocol::Report &report, const QString &note)
{
    m_client->inquiries().ask(protocol::ResolveReport{{}, report.number, note}, m_reports,
                              [this](const Result<protocol::Accepted> &answer) {
                                  if (answer)
                                      m_reports->reload();
                                  else
                                      m_reports->showError(answer.error());
                              });
}

void ModerationOffice::wireAudit(AuditPane *pane)
{
    connect(pane, &AuditPane::pageRequested, this, [this, pane](std::optional<qint64> before) {
        m_client->inquiries().ask(protocol::GetAudit{{}, before, {}}, pane,
                                  [pane](const Result<protocol::AuditLog> &answer) {
                                      if (answer)
                                          pane->addPage(*answer);
                                      else
                                          pane->showError(answer.error());
                                  });
    });
}

void ModerationOffice::wireAnnounce(AnnouncePane *pane)
{
    const auto show = [this, pane] { pane->setStanding(m_client->moderation().announcement()); };
    show();
    connect(&m_client->moderation(), &Moderation::announcementChanged, pane, show);
    connect(pane, &AnnouncePane::announceRequested, this, [this, pane](const QString &text) {
        m_client->inquiries().ask(protocol::Announce{{}, text}, pane,
                                  [this, pane, text](const Result<protocol::Accepted> &answer) {
                                      if (!answer)
                                          pane->showError(answer.error());
                                      else if (text.isEmpty())
                                          pane->begin();
                                      if (answer)
                                          pane->showDone(text.isEmpty()
                                                             ? tr("It is taken back.")
                                                             : tr("Everybody is shown it now."));
                                  });
    });
}

} // namespace hobnob::desktop
