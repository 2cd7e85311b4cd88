// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/sheet.h"
#include "shared/protocol/messages.h"
#include "shared/result.h"

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class ChoiceRow;
class FormField;
class Label;
class LineList;

/// Messages that somebody objects to: those that wait, and those that were looked at. What came of
/// one is noted, and its author can be muted or banned from here.
class ReportsSheet final : public Sheet
{
    Q_OBJECT

public:
    enum class Which { Waiting, Resolved };

    explicit ReportsSheet(QWidget *parent);

    void ask();
    [[nodiscard]] Which which() const;
    /// The answer to pageRequested(), after those that are shown.
    void addPage(Which which, const protocol::Reports &page);
    /// From the beginning.
    void reload();
    /// Whether the author of the report that is marked can be muted and banned by this person.
    void setActsAllowed(bool allowed);
    /// Nothing when none is marked.
    [[nodiscard]] const protocol::Report *current() const;
    void showError(const Error &error);

Q_SIGNALS:
    /// \a before: the number of the last that is shown; nothing: the newest.
    void pageRequested(Which which, std::optional<qint64> before);
    /// Another is marked.
    void currentChanged();
    void resolveRequested(const protocol::Report &report, const QString &note);
    void muteRequested(const protocol::Report &report);
    void banRequested(const protocol::Report &report);

private:
    void buildActs();
    void showCurrent();
    void resolve();

    ChoiceRow *m_which;
    LineList *m_lines;
    QWidget *m_details;
    Label *m_words;
    Label *m_about;
    FormField *m_note;
    Label *m_error;
    QPushButton *m_mute;
    QPushButton *m_ban;
    QPushButton *m_resolve;
    QList<protocol::Report> m_reports;
    bool m_actsAllowed = false;
};

} // namespace hobnob::desktop
