// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/reasonsheet.h"

#include "desktop/models/statustext.h"
#include "desktop/views/appstyle.h"
#include "desktop/views/choicerow.h"
#include "desktop/views/formfield.h"
#include "desktop/views/label.h"
#include "desktop/views/lengthnote.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 440;
/// Minutes, in the order of the choices; the last one is for ever.
constexpr std::array<qint64, 4> times{10, 60, 24 * 60, 7 * 24 * 60};
constexpr int usualTime = 1;
/// What is quoted needs no more to be known again.
constexpr int quotedCharacters = 200;

} // namespace

ReasonSheet::ReasonSheet(QWidget *parent)
    : Sheet(cardWidth, parent), m_hint(new Label(TextSize::Base, LabelTone::Muted, this)),
      m_quote(new Label(TextSize::Base, LabelTone::Text, this)),
      m_reason(new FormField(u"reason"_s, tr("Reason (optional)"), FormField::Kind::Text, this)),
      m_timeLabel(new Label(TextSize::Small, LabelTone::Text, TextWeight::SemiBold, this)),
      m_time(new ChoiceRow(
          u"reasonTime"_s, tr("For how long"),
          {tr("10 minutes"), tr("1 hour"), tr("1 day"), tr("1 week"), tr("For ever")}, this)),
      m_error(new Label(TextSize::Small, LabelTone::Danger, this)), m_accept(new QPushButton(this))
{
    setObjectName(u"reasonSheet"_s);
    m_title = addHead(u"reason"_s, {});
    for (auto *label : {m_hint, m_quote, m_error})
        label->setWordWrap(true);
    m_quote->setObjectName(u"reasonQuote"_s);
    m_timeLabel->setText(tr("For how long"));
    m_error->setObjectName(u"reasonSheetError"_s);
    m_accept->setObjectName(u"reasonAccept"_s);
    m_accept->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"reasonCancel"_s);
    cancel->setAccessibleName(cancel->text());
    for (auto *part : {static_cast<QWidget *>(m_hint), static_cast<QWidget *>(m_quote),
                       static_cast<QWidget *>(m_reason), static_cast<QWidget *>(m_timeLabel),
                       static_cast<QWidget *>(m_time), static_cast<QWidget *>(m_error)})
        content()->addWidget(part);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(tokens::space[2]);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    content()->addLayout(buttons);

    connect(m_reason, &FormField::edited, this,
            [this](const QString &text) { m_reason->showError(reasonLengthNote(text)); });
    connect(m_reason, &FormField::submitted, this, &ReasonSheet::submit);
    connect(m_accept, &QPushButton::clicked, this, &ReasonSheet::submit);
    connect(cancel, &QPushButton::clicked, this, &ReasonSheet::dismiss);
}

void ReasonSheet::ask(Purpose purpose, const QString &name, const QString &quote)
{
    m_purpose = purpose;
    switch (purpose) {
    case Purpose::Report:
        m_title->setText(tr("Report a message"));
        m_hint->setText(tr("The people who look after this room will see it, and who reported it. "
                           "%1 will not be told.")
                            .arg(name));
        m_accept->setText(tr("Report"));
        break;
    case Purpose::Mute:
        m_title->setText(tr("Mute %1").arg(name));
        m_hint->setText(tr("They can read, but not write. They are told why."));
        m_accept->setText(tr("Mute"));
        break;
    case Purpose::Remove:
        m_title->setText(tr("Remove %1").arg(name));
        m_hint->setText(tr("They leave the room. Into a public one they can come back."));
        m_accept->setText(tr("Remove"));
        break;
    case Purpose::Ban:
        m_title->setText(tr("Ban %1").arg(name));
        m_hint->setText(tr("They leave the room and cannot come back. They are told why."));
        m_accept->setText(tr("Ban"));
        break;
    }
    const bool isTimed = purpose == Purpose::Mute || purpose == Purpose::Ban;
    const bool isSevere = purpose == Purpose::Remove || purpose == Purpose::Ban;
    setAccessibleName(m_title->text());
    m_accept->setAccessibleName(m_accept->text());
    m_accept->setProperty(destructiveProperty, isSevere);
    const bool isLong = quote.size() > quotedCharacters;
    m_quote->setText(u"“%1”"_s.arg(isLong ? quote.left(quotedCharacters) + u'…' : quote));
    m_quote->setVisible(!quote.isEmpty());
    m_reason->setLabel(purpose == Purpose::Report ? tr("What is wrong with it? (optional)")
                                                  : tr("Reason (optional)"));
    m_reason->setText({});
    m_timeLabel->setVisible(isTimed);
    m_time->setVisible(isTimed);
    m_time->choose(purpose == Purpose::Ban ? int(times.size()) : usualTime);
    m_error->hide();
    open(m_reason->edit());
}

void ReasonSheet::showError(const Error &error)
{
    if (error.code == ErrorCode::ReasonTooLong) {
        m_reason->showError(errorText(error));
        m_reason->focus();
        return;
    }
    m_error->setText(errorText(error));
    m_error->show();
}

void ReasonSheet::submit()
{
    if (m_reason->hasError()) {
        m_reason->focus();
        return;
    }
    m_error->hide();
    const auto choice = static_cast<size_t>(m_time->choice());
    const bool isTimed = !m_time->isHidden() && choice < times.size();
    Q_EMIT confirmed(m_purpose, m_reason->text(),
                     isTimed ? std::optional(times[choice]) : std::nullopt);
}

} // namespace hobnob::desktop
