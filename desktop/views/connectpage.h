// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;

/// The first screen: where the server is, and one's name. What is wrong is said beside the field
/// that it concerns; that something goes on, only when it takes long.
class ConnectPage final : public QWidget
{
    Q_OBJECT

public:
    enum class Progress { Idle, Connecting };

    explicit ConnectPage(QWidget *parent = nullptr);

    /// What was used last.
    void setAddress(const QString &address);
    void setName(const QString &name);
    void setProgress(Progress progress);
    /// Beside the field that \a error names: "name", else the address.
    void showError(const Error &error);
    /// Beside the address.
    void showProblem(const QString &sentence);
    void focusFirst();

Q_SIGNALS:
    /// Both are as typed, but not empty.
    void connectRequested(const QString &address, const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void submit();
    void placeCard();
    void sayWhenTooLong(const QString &name);
    /// An empty sentence: nothing is wrong with the field.
    void mark(Label *label, QLineEdit *field, const QString &sentence);
    void clearErrors();
    void updateButton();
    void showBeside(Label *label, QLineEdit *field, const QString &sentence);

    QWidget *m_card;
    QLineEdit *m_address;
    Label *m_addressHint;
    Label *m_addressError;
    QLineEdit *m_name;
    Label *m_nameError;
    QPushButton *m_connect;
    QLabel *m_mark;
    QTimer m_slow;
    Progress m_progress = Progress::Idle;
};

} // namespace hobnob::desktop
