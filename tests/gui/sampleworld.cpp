// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/sampleworld.h"

#include "desktop/models/picturemaker.h"

#include <QDateTime>
#include <QPainter>

namespace hobnob::desktop::sampleworld
{

using namespace Qt::StringLiterals;
using namespace protocol;

namespace
{

/// Of them, a program.
constexpr int bot = 12;

struct Line {
    int minutesAgo;
    int person;
    QString text;
};

const QStringList &names()
{
    static const QStringList list = {
        u"Ana"_s,         u"Ben Carter"_s, u"Chiara Rossi"_s,
        u"Đặng Minh"_s,   u"יעל כהן"_s,    u"Maximiliane von und zu Hohenstein"_s.left(32),
        u"Соня Белова"_s, u"Fatou Diop"_s, u"Gus"_s,
        u"Hedda Lind"_s,  u"Ivo"_s,        u"João Prado"_s,
        u"Timetable"_s,
    };
    return list;
}

User user(int person)
{
    return {UserId(person == 0 ? u"idAna"_s : u"person%1"_s.arg(person)), names()[person]};
}

void say(FakeServer &server, const QString &room, const QList<Line> &lines)
{
    auto &there = server.room(room);
    const auto now = QDateTime::currentMSecsSinceEpoch();
    for (const auto &line : lines) {
        server.post(room, user(line.person), line.text, FakeServer::FanOut::No);
        if (line.person == bot)
            there.events.last().bot = true;
        const Timestamp time{now - line.minutesAgo * 60'000LL};
        there.events.last().time = time;
        there.summary.lastTime = time;
    }
}

void addPeople(FakeServer &server, const QString &room, int count)
{
    auto &there = server.room(room);
    for (int person = 0; person < count; ++person) {
        const auto who = user(person);
        const bool away = person % 4 == 3 || person == 6;
        there.members.append({who.id, who.name, away ? Presence::Away : Presence::Here});
        there.members.last().kind = person == bot ? PersonKind::Bot : PersonKind::Account;
    }
    there.summary.memberCount = count;
}

/// An image as somebody could have chosen it; its name.
QString picture(FakeServer &server, int person)
{
    QImage image(96, 96, QImage::Format_RGB32);
    QLinearGradient sky(0, 0, 0, 96);
    sky.setColorAt(0, QColor::fromHsv(40 * person % 360, 120, 250));
    sky.setColorAt(1, QColor::fromHsv((40 * person + 50) % 360, 160, 150));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(image.rect(), sky);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(255, 250, 220));
    painter.drawEllipse(56, 18, 22, 22);
    painter.setBrush(QColor(40, 60, 70));
    painter.drawPolygon(QPolygon({{0, 96}, {30, 48}, {52, 80}, {70, 56}, {96, 96}}));
    painter.end();
    const auto png = makePicture(image);
    const auto name = u"picture%1"_s.arg(person);
    server.desk.pictures[name] = QString::fromLatin1(png->toBase64());
    return name;
}

constexpr int day = 24 * 60;

QList<Line> conversation()
{
    return {
        {2 * day + 30, 2, u"Who brings the projector on Thursday?"_s},
        {2 * day + 28, 1, u"I can. It needs the long cable, though."_s},
        {2 * day + 27, 1, u"The one in the green box."_s},
        {2 * day + 5, 9, u"Found it 🎉"_s},
        {day + 190, 5,
         u"I have written up what we said about the summer trip. In short: two days "
         u"by the lake, one in the hills, and nobody has to carry the tents, because "
         u"the hut is open again and has room for all fourteen of us. The longer "
         u"version with the train times is at "
         u"https://example.org/wiki/summer-trip_(2026)?page=2, and I would like to "
         u"hear by Friday who comes with bicycles."_s},
        {day + 176, 7, u"Lovely. Bicycle here, and one to spare."_s},
        {day + 174, 11,
         u"Same. Can we take the early train?\n\n  07:42  slow, with bicycles\n  "
         u"08:10  fast, without"_s},
        {day + 120, 4, u"אני מביאה את המפות ואת הקפה."_s},
        {day + 118, 6, u"Фотографии за мной."_s},
        {75, 0, u"I booked the hut."_s},
        {74, 0, u"Fourteen beds, and they let us have the kitchen from noon."_s},
        {74, 0, u"Dinner is on us, then."_s},
        {70, 2, u"👏👏"_s},
        {48, 3, u"Is <b>everyone</b> fine with vegetarian? I can cook & bake for 14."_s},
        {46, 1, u"More than fine"_s},
        {45, 1, u"I will bring the big pot."_s},
        {20, bot, u"07:42 from platform 3: on time"_s},
        {9, 7, u"The weather looks good so far: https://weather.example.org/lake"_s},
        {4, 11, u"Sunscreen it is."_s},
    };
}

} // namespace

void fill(FakeServer &server)
{
    for (const auto &[id, name] : QList<std::pair<QString, QString>>{
             {u"trip"_s, u"Summer trip"_s},
             {u"kitchen"_s, u"Kitchen"_s},
             {u"readers"_s, u"Book club, the one that really reads the books"_s},
             {u"garden"_s, u"Garden"_s},
             {u"chess"_s, u"Chess"_s},
             {u"music"_s, u"مقهى الموسيقى"_s},
             {u"old"_s, u"Old photos"_s},
             {u"cycling"_s, u"Cycling"_s},
         })
        server.addRoom(id, name);
    say(server, u"trip"_s, conversation());
    say(server, u"kitchen"_s,
        {{30, 9, u"The new oven is in."_s}, {12, 8, u"Bread at six, come hungry"_s}});
    QList<Line> reading;
    for (int i = 0; i < 24; ++i)
        reading.append({400 - i, i % 3 + 1, u"Chapter %1 is the one with the bees."_s.arg(i + 1)});
    say(server, u"readers"_s, reading);
    say(server, u"garden"_s, {{day + 60, 10, u"Someone please water the beans this week"_s}});
    say(server, u"chess"_s, {{4 * day, 3, u"Your move."_s}});
    say(server, u"music"_s, {{9 * day, 4, u"שיר חדש בקרוב"_s}});
    say(server, u"old"_s, {{40 * day, 6, u"1998!"_s}});
    say(server, u"cycling"_s, {{11 * day, 2, u"Sunday at nine?"_s}});
    // What is said from here on is said now.
    server.clock = QDateTime::currentMSecsSinceEpoch();
    addPeople(server, u"trip"_s, 13);
    addPeople(server, u"kitchen"_s, 6);
    for (const auto &id :
         {u"readers"_s, u"garden"_s, u"chess"_s, u"music"_s, u"old"_s, u"cycling"_s})
        addPeople(server, id, 3);
}

void fillRooms(FakeServer &server)
{
    fill(server);
    server.room(u"kitchen"_s).summary.picture = picture(server, 3);
    const auto account = [](int person, Presence presence, const QString &status = {}) {
        const auto who = user(person);
        return Person{who.id, who.name, PersonKind::Account, presence, status};
    };
    server.desk.people = {
        account(1, Presence::Here, u"Baking"_s),
        account(2, Presence::Away),
        account(3, Presence::Here),
        account(4, Presence::Gone),
        account(5, Presence::Gone, u"On the ferry until Monday, then two days in the hills"_s),
        account(6, Presence::Here),
        account(7, Presence::Gone),
    };
    server.desk.people.append({user(8).id, user(8).name, PersonKind::Guest, Presence::Here, {}});

    server.desk.people[0].picture = picture(server, 1);
    server.desk.people[1].colour = 7;
    auto &garden = server.room(u"garden"_s);
    garden.summary.kind = RoomKind::Private;
    garden.summary.topic = u"What grows where"_s;
    auto &old = server.room(u"old"_s);
    old.summary.archived = true;
    old.summary.topic = u"Scans from the green box"_s;
    server.room(u"cycling"_s).summary.topic = u"Sundays, no hills"_s;
    server.room(u"music"_s).summary.topic = u"What we listen to"_s;

    auto &trip = server.room(u"trip"_s);
    trip.summary.topic = u"Two days by the lake, one in the hills: who brings what"_s;
    trip.role = Role::Owner;
    const std::array roles{Role::Owner, Role::Moderator, Role::Member, Role::Reader};
    for (int i = 0; i < trip.members.size(); ++i) {
        auto &member = trip.members[i];
        if (i == 8)
            member.kind = PersonKind::Guest;
        member.role = i < 4 ? roles[size_t(i)] : Role::Member;
        if (i == 4 || i == 9 || i == 10)
            member.presence = Presence::Gone;
        if (i == 1)
            member.status = u"Baking"_s;
        if (i == 5)
            member.status = u"On the ferry until Monday, then two days in the hills"_s;
        if (i == 7)
            member.mutedUntil = Timestamp{server.clock + 600'000};
        if (i == 2)
            member.colour = 7;
        if (i == 1 || i == 7)
            member.picture = picture(server, i);
    }
    say(server, server.desk.direct(u"dmBen"_s, {user(0), user(1)}).value(),
        {{50, 1, u"Did you get the key to the hut?"_s}, {3, 1, u"I left it under the pot"_s}});
    say(server, server.desk.direct(u"dmChiara"_s, {user(0), user(2)}).value(),
        {{2 * day, 0, u"See you there"_s}});
    say(server, server.desk.direct(u"dmThree"_s, {user(0), user(3), user(5), user(6)}).value(),
        {{5 * day, 5, u"Photos are up"_s}});
    server.clock = QDateTime::currentMSecsSinceEpoch();
}

void fillQuiet(FakeServer &server)
{
    server.addRoom(u"new"_s, u"Fresh start"_s);
    addPeople(server, u"new"_s, 1);
}

ServerMemory memory(FakeServer &server)
{
    ServerMemory memory;
    memory.name = u"Ana"_s;
    memory.epoch = server.epoch;
    memory.lastRoom = RoomId(u"trip"_s);
    for (const auto &[id, room] : server.rooms) {
        if (id.value() == u"old" || id.value() == u"cycling")
            continue;
        memory.joined.append(id);
        memory.read.insert(id, room.summary.lastSeq);
    }
    memory.read[RoomId(u"trip"_s)] = Seq{17};
    memory.read[RoomId(u"kitchen"_s)] = Seq{1};
    memory.read[RoomId(u"readers"_s)] = Seq{0};
    for (const auto &[id, read] : memory.read.asKeyValueRange())
        server.reads[id] = read;
    return memory;
}

void startTyping(FakeServer &server, const QStringList &typists)
{
    Typing typing{RoomId(u"trip"_s), {}, typists.size()};
    for (const auto &name : typists)
        typing.users.append(user(static_cast<int>(names().indexOf(name))));
    server.send(typing);
}

void comeAndGo(FakeServer &server)
{
    const auto member = [](int person) {
        const auto who = user(person);
        return Member{who.id, who.name, Presence::Here};
    };
    MembersChanged change;
    change.room = RoomId(u"trip"_s);
    change.memberCount = 13;
    change.joined = {member(8), member(10)};
    change.moreJoined = 4;
    server.send(change);
}

} // namespace hobnob::desktop::sampleworld
