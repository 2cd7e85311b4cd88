// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/composer.h"
#include "desktop/views/composerfield.h"
#include "shared/limits.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QLabel>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

class ComposerTest final : public QObject
{
    Q_OBJECT

private:
    struct Stage {
        Stage()
        {
            composer.setRoomName(u"Lobby"_s);
            composer.resize(500, 60);
            composer.show();
            std::ignore = QTest::qWaitForWindowExposed(&composer);
            field = composer.findChild<ComposerField *>(u"composerField"_s);
            note = composer.findChild<QLabel *>(u"composerNote"_s);
            field->setFocus();
        }

        Composer composer;
        ComposerField *field = nullptr;
        QLabel *note = nullptr;
        QSignalSpy sent{&composer, &Composer::sendRequested};
    };

private Q_SLOTS:
    void enterSends_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("the large key") << Qt::Key_Return;
        QTest::newRow("the key of the number block") << Qt::Key_Enter;
    }

    void enterSends()
    {
        QFETCH(Qt::Key, key);
        Stage stage;
        QTest::keyClicks(stage.field, u"Hello there"_s);
        QTest::keyClick(stage.field, key);
        QCOMPARE(stage.sent.size(), 1);
        QCOMPARE(stage.sent.first().first().toString(), u"Hello there"_s);
        // It is emptied by whoever took the text.
        QCOMPARE(stage.composer.text(), u"Hello there"_s);
    }

    void shiftEnterBreaksTheLine()
    {
        Stage stage;
        QTest::keyClicks(stage.field, u"a"_s);
        QTest::keyClick(stage.field, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(stage.field, u"b"_s);
        QCOMPARE(stage.sent.size(), 0);
        QCOMPARE(stage.composer.text(), u"a\nb"_s);
    }

    void enterWhileComposingSendsNothing()
    {
        Stage stage;
        QTest::keyClicks(stage.field, u"a"_s);
        QInputMethodEvent composing(u"にほ"_s, {});
        QCoreApplication::sendEvent(stage.field, &composing);
        QTest::keyClick(stage.field, Qt::Key_Return);
        QCOMPARE(stage.sent.size(), 0);
        QCOMPARE(stage.composer.text(), u"a"_s);

        QInputMethodEvent done;
        done.setCommitString(u"日本"_s);
        QCoreApplication::sendEvent(stage.field, &done);
        QTest::keyClick(stage.field, Qt::Key_Return);
        QCOMPARE(stage.sent.size(), 1);
        QCOMPARE(stage.sent.first().first().toString(), u"a日本"_s);
    }

    void whiteSpaceIsNotSent()
    {
        Stage stage;
        QTest::keyClicks(stage.field, u"   "_s);
        QTest::keyClick(stage.field, Qt::Key_Return);
        QCOMPARE(stage.sent.size(), 0);
        QVERIFY(!stage.composer.findChild<QToolButton *>(u"sendButton"_s)->isEnabled());
    }

    void itGrowsToEightLines()
    {
        Stage stage;
        const int one = stage.field->height();
        for (int line = 0; line < 3; ++line)
            QTest::keyClick(stage.field, Qt::Key_Return, Qt::ShiftModifier);
        const int four = stage.field->height();
        for (int line = 0; line < 20; ++line)
            QTest::keyClick(stage.field, Qt::Key_Return, Qt::ShiftModifier);
        const int most = stage.field->height();
        const int line = (four - one) / 3;
        QVERIFY(line >= QFontMetrics(stage.field->font()).lineSpacing());
        QCOMPARE(most, one + 7 * line);
        // Eight whole lines are seen, and nothing of a ninth.
        stage.field->verticalScrollBar()->setValue(0);
        auto place = QTextCursor(stage.field->document());
        QVERIFY(stage.field->cursorRect(place).top() >= 0);
        place.movePosition(QTextCursor::Down, QTextCursor::MoveAnchor, 7);
        const int height = stage.field->viewport()->height();
        QVERIFY(stage.field->cursorRect(place).bottom() <= height);
        place.movePosition(QTextCursor::Down);
        QVERIFY(stage.field->cursorRect(place).bottom() > height);
        stage.composer.clear();
        QCOMPARE(stage.field->height(), one);
    }

    void aLongTextIsCountedAndKept()
    {
        Stage stage;
        stage.composer.setText(QString(limits::messageCharacters - 10, u'x'));
        QVERIFY(stage.note->isVisible());
        QVERIFY(stage.note->text().contains(u"10"_s));
        stage.composer.setText(QString(limits::messageCharacters + 2, u'x'));
        QTest::keyClick(stage.field, Qt::Key_Return);
        QCOMPARE(stage.sent.size(), 0);
        QVERIFY(stage.note->isVisible());
        QCOMPARE(stage.note->text(), u"2 characters too many. Shorten it, or send it in parts."_s);
        QCOMPARE(stage.composer.text().size(), limits::messageCharacters + 2);
        // Counted is what would be kept: here "é" as one, and nothing of the end.
        stage.composer.setText(u"e\u0301"_s.repeated(limits::messageCharacters) + u"  \n"_s);
        QCOMPARE(stage.note->text(), u"0 characters left"_s);
        stage.composer.setText(u"short"_s);
        QVERIFY(!stage.note->isVisible());
    }

    void charactersAreNotUnits()
    {
        Stage stage;
        stage.composer.setText(u"😀"_s.repeated(limits::messageCharacters));
        QTest::keyClick(stage.field, Qt::Key_Return);
        QCOMPARE(stage.sent.size(), 1);
    }

    void aRefusalStaysUntilTheTextChanges()
    {
        Stage stage;
        QTest::keyClicks(stage.field, u"a"_s);
        stage.composer.showError({ErrorCode::Busy, u"Too many messages wait."_s});
        QCOMPARE(stage.note->text(), u"Too many messages wait."_s);
        QVERIFY(stage.note->isVisible());
        QCOMPARE(stage.composer.text(), u"a"_s);
        QTest::keyClicks(stage.field, u"b"_s);
        QVERIFY(!stage.note->isVisible());
    }

    void pastedTextIsPlain()
    {
        Stage stage;
        auto *rich = new QMimeData;
        rich->setHtml(u"<b>bold</b>"_s);
        rich->setText(u"<i>as typed</i>"_s);
        QGuiApplication::clipboard()->setMimeData(rich);
        stage.field->paste();
        QCOMPARE(stage.composer.text(), u"<i>as typed</i>"_s);
    }

    void upInAnEmptyFieldAsksToEdit()
    {
        Stage stage;
        QSignalSpy asked(&stage.composer, &Composer::editLastRequested);
        QTest::keyClick(stage.field, Qt::Key_Up);
        QCOMPARE(asked.size(), 1);
        QTest::keyClicks(stage.field, u"a"_s);
        QTest::keyClick(stage.field, Qt::Key_Up);
        QCOMPARE(asked.size(), 1);
    }

    void withoutARoomItIsOff()
    {
        Stage stage;
        stage.composer.setRoomName({});
        QVERIFY(!stage.field->isEnabled());
        QVERIFY(!stage.field->placeholderText().isEmpty());
    }

    void anotherRoomsDraftIsNoTyping()
    {
        Stage stage;
        QSignalSpy edited(&stage.composer, &Composer::textEdited);
        stage.composer.setText(u"draft"_s);
        QCOMPARE(edited.size(), 0);
        QTest::keyClicks(stage.field, u"s"_s);
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited.first().first().toString(), u"drafts"_s);
    }
};

QTEST_MAIN(ComposerTest)
#include "tst_composer.moc"
