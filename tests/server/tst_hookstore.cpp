// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "peoplesupport.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;

class HookStoreTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<PeopleRig> m_rig;

    static RoomId lab() { return RoomId(u"room-Lab"_s); }
    static protocol::User bot() { return {UserId(u"id-Bot"_s), u"Bot"_s}; }
    static IncomingHook incoming()
    {
        return {.id = HookId(u"in"_s), .room = lab(), .bot = bot(), .secretHash = "hash"};
    }
    static OutgoingHook outgoing()
    {
        return {.id = HookId(u"out"_s),
                .room = lab(),
                .url = u"https://a.example/"_s,
                .key = "key",
                .word = u"deploy"_s,
                .mention = u"Ana"_s,
                .progress = {.position = Seq{3}}};
    }
    template <typename Hook>
    QString add(const Hook &hook, const Audit &audit = {})
    {
        return m_rig->codeOf<Timestamp>(
            [&](Store &store, auto answer) { store.addHook(hook, audit, answer); });
    }
    QString act(const std::function<void(Store &, Store::Answer<Done>)> &call)
    {
        return m_rig->codeOf<Done>(call);
    }
    QList<IncomingHook> incomingThen()
    {
        m_rig->open();
        return m_rig->store().incomingHooksAtStart();
    }
    QList<OutgoingHook> outgoingThen()
    {
        m_rig->open();
        return m_rig->store().outgoingHooksAtStart();
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<PeopleRig>();
        QVERIFY(createRoom(m_rig->store(), u"Lab"_s).ok());
        QCOMPARE(m_rig->codeOf<StoredPerson>([](Store &store, auto answer) {
            store.addBot({.user = bot(), .keys = PeopleRig::keys(u"Bot"_s)}, {}, answer);
        }),
                 u"ok"_s);
    }

    void bothKindsAreThereAfterARestart()
    {
        QCOMPARE(add(incoming(), PeopleRig::audit(u"hook-added"_s)), u"ok"_s);
        QCOMPARE(add(outgoing(), PeopleRig::audit(u"hook-added"_s)), u"ok"_s);
        const auto in = incomingThen();
        QCOMPARE(in.size(), 1);
        QCOMPARE(in[0].id, HookId(u"in"_s));
        QCOMPARE(in[0].room, lab());
        QCOMPARE(in[0].bot.id, bot().id);
        QCOMPARE(in[0].bot.name, u"Bot"_s);
        QCOMPARE(in[0].author, IncomingHook::Author::Own);
        QCOMPARE(in[0].secretHash, "hash"_ba);
        QCOMPARE(in[0].created, Timestamp{5000});
        const auto out = m_rig->store().outgoingHooksAtStart();
        QCOMPARE(out.size(), 1);
        QCOMPARE(out[0].id, HookId(u"out"_s));
        QCOMPARE(out[0].room, lab());
        QCOMPARE(out[0].url, u"https://a.example/"_s);
        QCOMPARE(out[0].key, "key"_ba);
        QCOMPARE(out[0].word, u"deploy"_s);
        QCOMPARE(out[0].mention, u"Ana"_s);
        QCOMPARE(out[0].progress, (HookProgress{.position = Seq{3}}));
        QCOMPARE(m_rig->count(u"audit"_s), 2);
    }

    void aSharedBotStaysOne()
    {
        auto hook = incoming();
        hook.author = IncomingHook::Author::Shared;
        QCOMPARE(add(hook), u"ok"_s);
        QCOMPARE(incomingThen()[0].author, IncomingHook::Author::Shared);
    }

    void withoutARoomOrBotThereIsNone()
    {
        auto in = incoming();
        in.room = RoomId(u"nowhere"_s);
        QCOMPARE(add(in, PeopleRig::audit(u"hook-added"_s)), u"room-unknown"_s);
        auto out = outgoing();
        out.room = RoomId(u"nowhere"_s);
        QCOMPARE(add(out), u"room-unknown"_s);
        m_rig->registerAs(u"Ana"_s);
        in = incoming();
        in.bot.id = UserId(u"id-Ana"_s);
        QCOMPARE(add(in), u"person-unknown"_s);
        QCOMPARE(m_rig->count(u"audit"_s), 0);
    }

    void progressIsKept()
    {
        add(outgoing());
        const HookProgress progress{.state = HookState::Stopped,
                                    .position = Seq{9},
                                    .failures = 12,
                                    .failingSince = Timestamp{4000},
                                    .reason = u"It answered 500."_s};
        QCOMPARE(act([&](Store &store, auto answer) {
                     store.setHookProgress(HookId(u"out"_s), progress, {}, answer);
                 }),
                 u"ok"_s);
        QCOMPARE(outgoingThen()[0].progress, progress);
        QCOMPARE(act([&](Store &store, auto answer) {
                     store.setHookProgress(HookId(u"none"_s), progress, {}, answer);
                 }),
                 u"ok"_s);
    }

    void eachIsRemovedByItself()
    {
        add(incoming());
        add(outgoing());
        const auto remove = [](const QString &hook) {
            return [hook](Store &store, auto answer) {
                store.removeHook(HookId(hook), PeopleRig::audit(u"hook-removed"_s), answer);
            };
        };
        QCOMPARE(act(remove(u"in"_s)), u"ok"_s);
        QCOMPARE(incomingThen().size(), 0);
        QCOMPARE(m_rig->store().outgoingHooksAtStart().size(), 1);
        QCOMPARE(act(remove(u"out"_s)), u"ok"_s);
        QCOMPARE(outgoingThen().size(), 0);
        QCOMPARE(act(remove(u"out"_s)), u"ok"_s);
    }

    void bothGoWithTheirRoom()
    {
        add(incoming());
        add(outgoing());
        QCOMPARE(act([](Store &store, auto answer) { store.deleteRoom(lab(), {}, answer); }),
                 u"ok"_s);
        QCOMPARE(incomingThen().size(), 0);
        QCOMPARE(m_rig->store().outgoingHooksAtStart().size(), 0);
        QCOMPARE(m_rig->count(u"incoming_hooks"_s) + m_rig->count(u"outgoing_hooks"_s), 0);
    }

    void oneThatComesInGoesWithItsBot()
    {
        add(incoming());
        QCOMPARE(act([](Store &store, auto answer) { store.deleteAccount(bot().id, {}, answer); }),
                 u"ok"_s);
        QCOMPARE(m_rig->count(u"incoming_hooks"_s), 0);
    }

    void aBorrowedNameIsNobodys()
    {
        m_rig->registerAs(u"Ana"_s);
        const auto post = [&](const QString &name, const QString &id) {
            auto message = draft(u"Lab"_s, id, u"text"_s);
            message.author = {bot().id, name};
            message.borrowedName = PeopleRig::keys(name);
            return codeOf(append(m_rig->store(), message));
        };
        QCOMPARE(post(u"Ana"_s, u"1"_s), u"name-taken"_s);
        QCOMPARE(post(u"Bot"_s, u"2"_s), u"ok"_s);
        QCOMPARE(post(u"Nightly"_s, u"3"_s), u"ok"_s);
        QCOMPARE(
            numbers(*page(m_rig->store(), {.room = lab(), .before = {}, .after = {}, .limit = 10})),
            u"1 2"_s);
    }
};

QTEST_GUILESS_MAIN(HookStoreTest)
#include "tst_hookstore.moc"
