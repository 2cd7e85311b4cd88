// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/connectpage.h"

#include "desktop/models/statustext.h"
#include "desktop/views/appstyle.h"
#include "desktop/views/icons.h"
#include "desktop/views/label.h"
#include "desktop/views/lengthnote.h"

#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 420;
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
      m_addressHint(new Label(TextSize::Small, LabelTone::Muted, m_card)),
      m_addressError(makeError(u"addressError"_s, m_card)), m_name(new QLineEdit(m_card)),
      m_nameError(makeError(u"nameError"_s, m_card)), m_connect(new QPushButton(m_card)),
      m_mark(new QLabel(m_card))
{
    setObjectName(u"connectPage"_s);
    m_mark->setObjectName(u"mark"_s);
    m_mark->setPixmap(applicationIcon().pixmap(QSize(markSide, markSide), devicePixelRatioF()));
    m_mark->setAlignment(Qt::AlignCenter);
    m_mark->setFixedHeight(markSide + tokens::space[2]);
    auto *title = new Label(TextSize::Display, LabelTone::Text, TextWeight::SemiBold, m_card);
    title->setText(u"Hobnob"_s);
    title->setAlignment(Qt::AlignCenter);
    auto *hint = new Label(TextSize::Base, LabelTone::Muted, m_card);
    hint->setText(tr("Enter the server's address and the name you go by."));
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);

    m_address->setObjectName(u"addressField"_s);
    m_address->setAccessibleName(tr("Server address"));
    m_address->setPlaceholderText(tr("chat.example.org"));
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_addressHint->setObjectName(u"addressHint"_s);
    m_addressHint->setText(tr("On this computer: 127.0.0.1:8080"));
    m_addressHint->setWordWrap(true);
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
    column->addWidget(m_mark);
    column->addWidget(title);
    column->addWidget(hint);
    column->addSpacing(tokens::space[5]);
    column->addWidget(addressLabel);
    column->addWidget(m_address);
    column->addWidget(m_addressHint);
    column->addWidget(m_addressError);
    column->addSpacing(tokens::space[3]);
    column->addWidget(nameLabel);
    column->addWidget(m_name);
    column->addWidget(m_nameError);
    column->addSpacing(tokens::space[5]);
    column->addWidget(m_connect);

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
    connect(m_name, &QLineEdit::textEdited, this, &ConnectPage::sayWhenTooLong);
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
    mark(label, field, sentence);
    field->setFocus(Qt::OtherFocusReason);
    field->selectAll();
}

void ConnectPage::mark(Label *label, QLineEdit *field, const QString &sentence)
{
    field->setProperty(refusedProperty, !sentence.isEmpty());
    field->update();
    label->setText(sentence);
    label->setVisible(!sentence.isEmpty());
    // What is wrong takes the place of the hint.
    if (label == m_addressError)
        m_addressHint->setVisible(sentence.isEmpty());
}

void ConnectPage::sayWhenTooLong(const QString &name)
{
    mark(m_nameError, m_name, nameLengthNote(name));
}

void ConnectPage::clearErrors()
{
    mark(m_addressError, m_address, {});
    mark(m_nameError, m_name, {});
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
    else if (const auto note = nameLengthNote(name); !note.isEmpty())
        showBeside(m_nameError, m_name, note);
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
    placeCard();
}

bool ConnectPage::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        placeCard();
    return QWidget::event(event);
}

void ConnectPage::placeCard()
{
    const int scale = textFont(font(), TextSize::Base).pixelSize();
    const int cardRoom =
        std::min(width() - 2 * tokens::space[3], cardWidth * scale / tokens::typeBase);
    m_card->setFixedWidth(std::max(0, cardRoom));
    const int room = height() - 2 * tokens::space[3];
    // Reckoned, not tried out: what changes a layout asks for a place again, without an end.
    const int markRoom = m_mark->minimumHeight() + tokens::space[1];
    int cardHeight = m_card->layout()->totalHeightForWidth(cardRoom);
    if (!m_mark->isHidden())
        cardHeight -= markRoom;
    // In a low window the mark is what one can do without.
    const bool hasMark = cardHeight + markRoom <= room;
    if (hasMark)
        cardHeight += markRoom;
    if (m_mark->isHidden() == hasMark)
        m_mark->setVisible(hasMark);
    // Where it stands does not depend on what is wrong, so that it grows but does not jump.
    int resting = cardHeight;
    const int inner = cardRoom - 2 * tokens::space[6];
    if (!m_nameError->isHidden())
        resting -= m_nameError->heightForWidth(inner) + tokens::space[1];
    if (!m_addressError->isHidden())
        resting -= m_addressError->heightForWidth(inner) - m_addressHint->heightForWidth(inner);
    const int top = std::max(
        0, std::min((height() - resting) * 2 / 5, height() - tokens::space[3] - cardHeight));
    m_card->setGeometry((width() - cardRoom) / 2, top, cardRoom, cardHeight);
    update();
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
