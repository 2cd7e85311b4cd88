// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/reportssheet.h"

#include "desktop/models/statustext.h"
#include "desktop/models/timetext.h"
#include "desktop/views/appstyle.h"
#include "desktop/views/choicerow.h"
#include "desktop/views/formfield.h"
#include "desktop/views/label.h"
#include "desktop/views/lengthnote.h"
#include "desktop/views/linelist.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 560;
constexpr int mostRows = 5;
/// More of it is in the room itself.
constexpr int shownCharacters = 600;

} // namespace

ReportsSheet::ReportsSheet(QWidget *parent)
    : Sheet(cardWidth, parent), m_which(new ChoiceRow(u"reportsWhich"_s, tr("Which reports"),
                                                      {tr("Waiting"), tr("Resolved")}, this)),
      m_lines(new LineList(u"reports"_s, tr("Reports"), mostRows, this)),
      m_details(new QWidget(this)), m_words(new Label(TextSize::Base, LabelTone::Text, m_details)),
      m_about(new Label(TextSize::Small, LabelTone::Muted, m_details)),
      m_note(new FormField(u"reportNote"_s, tr("What came of it (optional)"), FormField::Kind::Text,
                           m_details)),
      m_error(new Label(TextSize::Small, LabelTone::Danger, this)),
      m_mute(new QPushButton(tr("Mute author…"), this)),
      m_ban(new QPushButton(tr("Ban author…"), this)),
      m_resolve(new QPushButton(tr("Resolve"), this))
{
    setObjectName(u"reportsSheet"_s);
    setAccessibleName(tr("Reports"));
    addHead(u"reports"_s, tr("Reports"));
    m_words->setObjectName(u"reportWords"_s);
    m_about->setObjectName(u"reportAbout"_s);
    m_error->setObjectName(u"reportsError"_s);
    for (auto *label : {m_words, m_about, m_error})
        label->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *details = new QVBoxLayout(m_details);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(tokens::space[2]);
    details->addWidget(m_words);
    details->addWidget(m_about);
    details->addWidget(m_note);
    content()->addWidget(m_which);
    content()->addWidget(m_lines);
    content()->addWidget(m_details);
    content()->addWidget(m_error);
    buildActs();

    connect(m_which, &ChoiceRow::chosen, this, &ReportsSheet::reload);
    connect(m_lines, &LineList::moreRequested, this,
            [this] { Q_EMIT pageRequested(which(), m_reports.last().number); });
    connect(m_lines, &LineList::currentChanged, this, [this] {
        m_note->setText({});
        m_error->hide();
        Q_EMIT currentChanged();
        showCurrent();
    });
    connect(m_note, &FormField::edited, this,
            [this](const QString &text) { m_note->showError(reasonLengthNote(text)); });
    connect(m_note, &FormField::submitted, this, &ReportsSheet::resolve);
}

void ReportsSheet::buildActs()
{
    m_mute->setObjectName(u"reportMute"_s);
    m_ban->setObjectName(u"reportBan"_s);
    m_resolve->setObjectName(u"reportResolve"_s);
    m_resolve->setDefault(true);
    m_ban->setProperty(destructiveProperty, true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(tokens::space[2]);
    buttons->addWidget(m_mute);
    buttons->addWidget(m_ban);
    buttons->addStretch();
    buttons->addWidget(m_resolve);
    content()->addLayout(buttons);
    for (auto *button : {m_mute, m_ban, m_resolve})
        button->setAccessibleName(button->text());
    connect(m_mute, &QPushButton::clicked, this, [this] { Q_EMIT muteRequested(*current()); });
    connect(m_ban, &QPushButton::clicked, this, [this] { Q_EMIT banRequested(*current()); });
    connect(m_resolve, &QPushButton::clicked, this, &ReportsSheet::resolve);
}

void ReportsSheet::ask()
{
    m_which->choose(0);
    open(m_lines->list());
    reload();
}

ReportsSheet::Which ReportsSheet::which() const
{
    return m_which->choice() == 1 ? Which::Resolved : Which::Waiting;
}

void ReportsSheet::reload()
{
    m_error->hide();
    m_reports.clear();
    m_lines->setNothing({});
    m_lines->setLines({}, LineList::More::No);
    Q_EMIT pageRequested(which(), {});
}

void ReportsSheet::addPage(Which asked, const protocol::Reports &page)
{
    if (asked != which())
        return;
    for (const auto &report : page.reports) {
        if (m_reports.isEmpty() || report.number < m_reports.last().number)
            m_reports.append(report);
    }
    QList<ListLine> lines;
    for (const auto &report : std::as_const(m_reports))
        lines.append(lineOf(report));
    m_lines->setNothing(asked == Which::Waiting ? tr("Nothing waits. All is calm.")
                                                : tr("Nothing was looked at yet."));
    m_lines->setLines(lines, page.more ? LineList::More::Yes : LineList::More::No);
    if (!current() && !lines.isEmpty())
        m_lines->list()->setCurrentIndex(m_lines->list()->model()->index(0, 0));
    if (m_lines->list()->isVisible() && isVisible() && !m_note->edit()->hasFocus())
        m_lines->list()->setFocus(Qt::OtherFocusReason);
}

const protocol::Report *ReportsSheet::current() const
{
    const auto key = m_lines->current();
    const auto found =
        std::find_if(m_reports.cbegin(), m_reports.cend(), [&](const protocol::Report &report) {
            return QString::number(report.number) == key;
        });
    return found == m_reports.cend() ? nullptr : &*found;
}

void ReportsSheet::setActsAllowed(bool allowed)
{
    m_actsAllowed = allowed;
    showCurrent();
}

void ReportsSheet::showCurrent()
{
    const auto *report = current();
    const bool isWaiting = report && !report->resolvedBy;
    m_details->setVisible(report);
    m_note->setVisible(isWaiting);
    m_resolve->setVisible(isWaiting);
    m_mute->setVisible(report && m_actsAllowed);
    m_ban->setVisible(report && m_actsAllowed);
    if (!report)
        return;
    const auto &text = report->event.text;
    m_words->setText(text.size() > shownCharacters ? text.left(shownCharacters) + u'…' : text);
    const auto where = report->roomName.isEmpty() ? tr("a direct message") : report->roomName;
    QStringList about{
        tr("%1 in %2, %3")
            .arg(report->event.author.name, where, fullTimeText(localTime(report->event.time))),
        report->reason.isEmpty()
            ? tr("Reported by %1.").arg(report->reporter.name)
            : tr("Reported by %1: %2").arg(report->reporter.name, report->reason)};
    if (report->resolvedBy)
        about.append(report->note.isEmpty()
                         ? tr("Resolved by %1.").arg(report->resolvedBy->name)
                         : tr("Resolved by %1: %2").arg(report->resolvedBy->name, report->note));
    m_about->setText(about.join(u'\n'));
}

void ReportsSheet::resolve()
{
    const auto *report = current();
    if (!report || report->resolvedBy)
        return;
    if (m_note->hasError())
        m_note->focus();
    else
        Q_EMIT resolveRequested(*report, m_note->text());
}

void ReportsSheet::showError(const Error &error)
{
    m_error->setText(errorText(error));
    m_error->show();
}

} // namespace hobnob::desktop
