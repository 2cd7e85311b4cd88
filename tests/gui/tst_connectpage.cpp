// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/connectpage.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

namespace
{

/// What a widget was made to do.
class Work final : public QObject
{
public:
    bool eventFilter(QObject *, QEvent *event) override
    {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        layouts += event->type() == QEvent::LayoutRequest ? 1 : 0;
        return false;
    }

    int paints = 0;
    int layouts = 0;
};

} // namespace

class ConnectPageTest final : public QObject
{
    Q_OBJECT

private:
    struct Stage {
        Stage()
        {
            page.resize(800, 600);
            page.show();
            std::ignore = QTest::qWaitForWindowExposed(&page);
        }
        QLineEdit *field(const QString &name) { return page.findChild<QLineEdit *>(name); }
        QLabel *label(const QString &name) { return page.findChild<QLabel *>(name); }
        QPushButton *button() { return page.findChild<QPushButton *>(u"connectButton"_s); }

        ConnectPage page;
        QSignalSpy asked{&page, &ConnectPage::connectRequested};
    };

private Q_SLOTS:
    void bothAreHandedOver()
    {
        Stage stage;
        QTest::keyClicks(stage.field(u"addressField"_s), u" chat.example.org "_s);
        QTest::keyClicks(stage.field(u"nameField"_s), u"Ana"_s);
        QTest::mouseClick(stage.button(), Qt::LeftButton);
        QCOMPARE(stage.asked.size(), 1);
        QCOMPARE(stage.asked.first()[0].toString(), u"chat.example.org"_s);
        QCOMPARE(stage.asked.first()[1].toString(), u"Ana"_s);
    }

    void enterConnects()
    {
        Stage stage;
        stage.page.setAddress(u"chat.example.org"_s);
        stage.page.setName(u"Ana"_s);
        QTest::keyClick(stage.field(u"nameField"_s), Qt::Key_Return);
        QCOMPARE(stage.asked.size(), 1);
    }

    void whenNothingHappensNothingIsDrawn_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("with the mark") << QSize(800, 600);
        QTest::newRow("too low for the mark") << QSize(800, 360);
    }

    void whenNothingHappensNothingIsDrawn()
    {
        QFETCH(QSize, size);
        Stage stage;
        stage.page.resize(size);
        const auto turn = [] {
            for (int i = 0; i < 50; ++i) {
                QCoreApplication::sendPostedEvents();
                QCoreApplication::processEvents();
            }
        };
        turn();
        QCOMPARE(stage.label(u"mark"_s)->isHidden(), size.height() < 400);
        Work work;
        stage.page.installEventFilter(&work);
        turn();
        QCOMPARE(work.layouts, 0);
        // The caret may blink.
        QVERIFY2(work.paints <= 1, qPrintable(QString::number(work.paints)));
    }

    void whatIsMissingIsSaidBesideIt_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("said");
        QTest::newRow("the address") << QString() << u"Ana"_s << u"addressError"_s;
        QTest::newRow("the name") << u"chat.example.org"_s << u"  "_s << u"nameError"_s;
    }

    void whatIsMissingIsSaidBesideIt()
    {
        QFETCH(QString, address);
        QFETCH(QString, name);
        QFETCH(QString, said);
        Stage stage;
        stage.page.setAddress(address);
        stage.page.setName(name);
        QTest::mouseClick(stage.button(), Qt::LeftButton);
        QCOMPARE(stage.asked.size(), 0);
        for (const auto &label : {u"addressError"_s, u"nameError"_s})
            QCOMPARE(stage.label(label)->isVisible(), label == said);
    }

    void aRefusalStandsBesideItsField_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("focus");
        QTest::newRow("the name") << u"name"_s << u"nameError"_s << u"nameField"_s;
        QTest::newRow("anything else") << QString() << u"addressError"_s << u"addressField"_s;
    }

    void aRefusalStandsBesideItsField()
    {
        QFETCH(QString, field);
        QFETCH(QString, said);
        QFETCH(QString, focus);
        Stage stage;
        stage.page.setAddress(u"chat.example.org"_s);
        stage.page.setName(u"Ana"_s);
        stage.page.showError({ErrorCode::NameTaken, u"Taken."_s, field});
        for (const auto &label : {u"addressError"_s, u"nameError"_s})
            QCOMPARE(stage.label(label)->isVisible(), label == said);
        QCOMPARE(stage.page.focusWidget(), stage.field(focus));
        QCOMPARE(stage.field(u"nameField"_s)->text(), u"Ana"_s);
        QTest::keyClicks(stage.field(focus), u"x"_s);
        QVERIFY(!stage.label(said)->isVisible());
    }

    void aLongErrorNeitherMovesNorCutsTheCard()
    {
        Stage stage;
        const auto *card = stage.field(u"addressField"_s)->parentWidget();
        const auto *mark = stage.label(u"mark"_s);
        const auto before = card->geometry();
        const int markHeight = mark->height();
        stage.page.showProblem(u"Could not reach chat.example.org. Check the address or try "
                               "again. It may be that it is switched off."_s);
        QTRY_VERIFY(card->height() > before.height());
        QCOMPARE(card->y(), before.y());
        QCOMPARE(mark->height(), markHeight);
        const auto *error = stage.label(u"addressError"_s);
        QVERIFY(error->height() >= error->heightForWidth(error->width()));
        stage.page.resize(800, 300);
        QTRY_VERIFY(!mark->isVisible());
    }

    void aNameThatIsTooLongIsSaidWhileTyping()
    {
        Stage stage;
        stage.page.setAddress(u"chat.example.org"_s);
        auto *name = stage.field(u"nameField"_s);
        QTest::keyClicks(name, u" "_s + QString(40, u'x'));
        const auto said = u"8 characters too many. A name can have at most 32."_s;
        QVERIFY(stage.label(u"nameError"_s)->isVisible());
        QCOMPARE(stage.label(u"nameError"_s)->text(), said);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(stage.asked.size(), 0);
        QCOMPARE(stage.label(u"nameError"_s)->text(), said);
        QTest::keyClicks(name, QString(32, u'y'));
        QVERIFY(!stage.label(u"nameError"_s)->isVisible());
    }

    void progressIsShownOnlyWhenItTakesLong()
    {
        Stage stage;
        const auto idle = stage.button()->text();
        stage.page.setProgress(ConnectPage::Progress::Connecting);
        QCOMPARE(stage.button()->text(), idle);
        QTRY_VERIFY(stage.button()->text() != idle);
        stage.page.setProgress(ConnectPage::Progress::Idle);
        QCOMPARE(stage.button()->text(), idle);
    }
};

QTEST_MAIN(ConnectPageTest)
#include "tst_connectpage.moc"
