// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;

/// Several lines that one types, with their label above, and what is wrong below. Of the name
/// "about" the parts are aboutField and aboutError.
class AreaField final : public QWidget
{
    Q_OBJECT

public:
    AreaField(const QString &name, const QString &label, int lines, QWidget *parent);

    [[nodiscard]] QPlainTextEdit *edit() const { return m_edit; }
    [[nodiscard]] QString text() const;
    /// Takes away what was wrong, too; does not emit edited().
    void setText(const QString &text);
    void setReadOnly(bool readOnly);
    /// Empty: nothing is wrong.
    void showError(const QString &sentence);
    [[nodiscard]] bool hasError() const;
    void focus();

Q_SIGNALS:
    void edited(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Label *m_label;
    QPlainTextEdit *m_edit;
    Label *m_error;
    bool m_loading = false;
};

} // namespace hobnob::desktop
