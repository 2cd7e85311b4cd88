// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/outgoinghooks.h"
#include "server/core/roomdirectory.h"
#include "server/core/timeline.h"
#include "shared/limits.h"
#include "tests/support/memorystore.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using hobnob::server::test::MemoryStore;
using Verdict = HookOutcome::Verdict;

namespace
{

const RoomId lab(u"lab"_s);

/// A room's log and a receiver that answers when the test says so, on a store that outlives them.
struct Rig {
    struct Sent {
        HookDelivery delivery;
        std::function<void(const HookOutcome &)> answer;

        [[nodiscard]] QJsonObject body() const
        {
            return QJsonDocument::fromJson(delivery.body).object();
        }
        [[nodiscard]] QString text() const { return body()[u"message"_s][u"text"_s].toString(); }
    };

    explicit Rig(MemoryStore &memory)
        : store(memory), directory(store), timeline(store), hooks({.store = store,
                                                                   .directory = directory,
                                                                   .clock = [this] { return now; },
                                                                   .pause =
                                                                       [this](int failures) {
                                                                           pauses.append(failures);
                                                                           return pause;
                                                                       }},
                                                                  store.outgoingHooksAtStart())
    {
        QObject::connect(&timeline, &Timeline::messagePosted, &directory,
                         &RoomDirectory::noteEvent);
        QObject::connect(&timeline, &Timeline::messagePosted, &hooks, &OutgoingHooks::noteEvent);
    }
    ~Rig() { store.dropAnswers(); }
    Q_DISABLE_COPY_MOVE(Rig)

    void start()
    {
        hooks.start([this](const HookDelivery &delivery, const auto &answer) {
            sent.append({delivery, answer});
        });
    }

    HookId add(const QString &word = {}, const QString &mention = {})
    {
        OutgoingHook hook{.id = HookId(randomId()),
                          .room = lab,
                          .url = u"https://receiver.example/hook"_s,
                          .key = "key",
                          .word = word,
                          .mention = mention,
                          .progress = {.position = directory.lastSeq(lab)}};
        bool isAdded = false;
        store.addHook(hook, {}, [&](const Result<Timestamp> &added) {
            isAdded = added.ok();
            hooks.add(hook);
        });
        const bool isThere = QTest::qWaitFor([&] { return isAdded; });
        return isThere ? hook.id : HookId();
    }

    void say(const QString &text, protocol::PersonKind by = protocol::PersonKind::Guest)
    {
        const Seq before = directory.lastSeq(lab);
        timeline.post({.room = lab,
                       .author = {UserId(u"ana"_s), u"Ana"_s},
                       .clientId = ClientId(randomId()),
                       .text = text,
                       .by = by},
                      [](const auto &) {});
        QVERIFY(QTest::qWaitFor([&] { return directory.lastSeq(lab) > before; }));
    }

    void answer(Verdict verdict, std::chrono::milliseconds rest = 0ms)
    {
        QVERIFY(QTest::qWaitFor([&] { return !sent.isEmpty(); }));
        const Sent last = sent.takeFirst();
        last.answer({.verdict = verdict, .reason = u"It said so."_s, .rest = rest});
    }
    /// Takes all until nothing comes; what they were.
    QStringList takeAll()
    {
        QStringList texts;
        while (QTest::qWaitFor([&] { return !sent.isEmpty(); }, 100)) {
            texts.append(sent.first().text());
            answer(Verdict::Taken);
        }
        return texts;
    }
    [[nodiscard]] HookProgress progress() const { return hooks.all().first().progress; }

    MemoryStore &store;
    RoomDirectory directory;
    Timeline timeline;
    Timestamp now{1'000'000};
    std::chrono::milliseconds pause = 1ms;
    QList<int> pauses;
    QList<Sent> sent;
    OutgoingHooks hooks;
};

} // namespace

class OutgoingHooksTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<MemoryStore> m_store;
    std::unique_ptr<Rig> m_rig;

    void restart()
    {
        m_rig.reset();
        m_rig = std::make_unique<Rig>(*m_store);
        m_rig->start();
    }
    HookProgress stored() { return m_store->outgoingHooksAtStart().first().progress; }

private Q_SLOTS:
    void init()
    {
        m_rig.reset();
        m_store = std::make_unique<MemoryStore>();
        m_store->addRoom({.id = lab, .name = u"Lab"_s, .skeleton = u"lab"_s});
        restart();
    }
    void cleanup()
    {
        m_rig.reset();
        m_store.reset();
    }

    void whatIsSaidIsDeliveredInOrderOneAtATime()
    {
        m_rig->say(u"before"_s);
        m_rig->add();
        for (const QString &text : {u"one"_s, u"two"_s, u"three"_s})
            m_rig->say(text);
        QCOMPARE(m_rig->sent.size(), 1);
        QCOMPARE(m_rig->takeAll(), (QStringList{u"one"_s, u"two"_s, u"three"_s}));
        QCOMPARE(stored().position, Seq{4});
        m_rig->say(u"four"_s);
        QCOMPARE(m_rig->takeAll(), QStringList{u"four"_s});
    }

    void onlyWhatIsWantedIsDelivered()
    {
        m_rig->add(u"deploy"_s);
        m_rig->say(u"nothing"_s);
        m_rig->say(u"Deploy it"_s);
        m_rig->say(u"a bot says deploy"_s, protocol::PersonKind::Bot);
        m_rig->say(u"the deployment"_s);
        QCOMPARE(m_rig->takeAll(), QStringList{u"Deploy it"_s});
        QCOMPARE(m_rig->progress().position, Seq{4});
    }

    void nothingIsLostOverARestart()
    {
        m_rig->add();
        m_rig->say(u"one"_s);
        m_rig->say(u"two"_s);
        const QString id = m_rig->sent.first().body()[u"id"_s].toString();
        m_rig->answer(Verdict::Taken);
        QTRY_COMPARE(stored().position, Seq{1});
        // The second was sent, and the server ends before it hears what came of it.
        QTRY_COMPARE(m_rig->sent.size(), 1);
        const QString second = m_rig->sent.first().body()[u"id"_s].toString();
        restart();
        QTRY_COMPARE(m_rig->sent.size(), 1);
        QCOMPARE(m_rig->sent.first().text(), u"two"_s);
        // By its id the receiver knows it again.
        QCOMPARE(m_rig->sent.first().body()[u"id"_s].toString(), second);
        QVERIFY(id != second);
        QCOMPARE(m_rig->takeAll(), QStringList{u"two"_s});
    }

    void whatWasSaidWhileTheServerWasEndingComesAfterwards()
    {
        m_rig->add();
        m_rig->hooks.stop();
        m_rig->say(u"late"_s);
        QVERIFY(m_rig->sent.isEmpty());
        restart();
        QCOMPARE(m_rig->takeAll(), QStringList{u"late"_s});
    }

    void theNextIsNotSentBeforeThisOneIsNoted()
    {
        m_rig->add();
        m_rig->say(u"one"_s);
        m_rig->say(u"two"_s);
        m_store->pause();
        m_rig->answer(Verdict::Taken);
        QCoreApplication::processEvents();
        QVERIFY(m_rig->sent.isEmpty());
        m_store->resume();
        QCOMPARE(m_rig->takeAll(), QStringList{u"two"_s});
    }

    void whenItCannotBeNotedItWaits()
    {
        m_rig->add();
        m_rig->say(u"one"_s);
        m_rig->say(u"two"_s);
        m_store->failWith(Error{ErrorCode::StorageFailed, u"full"_s});
        m_rig->answer(Verdict::Taken);
        QTRY_VERIFY(m_rig->pauses.size() >= 2);
        QVERIFY(m_rig->sent.isEmpty());
        m_store->failWith(std::nullopt);
        // Not the first once more.
        QCOMPARE(m_rig->takeAll(), QStringList{u"two"_s});
        QCOMPARE(stored().position, Seq{2});
    }

    void aFailureIsTriedAgainInItsPlace()
    {
        m_rig->add();
        m_rig->say(u"one"_s);
        m_rig->say(u"two"_s);
        for (int i = 1; i <= 3; ++i) {
            QTRY_COMPARE(m_rig->sent.size(), 1);
            QCOMPARE(m_rig->sent.first().text(), u"one"_s);
            m_rig->now = Timestamp{1'000'000 + i};
            m_rig->answer(Verdict::Failed);
            QCOMPARE(m_rig->pauses.last(), i);
            QTRY_COMPARE(stored().failures, i);
            QCOMPARE(stored().failingSince, Timestamp{1'000'001});
            QCOMPARE(stored().reason, u"It said so."_s);
        }
        QCOMPARE(m_rig->takeAll(), (QStringList{u"one"_s, u"two"_s}));
        QCOMPARE(stored(), (HookProgress{.position = Seq{2}}));
    }

    void theSignatureIsOfTheTimeOfTheTry()
    {
        m_rig->add();
        m_rig->say(u"one"_s);
        const auto signature = [this] {
            return m_rig->sent.first().delivery.headers.last().second;
        };
        QVERIFY(signature().startsWith("t=1000000,v1="));
        m_rig->now = Timestamp{2'000'000};
        m_rig->answer(Verdict::Failed);
        QTRY_COMPARE(m_rig->sent.size(), 1);
        QVERIFY(signature().startsWith("t=2000000,v1="));
    }

    void aReceiverIsLeftAloneForAsLongAsItAsks()
    {
        m_rig->add();
        m_rig->say(u"one"_s);
        m_rig->answer(Verdict::Failed, 10h);
        QVERIFY(m_rig->takeAll().isEmpty());
        // The operator knows better.
        m_rig->hooks.resume(m_rig->hooks.all().first().id, OutgoingHooks::From::WhereItWas, {},
                            [](const auto &) {});
        QCOMPARE(m_rig->takeAll(), QStringList{u"one"_s});
    }

    void whatComesToNothingForDaysIsStopped()
    {
        m_rig->add();
        m_rig->say(u"one"_s);
        m_rig->answer(Verdict::Failed);
        m_rig->now = Timestamp{milliseconds(m_rig->now) +
                               std::chrono::milliseconds(limits::hookPatience).count()};
        m_rig->answer(Verdict::Failed);
        QCOMPARE(m_rig->progress().state, HookState::Stopped);
        QTRY_COMPARE(stored().state, HookState::Stopped);
        m_rig->say(u"two"_s);
        QVERIFY(m_rig->takeAll().isEmpty());
        restart();
        QVERIFY(m_rig->takeAll().isEmpty());

        const HookId hook = m_rig->hooks.all().first().id;
        bool isResumed = false;
        m_rig->hooks.resume(hook, OutgoingHooks::From::WhereItWas, {},
                            [&](const Result<Done> &done) { isResumed = done.ok(); });
        QTRY_VERIFY(isResumed);
        QCOMPARE(m_rig->takeAll(), (QStringList{u"one"_s, u"two"_s}));
        QCOMPARE(stored().state, HookState::Going);
    }

    void aReceiverThatIsGoneStopsItAtOnce()
    {
        const HookId hook = m_rig->add();
        m_rig->say(u"one"_s);
        m_rig->answer(Verdict::Gone);
        QCOMPARE(m_rig->progress().state, HookState::Stopped);
        m_rig->say(u"two"_s);
        bool isResumed = false;
        m_rig->hooks.resume(hook, OutgoingHooks::From::Now, {},
                            [&](const Result<Done> &done) { isResumed = done.ok(); });
        QTRY_VERIFY(isResumed);
        m_rig->say(u"three"_s);
        QCOMPARE(m_rig->takeAll(), QStringList{u"three"_s});
    }

    void whoFellBehindReadsTheLog()
    {
        m_rig->add(u"this"_s);
        m_rig->say(u"this 0"_s);
        for (int i = 1; i <= 2 * limits::hookPage + 5; ++i)
            m_rig->say(i % 10 == 0 ? u"this %1"_s.arg(i) : u"that"_s);
        QStringList expected;
        for (int i = 0; i <= 2 * limits::hookPage; i += 10)
            expected.append(u"this %1"_s.arg(i));
        QCOMPARE(m_rig->takeAll(), expected);
        QCOMPARE(number(m_rig->progress().position), 2 * limits::hookPage + 6);
    }

    void whatIsPassedOverIsNotedNowAndThen()
    {
        m_rig->add(u"never"_s);
        for (int i = 0; i < limits::hookSkips; ++i)
            m_rig->say(u"something"_s);
        QTRY_COMPARE(number(stored().position), limits::hookSkips);
    }

    void aHookOrRoomThatGoesIsToldNothingMore()
    {
        const HookId first = m_rig->add();
        m_rig->add();
        m_rig->say(u"one"_s);
        QCOMPARE(m_rig->sent.size(), 2);
        m_rig->hooks.remove(first);
        m_rig->hooks.forgetRoom(lab);
        QCOMPARE(m_rig->hooks.count(), 0);
        // What they answer is nobody's affair.
        m_rig->answer(Verdict::Failed);
        m_rig->answer(Verdict::Taken);
        m_rig->say(u"two"_s);
        QVERIFY(m_rig->takeAll().isEmpty());
    }

    void aTestGoesBesideTheRest()
    {
        m_rig->add();
        m_rig->say(u"one"_s);
        std::optional<Result<HookOutcome>> came;
        const OutgoingHook hook = m_rig->hooks.all().first();
        m_rig->hooks.test(hook, [&](const auto &outcome) { came = outcome; });
        QCOMPARE(m_rig->sent.size(), 2);
        QCOMPARE(m_rig->sent.last().body()[u"type"_s].toString(), u"test"_s);
        m_rig->sent.takeLast().answer({.verdict = Verdict::Failed});
        QVERIFY(came && came->ok());
        QCOMPARE((*came)->verdict, Verdict::Failed);
        QCOMPARE(m_rig->progress().failures, 0);
        m_rig->hooks.stop();
        m_rig->hooks.test(hook, [&](const auto &outcome) { came = outcome; });
        QCOMPARE(came->error().code, ErrorCode::NotAllowed);
    }
};

QTEST_GUILESS_MAIN(OutgoingHooksTest)
#include "tst_outgoinghooks.moc"
