// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/chatclient.h"
#include "desktop/client/picturebook.h"
#include "desktop/models/picturemaker.h"
#include "desktop/views/picturefield.h"
#include "desktop/views/portraits.h"
#include "desktop/views/selfbar.h"
#include "shared/limits.h"
#include "tests/desktop/fakeworld.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

/// Choosing a picture by keys, clicks and drops, and where it shows.
class PictureFieldTest final : public QObject
{
    Q_OBJECT

private:
    static Face ana(const QString &picture = {})
    {
        return {UserId(u"ana"_s), u"Ana Lima"_s, 3, picture};
    }

    struct Stage {
        Stage()
        {
            field.setFace(ana());
            field.show();
            std::ignore = QTest::qWaitForWindowExposed(&field);
        }
        QString save(const QString &name, const QByteArray &bytes)
        {
            QFile file(folder.filePath(name));
            std::ignore = file.open(QIODevice::WriteOnly);
            file.write(bytes);
            return file.fileName();
        }
        QString savePicture()
        {
            QImage image(300, 200, QImage::Format_RGB32);
            image.fill(Qt::green);
            image.save(folder.filePath(u"green.png"_s));
            return folder.filePath(u"green.png"_s);
        }
        template <typename Widget>
        Widget *find(const QString &name)
        {
            return field.findChild<Widget *>(name);
        }
        QString error()
        {
            auto *label = find<QLabel>(u"pictureError"_s);
            return label->isVisible() ? label->text() : QString();
        }
        void drop(const QMimeData &data)
        {
            QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
            QCoreApplication::sendEvent(&field, &enter);
            accepts = enter.isAccepted();
            if (!accepts)
                return;
            QDropEvent dropped({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
            QCoreApplication::sendEvent(&field, &dropped);
        }

        QTemporaryDir folder;
        PictureField field{nullptr};
        QSignalSpy asked{&field, &PictureField::setRequested};
        bool accepts = false;
    };

    static QColor middleOf(const QByteArray &png)
    {
        const auto image = decodePicture(png);
        return image.isNull() ? QColor() : image.pixelColor(image.rect().center());
    }

private Q_SLOTS:
    void aFileIsChosenByKeyboard()
    {
        Stage stage;
        const auto path = stage.savePicture();
        stage.find<QPushButton>(u"pictureChoose"_s)->setFocus();
        QTest::keyClick(stage.find<QPushButton>(u"pictureChoose"_s), Qt::Key_Space);
        auto *dialog = stage.field.findChild<QFileDialog *>(u"pictureDialog"_s);
        QVERIFY(dialog);
        QVERIFY(dialog->nameFilters().front().contains(u"*.png"_s));
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QCOMPARE(stage.asked.size(), 1);
        QCOMPARE(middleOf(stage.asked.front().front().toByteArray()), QColor(Qt::green));
        QCOMPARE(stage.error(), QString());
    }

    void whatIsNoPictureIsSaidBelow()
    {
        Stage stage;
        stage.field.choose(stage.save(u"words.png"_s, "These are words."_ba));
        QVERIFY(stage.error().contains(u"no picture"_s));
        stage.field.choose(stage.folder.filePath(u"none.png"_s));
        QVERIFY(stage.error().contains(u"could not be read"_s));
        QCOMPARE(stage.asked.size(), 0);
        stage.field.choose(stage.savePicture());
        QCOMPARE(stage.error(), QString());
        QCOMPARE(stage.asked.size(), 1);
        stage.field.showError({ErrorCode::RateLimited, u"Later."_s});
        QVERIFY(!stage.error().isEmpty());
    }

    void aDropIsAsGoodAsAChoice()
    {
        Stage stage;
        QMimeData file;
        file.setUrls({QUrl::fromLocalFile(stage.savePicture())});
        stage.drop(file);
        QCOMPARE(stage.asked.size(), 1);
        QMimeData image;
        image.setImageData(QImage(stage.savePicture()));
        stage.drop(image);
        QCOMPARE(stage.asked.size(), 2);
        QCOMPARE(middleOf(stage.asked.back().front().toByteArray()), QColor(Qt::green));
        QMimeData words;
        words.setText(u"words"_s);
        stage.drop(words);
        QVERIFY(!stage.accepts);
        QMimeData remote;
        remote.setUrls({QUrl(u"https://example.org/picture.png"_s)});
        stage.drop(remote);
        QVERIFY(!stage.accepts);
        QCOMPARE(stage.asked.size(), 2);
    }

    void whatIsThereCanBeRemoved()
    {
        Stage stage;
        auto *remove = stage.find<QPushButton>(u"pictureRemove"_s);
        QVERIFY(!remove->isVisible());
        stage.field.setFace(ana(u"ab12"_s));
        QVERIFY(remove->isVisible());
        stage.field.activateWindow();
        remove->setFocus();
        QTest::keyClick(remove, Qt::Key_Space);
        QCOMPARE(stage.asked.size(), 1);
        QVERIFY(stage.asked.front().front().toByteArray().isEmpty());
        stage.field.setFace(ana());
        QVERIFY(!remove->isVisible());
        QCOMPARE(stage.field.focusWidget(), stage.find<QPushButton>(u"pictureChoose"_s));
    }

    void aPictureIsPaintedWhenItArrives()
    {
        World world;
        QImage green(64, 64, QImage::Format_RGB32);
        green.fill(Qt::green);
        const auto image = *makePicture(green);
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *wanted = std::get_if<protocol::GetPicture>(&message);
            if (wanted)
                world.server.send(protocol::Picture{
                    wanted->id, wanted->picture,
                    QString::fromLatin1(wanted->picture == u"broken"_s ? "AAAA"_ba
                                                                       : image.toBase64())});
            return wanted != nullptr;
        };
        const Portraits portraits(&world.client.pictures());
        SelfBar bar;
        bar.resize(bar.sizeHint());
        bar.setPerson(ana(u"green"_s));
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        const auto colour = [&bar] {
            const auto grabbed = bar.grab().toImage();
            const int side = grabbed.height();
            // The disc is at the left, in the middle; a corner of its box is not of it.
            return grabbed.pixelColor(side / 2 + 4, side / 2);
        };
        QVERIFY(colour() != QColor(Qt::green));
        world.connectAsMe();
        QTRY_VERIFY(world.client.isOnline());
        QTRY_COMPARE(colour(), QColor(Qt::green));
        // What is no picture leaves the initials, and is not asked for again and again.
        bar.setPerson(ana(u"broken"_s));
        QTRY_COMPARE(world.server.received<protocol::GetPicture>().size(), 2);
        QTRY_VERIFY(colour() != QColor(Qt::green));
        QCOMPARE(world.server.received<protocol::GetPicture>().size(), 2);
    }

    void theWidgetIsPaintedAgainByItself()
    {
        World world;
        const auto image = *makePicture(QImage(64, 64, QImage::Format_RGB32));
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *wanted = std::get_if<protocol::GetPicture>(&message);
            if (wanted)
                world.server.send(protocol::Picture{wanted->id, wanted->picture,
                                                    QString::fromLatin1(image.toBase64())});
            return wanted != nullptr;
        };
        const Portraits portraits(&world.client.pictures());
        class Counting final : public QWidget
        {
        public:
            int times = 0;

        protected:
            void paintEvent(QPaintEvent *) override
            {
                QPainter painter(this);
                ++times;
                isThere = !portraitPixmap(painter, u"again"_s, 32).isNull();
            }

        public:
            bool isThere = false;
        };
        Counting widget;
        widget.show();
        QVERIFY(QTest::qWaitForWindowExposed(&widget));
        QTRY_VERIFY(widget.times > 0);
        QVERIFY(!widget.isThere);
        world.connectAsMe();
        QTRY_VERIFY(world.client.isOnline());
        QTRY_VERIFY(widget.isThere);
    }
};

QTEST_MAIN(PictureFieldTest)
#include "tst_picturefield.moc"
