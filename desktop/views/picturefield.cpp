// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/picturefield.h"

#include "desktop/models/picturemaker.h"
#include "desktop/models/statustext.h"
#include "desktop/views/label.h"
#include "desktop/views/personpainter.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QImageReader>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int previewSide = 56;
/// Around the disc, where the ring is while something is held over the field.
constexpr int ring = 4;

/// The file that is held or was dropped; empty when it is none of this computer, or several.
QString fileOf(const QMimeData *data)
{
    const auto addresses = data->urls();
    return addresses.size() == 1 ? addresses.front().toLocalFile() : QString();
}

QString pictureFilter()
{
    QStringList patterns;
    const auto formats = QImageReader::supportedImageFormats();
    for (const auto &format : formats)
        patterns.append(u"*."_s + QString::fromLatin1(format));
    return PictureField::tr("Pictures (%1)").arg(patterns.join(u' '));
}

} // namespace

class PicturePreview final : public QWidget
{
public:
    explicit PicturePreview(QWidget *parent) : QWidget(parent)
    {
        setFixedSize(previewSide + 2 * ring, previewSide + 2 * ring);
        setObjectName(u"picturePreview"_s);
    }

    void setFace(const Face &face)
    {
        m_face = face;
        setAccessibleName(face.picture.isEmpty() ? PictureField::tr("No picture")
                                                 : PictureField::tr("Picture"));
        update();
    }
    void setHeldOver(bool isHeldOver)
    {
        m_isHeldOver = isHeldOver;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const auto &now = theme(this);
        QPainter painter(this);
        paintAvatar(painter, rect().adjusted(ring, ring, -ring, -ring), m_face, now, font());
        if (!m_isHeldOver)
            return;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(now.accent, 2));
        painter.drawEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
    }

private:
    Face m_face;
    bool m_isHeldOver = false;
};

PictureField::PictureField(QWidget *parent)
    : QWidget(parent), m_preview(new PicturePreview(this)),
      m_choose(new QPushButton(tr("Choose picture…"), this)),
      m_remove(new QPushButton(tr("Remove picture"), this)),
      m_error(new Label(TextSize::Small, LabelTone::Danger, this))
{
    setObjectName(u"pictureField"_s);
    setAcceptDrops(true);
    m_choose->setObjectName(u"pictureChoose"_s);
    m_remove->setObjectName(u"pictureRemove"_s);
    m_error->setObjectName(u"pictureError"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    m_remove->hide();
    for (auto *button : {m_choose, m_remove}) {
        button->setAccessibleName(button->text());
        button->setAutoDefault(false);
    }
    m_choose->setToolTip(tr("Its middle is shown, small and round"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(tokens::space[2]);
    buttons->addWidget(m_preview);
    buttons->addSpacing(tokens::space[1]);
    buttons->addWidget(m_choose);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space[1]);
    column->addLayout(buttons);
    column->addWidget(m_error);
    setFocusProxy(m_choose);
    connect(m_choose, &QPushButton::clicked, this, &PictureField::ask);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        clearError();
        Q_EMIT setRequested({});
    });
}

void PictureField::setFace(const Face &face)
{
    m_preview->setFace(face);
    // The button goes with the picture; the focus stays here.
    if (face.picture.isEmpty() && m_remove->hasFocus())
        m_choose->setFocus();
    m_remove->setVisible(!face.picture.isEmpty());
}

void PictureField::showError(const Error &error)
{
    say(errorText(error));
}

void PictureField::say(const QString &sentence)
{
    m_error->setText(sentence);
    m_error->show();
    m_choose->setAccessibleDescription(m_error->text());
}

void PictureField::clearError()
{
    m_error->hide();
    m_choose->setAccessibleDescription({});
}

void PictureField::choose(const QString &path)
{
    clearError();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        say(tr("The file could not be read: %1").arg(file.errorString()));
        return;
    }
    const auto image = readPicture(file);
    if (!image)
        say(image.error().sentence);
    else
        send(*image);
}

void PictureField::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasImage() && fileOf(event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    m_preview->setHeldOver(true);
}

void PictureField::dragLeaveEvent(QDragLeaveEvent *)
{
    m_preview->setHeldOver(false);
}

void PictureField::dropEvent(QDropEvent *event)
{
    m_preview->setHeldOver(false);
    event->acceptProposedAction();
    const auto path = fileOf(event->mimeData());
    if (!path.isEmpty()) {
        choose(path);
        return;
    }
    clearError();
    send(qvariant_cast<QImage>(event->mimeData()->imageData()));
}

void PictureField::ask()
{
    auto *dialog = new QFileDialog(window(), tr("Choose picture"), {}, pictureFilter());
    dialog->setObjectName(u"pictureDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PictureField::choose);
    dialog->open();
}

void PictureField::send(const QImage &image)
{
    const auto png = makePicture(image);
    if (!png)
        say(png.error().sentence);
    else
        Q_EMIT setRequested(*png);
}

} // namespace hobnob::desktop
