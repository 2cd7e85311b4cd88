// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/connectpage.h"

#include "desktop/models/statustext.h"
#include "desktop/views/appstyle.h"
#include "desktop/views/icons.h"
#include "desktop/views/label.h"

#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 380;
constexpr int markSide = 56;

Label *makeLabel(const QString &text, QWidget *parent)
{
    auto *label = new Label(TextSize::Small, LabelTone::Text, TextWeight::SemiBold, parent);
    label->setText(text);
    return label;
}

Label *makeError(const QString &objectName, QWidget *parent)
{
    auto *label = new Label(TextSize::Small, LabelTone::Danger, parent);
    label->setObjectName(objectName);
    label->setWordWrap(true);
    label->hide();
    return label;
}

} // namespace

ConnectPage::ConnectPage(QWidget *parent)
    : QWidget(parent), m_card(new QWidget(this)), m_address(new QLineEdit(m_card)),
      m_addressError(makeError(u"addressError"_s, m_card)), m_name(new QLineEdit(m_card)),
      m_nameError(makeError(u"nameError"_s, m_card)), m_connect(new QPushButton(m_card))
{
    setObjectName(u"connectPage"_s);
    auto *mark = new QLabel(m_card);
    mark->setObjectName(u"mark"_s);
    mark->setPixmap(applicationIcon().pixmap(QSize(markSide, markSide), devicePixelRatioF()));
    mark->setAlignment(Qt::AlignCenter);
    auto *title = new Label(TextSize::Display, LabelTone::Text, TextWeight::SemiBold, m_card);
    title->setText(u"Hobnob"_s);
    title->setAlignment(Qt::AlignCenter);
    auto *hint = new Label(TextSize::Base, LabelTone::Muted, m_card);
    hint->setText(tr("Where do you chat, and what do they call you?"));
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);

    m_address->setObjectName(u"addressField"_s);
    m_address->setAccessibleName(tr("Server address"));
    m_address->setPlaceholderText(tr("chat.example.org"));
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_name->setObjectName(u"nameField"_s);
    m_name->setAccessibleName(tr("Your name"));
    m_name->setPlaceholderText(tr("Ana"));
    m_connect->setObjectName(u"connectButton"_s);
    m_connect->setDefault(true);

    auto *addressLabel = makeLabel(tr("Server address"), m_card);
    addressLabel->setBuddy(m_address);
    auto *nameLabel = makeLabel(tr("Your name"), m_card);
    nameLabel->setBuddy(m_name);

    auto *column = new QVBoxLayout(m_card);
    column->setContentsMargins(tokens::space[6], tokens::space[6], tokens::space[6],
                               tokens::space[6]);
    column->setSpacing(tokens::space[1]);
    column->addWidget(mark);
    column->addSpacing(tokens::space[2]);
    column->addWidget(title);
    column->addWidget(hint);
    column->addSpacing(tokens::space[5]);
    column->addWidget(addressLabel);
    column->addWidget(m_address);
    column->addWidget(m_addressError);
    column->addSpacing(tokens::space[3]);
    column->addWidget(nameLabel);
    column->addWidget(m_name);
    column->addWidget(m_nameError);
    column->addSpacing(tokens::space[5]);
    column->addWidget(m_connect);
    m_card->setFixedWidth(cardWidth);

    auto *page = new QVBoxLayout(this);
    page->addStretch(2);
    page->addWidget(m_card, 0, Qt::AlignHCenter);
    page->addStretch(3);

    m_slow.setSingleShot(true);
    m_slow.setInterval(tokens::durationSpinnerDelay);
    connect(&m_slow, &QTimer::timeout, this, &ConnectPage::updateButton);
    for (auto *field : {m_address, m_name}) {
        connect(field, &QLineEdit::returnPressed, this, &ConnectPage::submit);
        connect(field, &QLineEdit::textEdited, this, [this] {
            clearErrors();
            updateButton();
        });
    }
    connect(m_connect, &QPushButton::clicked, this, &ConnectPage::submit);
    updateButton();
}

void ConnectPage::setAddress(const QString &address)
{
    m_address->setText(address);
    updateButton();
}

void ConnectPage::setName(const QString &name)
{
    m_name->setText(name);
    updateButton();
}

void ConnectPage::setProgress(Progress progress)
{
    if (m_progress == progress)
        return;
    m_progress = progress;
    if (progress == Progress::Connecting) {
        clearErrors();
        m_slow.start();
    } else {
        m_slow.stop();
        updateButton();
    }
}

void ConnectPage::showError(const Error &error)
{
    const bool name = error.field == u"name";
    showBeside(name ? m_nameError : m_addressError, name ? m_name : m_address, errorText(error));
}

void ConnectPage::showProblem(const QString &sentence)
{
    showBeside(m_addressError, m_address, sentence);
}

void ConnectPage::showBeside(Label *label, QLineEdit *field, const QString &sentence)
{
    field->setProperty(refusedProperty, !sentence.isEmpty());
    label->setText(sentence);
    label->setVisible(!sentence.isEmpty());
    field->setFocus(Qt::OtherFocusReason);
    field->selectAll();
    update();
}

void ConnectPage::clearErrors()
{
    m_addressError->hide();
    m_nameError->hide();
    for (auto *field : {m_address, m_name}) {
        field->setProperty(refusedProperty, false);
        field->update();
    }
}

void ConnectPage::focusFirst()
{
    auto *field = m_address->text().isEmpty() ? m_address : m_name;
    field->setFocus(Qt::OtherFocusReason);
    field->selectAll();
}

void ConnectPage::submit()
{
    clearErrors();
    const auto address = m_address->text().trimmed();
    const auto name = m_name->text().trimmed();
    if (address.isEmpty())
        showBeside(m_addressError, m_address, tr("Enter the address of a server."));
    else if (name.isEmpty())
        showBeside(m_nameError, m_name, tr("Enter the name that others will see."));
    else
        Q_EMIT connectRequested(address, name);
}

void ConnectPage::updateButton()
{
    const bool slow = m_progress == Progress::Connecting && !m_slow.isActive();
    m_connect->setText(slow ? tr("Connecting…") : tr("Connect"));
    m_connect->setAccessibleName(m_connect->text());
}

void ConnectPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int scale = textFont(font(), TextSize::Base).pixelSize();
    m_card->setFixedWidth(
        std::min(width() - 2 * tokens::space[3], cardWidth * scale / tokens::typeBase));
}

void ConnectPage::paintEvent(QPaintEvent *)
{
    const auto &now = theme(this);
    QPainter painter(this);
    painter.fillRect(rect(), now.sidebar);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(now.line);
    painter.setBrush(now.scheme == Scheme::Dark ? now.surface : now.raised);
    painter.drawRoundedRect(QRectF(m_card->geometry()).adjusted(0.5, 0.5, -0.5, -0.5),
                            tokens::radiusLarge, tokens::radiusLarge);
}

} // namespace hobnob::desktop
