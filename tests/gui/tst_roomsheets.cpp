// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/composer.h"
#include "desktop/views/roomlistview.h"
#include "desktop/views/roompage.h"
#include "desktop/views/timelineview.h"
#include "tests/gui/roomstage.h"

#include <QPlainTextEdit>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using protocol::Role;

/// Rooms and people by keys and clicks, in the whole window, against a server in the same process.
class RoomSheetsTest final : public QObject
{
    Q_OBJECT

private:
    using Stage = RoomStage;
    static protocol::User person(const QString &name) { return FakeServer::person(name); }

private Q_SLOTS:
    void aMessageIsBegunByTheKeyboard()
    {
        Stage stage;
        stage.trigger(u"newMessageAction"_s);
        auto *field = stage.find<QLineEdit>(u"peopleField"_s);
        QVERIFY(field->hasFocus());
        auto *list = stage.find<QListView>(u"peopleList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 2);
        QTest::keyClicks(field, u"Cle"_s);
        QTRY_VERIFY(list->currentIndex().data().toString() == u"Cleo"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(stage.sees(u"chip-idCleo"_s));
        // Whom one did not mean is taken out again by the same key as a letter.
        QTest::keyClick(field, Qt::Key_Backspace);
        QTRY_VERIFY(!stage.sees(u"chip-idCleo"_s));
        QVERIFY(!stage.find<QAbstractButton>(u"peoplePickerAccept"_s)->isEnabled());
        QTest::keyClicks(field, u"Ben"_s);
        QTRY_VERIFY(list->currentIndex().data().toString() == u"Ben"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(stage.text(u"roomTitle"_s), u"Ben"_s);
        QVERIFY(!stage.sees(u"peoplePicker"_s));
        QCOMPARE(stage.find<RoomListView>(u"directList"_s)->model()->rowCount(), 1);
        QVERIFY(!stage.sees(u"noDirects"_s));
    }

    void roomsAreBrowsedAndJoined()
    {
        Stage stage;
        QCOMPARE(stage.find<RoomListView>(u"roomList"_s)->model()->rowCount(), 1);
        stage.click(u"browseButton"_s);
        auto *field = stage.find<QLineEdit>(u"browseField"_s);
        QTest::keyClicks(field, u"boxes"_s);
        auto *list = stage.find<QListView>(u"browseList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QTRY_COMPARE(stage.find<QAbstractButton>(u"browseOpen"_s)->text(), u"Join"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(stage.text(u"roomTitle"_s), u"Attic"_s);
        QCOMPARE(stage.text(u"roomTopic"_s), u"Boxes"_s);
        QTRY_COMPARE(stage.find<RoomListView>(u"roomList"_s)->model()->rowCount(), 2);
    }

    void arrowsGoThroughBothSections()
    {
        Stage stage;
        stage.chat->client().openDirect({person(u"Ben"_s).id});
        QTRY_COMPARE(stage.text(u"roomTitle"_s), u"Ben"_s);
        auto *rooms = stage.find<RoomListView>(u"roomList"_s);
        auto *directs = stage.find<RoomListView>(u"directList"_s);
        directs->setFocus();
        QTest::keyClick(directs, Qt::Key_Up);
        QCOMPARE(stage.text(u"roomTitle"_s), u"Garden"_s);
        rooms->setFocus();
        QTest::keyClick(rooms, Qt::Key_Down);
        QCOMPARE(stage.text(u"roomTitle"_s), u"Ben"_s);
        // To come by with the Tab key opens nothing.
        rooms->setFocus(Qt::TabFocusReason);
        QCOMPARE(stage.text(u"roomTitle"_s), u"Ben"_s);
    }

    void somebodyIsMutedWithAReason()
    {
        Stage stage;
        auto *menu = stage.menuOf(u"Ben"_s);
        QVERIFY(menu);
        stage.trigger(u"muteAction"_s);
        menu->close();
        QVERIFY(stage.sees(u"reasonSheet"_s));
        stage.type(u"reasonField"_s, u"Adverts"_s);
        stage.click(u"reasonTime2"_s);
        QTest::keyClick(stage.find<QLineEdit>(u"reasonField"_s), Qt::Key_Return);
        QTRY_VERIFY(!stage.sees(u"reasonSheet"_s));
        const auto asked = stage.server.received<protocol::Moderate>().last();
        QCOMPARE(asked.act, protocol::ModerationAct::Mute);
        QCOMPARE(asked.reason, u"Adverts"_s);
        QCOMPARE(asked.minutes, 24 * 60);
        const auto *timeline = stage.chat->window().room()->timeline()->model();
        QTRY_COMPARE(timeline->index(timeline->rowCount() - 1, 0).data().toString(),
                     u"Me muted Ben: Adverts"_s);
    }

    void nobodyButAnAccountLooksAfterARoom_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("offered");
        QTest::newRow("a guest") << int(protocol::PersonKind::Guest) << false;
        QTest::newRow("an account") << int(protocol::PersonKind::Account) << true;
        QTest::newRow("a bot") << int(protocol::PersonKind::Bot) << false;
    }

    void nobodyButAnAccountLooksAfterARoom()
    {
        QFETCH(int, kind);
        QFETCH(bool, offered);
        Stage stage;
        auto &member = stage.server.room(garden.value()).members[1];
        member.kind = static_cast<protocol::PersonKind>(kind);
        protocol::MembersChanged change{garden, 3, {}, {}, {}, 0, 0, 0};
        change.changed = {member};
        stage.server.send(change);
        const auto isKnown = [&] {
            const auto members = stage.chat->client().room(garden)->members.members();
            return std::any_of(members.begin(), members.end(), [&](const protocol::Member &known) {
                return known.id == member.id && known.kind == member.kind;
            });
        };
        QTRY_VERIFY(isKnown());
        auto *menu = stage.menuOf(u"Ben"_s);
        QVERIFY(menu);
        for (const Role role : {Role::Owner, Role::Moderator})
            QCOMPARE(stage.find<QAction>(u"role%1"_s.arg(int(role)))->isEnabled(), offered);
        QVERIFY(stage.find<QAction>(u"role%1"_s.arg(int(Role::Reader)))->isEnabled());
        menu->close();
    }

    void whatIsRefusedStaysInItsSheet()
    {
        Stage stage;
        stage.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *act = std::get_if<protocol::Moderate>(&message);
            if (act)
                stage.server.send(protocol::Error{act->id, ErrorCode::NotAllowed, {}, {}, {}});
            return act != nullptr;
        };
        stage.menuOf(u"Ben"_s);
        stage.trigger(u"banAction"_s);
        stage.click(u"reasonAccept"_s);
        QTRY_COMPARE(stage.text(u"reasonSheetError"_s), u"You may not do this here."_s);
        QVERIFY(stage.sees(u"reasonSheet"_s));
        QVERIFY(!stage.server.received<protocol::Moderate>().last().minutes);
    }

    void membersAreOfferedWhatTheyMayDo()
    {
        Stage stage(Role::Member);
        const auto *menu = stage.menuOf(u"Ben"_s);
        QStringList names;
        for (const auto *action : menu->actions())
            names.append(action->objectName());
        QCOMPARE(names, QStringList({u"messageAction"_s, u"blockAction"_s}));
        stage.settings(u"rowRoomAbout"_s);
        QVERIFY(!stage.sees(u"roomAboutSave"_s));
        QVERIFY(stage.find<QLineEdit>(u"roomAboutNameField"_s)->isReadOnly());
        QVERIFY(stage.find<QWidget>(u"rowRoomEnd"_s)->isHidden());
        QVERIFY(stage.find<QWidget>(u"rowRoomSanctions"_s)->isHidden());
    }

    void aMessageIsReported()
    {
        Stage stage;
        auto *timeline = stage.chat->window().room()->timeline();
        QTRY_VERIFY(timeline->model() && timeline->model()->rowCount() >= 2);
        timeline->setCurrentIndex(timeline->model()->index(timeline->model()->rowCount() - 1, 0));
        QContextMenuEvent ask(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QCoreApplication::sendEvent(timeline->viewport(), &ask);
        stage.trigger(u"reportAction"_s);
        stage.find<QMenu>(u"messageMenu"_s)->close();
        QCOMPARE(stage.text(u"reasonQuote"_s), u"“Buy this now”"_s);
        QVERIFY(!stage.sees(u"reasonTime"_s));
        stage.type(u"reasonField"_s, u"Adverts"_s);
        stage.click(u"reasonAccept"_s);
        QTRY_COMPARE(stage.server.desk.reports.size(), 1);
        QCOMPARE(stage.server.desk.reports.first().reason, u"Adverts"_s);
        QTRY_VERIFY(!stage.sees(u"reasonSheet"_s));
    }

    void blockingFoldsAndUnfolds()
    {
        Stage stage;
        const auto *timeline = stage.chat->window().room()->timeline()->model();
        QTRY_COMPARE(timeline->index(1, 0).data().toString(), u"Buy this now"_s);
        stage.menuOf(u"Ben"_s);
        stage.trigger(u"blockAction"_s);
        QTRY_COMPARE(timeline->index(1, 0).data().toString(), u"Someone you blocked wrote here."_s);
    }

    void ownersChangeTheRoom()
    {
        Stage stage;
        stage.settings(u"rowRoomAbout"_s);
        QCOMPARE(stage.find<QLineEdit>(u"roomAboutNameField"_s)->text(), u"Garden"_s);
        stage.type(u"roomAboutNameField"_s, u"Attic"_s);
        stage.type(u"roomAboutTopicField"_s, u"Bees"_s);
        stage.find<QPlainTextEdit>(u"roomAboutDescriptionField"_s)->setPlainText(u"No adverts"_s);
        stage.click(u"roomAboutSave"_s);
        QTRY_COMPARE(stage.text(u"roomAboutNameError"_s),
                     u"There is a room of this name already."_s);
        stage.type(u"roomAboutNameField"_s, u"Meadow"_s);
        stage.click(u"roomAboutSave"_s);
        QTRY_COMPARE(stage.text(u"roomAboutPaneDone"_s), u"Saved."_s);
        QTRY_COMPARE(stage.text(u"roomTopic"_s), u"Bees"_s);
        QCOMPARE(stage.server.desk.descriptions[garden], u"No adverts"_s);
        QTest::keyClick(stage.find<QWidget>(u"roomSheet"_s), Qt::Key_Escape);
        QVERIFY(!stage.sees(u"roomSheet"_s));
    }

    void rulesAreCarriedOutAtOnce()
    {
        Stage stage;
        stage.settings(u"rowRoomRules"_s);
        stage.click(u"roomSlow2"_s);
        stage.click(u"roomPost1"_s);
        QTRY_COMPARE(stage.server.room(u"garden"_s).summary.rules.post, Role::Moderator);
        QCOMPARE(stage.server.room(u"garden"_s).summary.rules.slowMode, 30);
        QTRY_VERIFY(stage.sees(u"roomRulesPaneDone"_s));
    }

    void bansAreLifted()
    {
        Stage stage;
        stage.server.desk.sanctions[garden] = {
            {protocol::SanctionKind::Ban, person(u"Gus"_s), person(u"Me"_s), u"Adverts"_s, {}, {}}};
        stage.settings(u"rowRoomSanctions"_s);
        auto *list = stage.find<QListView>(u"sanctionsList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 1);
        list->setCurrentIndex(list->model()->index(0, 0));
        stage.click(u"sanctionLift"_s);
        QTRY_COMPARE(stage.text(u"sanctionsNothing"_s), u"Nobody is banned or muted here."_s);
        QCOMPARE(stage.server.received<protocol::Moderate>().last().act,
                 protocol::ModerationAct::Unban);
    }

    void aRoomIsDeletedByItsName()
    {
        Stage stage;
        stage.settings(u"rowRoomEnd"_s);
        stage.type(u"roomDeleteNameField"_s, u"garden?"_s);
        stage.click(u"roomDelete"_s);
        QVERIFY(stage.text(u"roomDeleteNameError"_s).contains(u"Garden"_s));
        QVERIFY(stage.server.received<protocol::DeleteRoom>().isEmpty());
        stage.type(u"roomDeleteNameField"_s, u"Garden"_s);
        stage.click(u"roomDelete"_s);
        QTRY_VERIFY(!stage.chat->client().room(garden));
        QVERIFY(!stage.sees(u"roomSheet"_s));
        QCOMPARE(stage.find<RoomListView>(u"roomList"_s)->model()->rowCount(), 0);
        QVERIFY(stage.sees(u"noRooms"_s));
    }

    void anArchivedRoomSaysSo()
    {
        Stage stage;
        stage.settings(u"rowRoomEnd"_s);
        stage.click(u"roomArchive"_s);
        const auto *field = stage.find<QPlainTextEdit>(u"composerField"_s);
        QTRY_COMPARE(field->placeholderText(), u"This room is archived."_s);
        QVERIFY(!field->isEnabled());
        stage.click(u"roomArchive"_s);
        QTRY_VERIFY(field->isEnabled());
    }

    void reportsAreLookedAt()
    {
        Stage stage;
        QVERIFY(!stage.sees(u"reportsButton"_s));
        const auto event = stage.server.room(u"garden"_s).events.first();
        stage.server.desk.reports = {
            {2, garden, u"Garden"_s, event, person(u"Cleo"_s), u"Adverts"_s, {}},
            {1, RoomId(u"dm"_s), {}, event, person(u"Cleo"_s), {}, {}}};
        stage.server.send(protocol::ReportsWaiting{2});
        QTRY_VERIFY(stage.sees(u"reportsButton"_s));
        stage.click(u"reportsButton"_s);
        auto *list = stage.find<QListView>(u"reportsList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 2);
        QCOMPARE(stage.text(u"reportWords"_s), u"Buy this now"_s);
        QVERIFY(stage.sees(u"reportMute"_s));
        // In a room that one is not in there is nothing to be done but to note what came of it.
        QTest::keyClick(list, Qt::Key_Down);
        QTRY_VERIFY(!stage.sees(u"reportMute"_s));
        QTest::keyClick(list, Qt::Key_Up);
        stage.type(u"reportNoteField"_s, u"Spoke to Ben"_s);
        stage.click(u"reportResolve"_s);
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QTRY_COMPARE(stage.find<QAbstractButton>(u"reportsButton"_s)->text(),
                     u"One report waits"_s);
        stage.click(u"reportsWhich1"_s);
        QTRY_VERIFY(stage.text(u"reportAbout"_s).contains(u"Resolved by Me: Spoke to Ben"_s));
        QVERIFY(!stage.sees(u"reportResolve"_s));
    }

    void whatIsAnnouncedIsPutAwayOnce()
    {
        Stage stage;
        const protocol::Announcement first{u"Tea at four"_s, person(u"Cleo"_s), Timestamp{1000}};
        stage.server.send(protocol::Announced{first});
        QTRY_COMPARE(stage.text(u"announcementText"_s), u"Cleo: Tea at four"_s);
        stage.click(u"announcementClose"_s);
        QVERIFY(!stage.sees(u"announcement"_s));
        stage.server.send(protocol::Announced{first});
        stage.server.send(protocol::Announced{
            protocol::Announcement{u"Tea at five"_s, person(u"Cleo"_s), Timestamp{2000}}});
        QTRY_COMPARE(stage.text(u"announcementText"_s), u"Cleo: Tea at five"_s);
        stage.server.send(protocol::Announced{});
        QTRY_VERIFY(!stage.sees(u"announcement"_s));
    }

    void aPrivateRoomIsNotLeftByAccident()
    {
        Stage stage;
        auto summary = stage.chat->client().room(garden)->summary;
        summary.kind = protocol::RoomKind::Private;
        stage.server.send(protocol::RoomChanged{summary});
        QTRY_VERIFY(stage.chat->client().room(garden)->summary.kind == protocol::RoomKind::Private);
        stage.click(u"roomMenuButton"_s);
        stage.trigger(u"leaveAction"_s);
        QVERIFY(stage.find<QWidget>(u"leaveRoomStay"_s)->hasFocus());
        stage.click(u"leaveRoomStay"_s);
        QVERIFY(!stage.sees(u"leaveRoomSheet"_s));
        stage.click(u"roomMenuButton"_s);
        stage.trigger(u"leaveAction"_s);
        QVERIFY(stage.chat->client().room(garden)->isJoined());
        stage.click(u"leaveRoomAccept"_s);
        QTRY_VERIFY(!stage.chat->client().room(garden) ||
                    !stage.chat->client().room(garden)->isJoined());
    }

    void whoIsRemovedIsToldByWhom()
    {
        Stage stage;
        stage.server.send(protocol::MembershipChanged{
            garden, false, Role::Member, {}, person(u"Cleo"_s), u"Adverts"_s});
        QTRY_COMPARE(stage.text(u"membershipNoticeText"_s),
                     u"Cleo removed you from Garden: Adverts"_s);
        stage.server.send(protocol::RoomGone{garden});
        QTRY_VERIFY(!stage.chat->client().room(garden));
        stage.click(u"membershipNoticeClose"_s);
        QVERIFY(!stage.sees(u"membershipNotice"_s));
    }

    void everyControlHasAName()
    {
        Stage stage;
        stage.settings(u"rowRoomAbout"_s);
        stage.trigger(u"newRoomAction"_s);
        stage.trigger(u"newMessageAction"_s);
        stage.trigger(u"browseAction"_s);
        stage.server.send(protocol::ReportsWaiting{1});
        QTRY_VERIFY(stage.sees(u"reportsButton"_s));
        stage.click(u"reportsButton"_s);
        for (const auto *widget : stage.chat->window().findChildren<QWidget *>()) {
            const bool control = qobject_cast<const QAbstractButton *>(widget) ||
                                 qobject_cast<const QLineEdit *>(widget) ||
                                 qobject_cast<const QPlainTextEdit *>(widget) ||
                                 qobject_cast<const QAbstractItemView *>(widget);
            if (!control || widget->objectName().startsWith(u"qt_"_s) ||
                QByteArrayView(widget->metaObject()->className()) == "QLineEditIconButton" ||
                QByteArrayView(widget->metaObject()->className()) == "QMenuBarExtension")
                continue;
            QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
    }
};

QTEST_MAIN(RoomSheetsTest)
#include "tst_roomsheets.moc"
