// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import { limits } from "../limits";
import type {
    Announcement, AuditRecord, ClientMessage, Event, Member, Notice, Person, ReadState, Report, RoomRules, RoomSummary, Sanction, Self,
    ServerMessage, SessionInfo, Standing, User,
} from "./messages";

/** What a field may hold: the one table that the codec reads, as shared/protocol/schema.h has it. */
export type Kind =
    | { readonly kind: "text"; readonly most: number }
    | { readonly kind: "id" | "flag" | "code" }
    | { readonly kind: "word"; readonly words: readonly string[] }
    | { readonly kind: "whole"; readonly least: number; readonly most: number }
    | { readonly kind: "list"; readonly of: Kind; readonly most: number }
    | { readonly kind: "part"; readonly fields: Fields };
export type Field = Kind & { readonly optional?: boolean };
export type Fields = Readonly<Record<string, Field>>;

/** One entry for each field of the message, so that a field without a line does not compile. */
type FieldsOf<M> = { readonly [K in Exclude<keyof M, "type">]-?: Field };
type SchemaOf<M extends { readonly type: string }> = {
    readonly [Type in M["type"]]: FieldsOf<Extract<M, { readonly type: Type }>>;
};

const whole = (least = 0, most: number = limits.maxInteger): Kind => ({ kind: "whole", least, most });
const text = (most: number): Kind => ({ kind: "text", most });
const list = (of: Kind, most: number): Kind => ({ kind: "list", of, most });
const part = (fields: Fields): Kind => ({ kind: "part", fields });
const optional = (kind: Kind): Field => ({ ...kind, optional: true });

const id: Kind = { kind: "id" };
const flag: Kind = { kind: "flag" };
const word = (...words: string[]): Kind => ({ kind: "word", words });
const presence = word("here", "away", "gone");
const personKind = word("guest", "account", "bot");
const roomKind = word("public", "private", "direct");
const role = word("reader", "member", "moderator", "owner");
const noticeKind = word(
    "renamed", "topic", "role", "muted", "unmuted", "kicked", "banned", "unbanned", "archived", "unarchived", "public", "private",
);
const registration = word("open", "invite", "closed");
const link = text(limits.linkCharacters);
const request = whole(1);
// Text that a person typed: its rule (text.ts) answers, so only the frame bounds it here.
const typed = text(limits.frameBytes);

const userFields: FieldsOf<User> = { id, name: typed };
const user = part(userFields);
const colour = optional(whole(0, limits.personColours - 1));
const picture = optional(text(limits.tokenCharacters));
const personFields: FieldsOf<Person> = { id, name: typed, kind: personKind, presence, status: typed, colour, picture };
const memberFields: FieldsOf<Member> = { ...personFields, role, mutedUntil: optional(whole()) };
const noticeFields: FieldsOf<Notice> = { kind: noticeKind, subject: optional(user) };
const eventFields: FieldsOf<Event> = {
    seq: whole(1), time: whole(), author: user, clientId: id, text: typed, notice: optional(part(noticeFields)),
    bot: optional(flag),
};
const rulesFields: FieldsOf<RoomRules> = { post: role, invite: role, pin: role, slowMode: whole(0, limits.slowModeSeconds) };
const roomFields: FieldsOf<RoomSummary> = {
    id, name: typed, lastSeq: whole(), lastTime: whole(), lastAuthor: typed, lastText: typed, memberCount: whole(),
    kind: roomKind, topic: typed, picture, archived: flag, rules: part(rulesFields), people: list(user, limits.directPeople),
};
const standingFields: FieldsOf<Standing> = { room: id, role, mutedUntil: optional(whole()) };
const sanctionFields: FieldsOf<Sanction> = {
    kind: word("mute", "ban"), person: user, by: user, reason: typed, created: whole(), ends: optional(whole()),
};
const reportFields: FieldsOf<Report> = {
    number: whole(), room: id, roomName: typed, event: part(eventFields), reporter: user, reason: typed, created: whole(),
    resolvedBy: optional(user), resolved: optional(whole()), note: typed,
};
const auditFields: FieldsOf<AuditRecord> = {
    number: whole(), time: whole(), actor: optional(user), action: text(limits.idCharacters), room: optional(id), roomName: typed,
    subject: optional(user), details: typed,
};
const announcementFields: FieldsOf<Announcement> = { text: typed, author: user, time: whole() };
const readFields: FieldsOf<ReadState> = { room: id, read: whole(), mentions: whole(), upTo: whole() };
const selfFields: FieldsOf<Self> = {
    kind: personKind, role: word("member", "administrator"), login: typed, status: typed, colour, twoFactor: flag, picture,
};
const sessionFields: FieldsOf<SessionInfo> = {
    key: id, client: text(limits.clientNameCharacters), address: text(limits.addressCharacters),
    created: whole(), used: whole(), current: flag,
};
const event = part(eventFields);
const self = part(selfFields);
const member = part(memberFields);
const room = part(roomFields);
const read = part(readFields);
const standing = part(standingFields);
const announcement = optional(part(announcementFields));

export const clientSchema: SchemaOf<ClientMessage> = {
    hello: {
        id: request, version: whole(), client: text(limits.clientNameCharacters),
        capabilities: list(text(limits.capabilityCharacters), limits.capabilities),
    },
    logInAsGuest: { id: request, name: typed },
    resumeSession: { id: request, token: optional(text(limits.tokenCharacters)) },
    logOut: { id: request },
    createRoom: { id: request, name: typed, kind: optional(roomKind), topic: optional(typed) },
    changeRoom: {
        id: request, room: id, name: optional(typed), topic: optional(typed), description: optional(typed), kind: optional(roomKind),
        rules: optional(part(rulesFields)), archived: optional(flag),
    },
    deleteRoom: { id: request, room: id },
    getRoom: { id: request, room: id },
    addPeople: { id: request, room: id, people: list(id, limits.addedPeople) },
    setRole: { id: request, room: id, person: id, role },
    moderate: {
        id: request, room: id, person: id, act: word("mute", "unmute", "kick", "ban", "unban"), reason: typed,
        minutes: optional(whole(1, limits.sanctionMinutes)),
    },
    getSanctions: { id: request, room: id },
    openDirect: { id: request, people: list(id, limits.directPeople) },
    setBlocked: { id: request, person: id, blocked: flag },
    findPeople: { id: request, text: typed },
    reportEvent: { id: request, room: id, seq: whole(1), reason: typed },
    getReports: { id: request, before: optional(whole()), resolved: flag },
    resolveReport: { id: request, number: whole(), note: typed },
    getAudit: { id: request, before: optional(whole()), room: optional(id) },
    announce: { id: request, text: typed },
    getPicture: { id: request, picture: text(limits.tokenCharacters) },
    setPicture: { id: request, room: optional(id), image: typed },
    joinRoom: { id: request, room: id, after: optional(whole()) },
    joinNamedRoom: { id: request, name: typed },
    leaveRoom: { id: request, room: id },
    postMessage: { id: request, room: id, clientId: id, text: typed },
    getHistory: {
        id: request, room: id, before: optional(whole()), after: optional(whole()),
        limit: optional(whole(1, limits.historyPage)),
    },
    getMembers: { id: request, room: id, after: optional(typed), query: optional(typed) },
    markRead: { room: id, seq: whole() },
    setTyping: { room: id, typing: flag },
    setPresence: { presence },
    ping: { id: request },
    logIn: { id: request, name: typed, password: typed, code: optional(link) },
    register: { id: request, name: typed, password: typed, link: optional(link) },
    checkLink: { id: request, link },
    resetPassword: { id: request, link, password: typed },
    changePassword: { id: request, current: typed, password: typed },
    startTwoFactor: { id: request, password: typed },
    confirmTwoFactor: { id: request, code: link },
    stopTwoFactor: { id: request, password: typed },
    getSessions: { id: request },
    endSession: { id: request, session: optional(id) },
    setProfile: {
        id: request, name: optional(typed), status: optional(typed), colour: optional(whole(-1, limits.personColours - 1)),
    },
    deactivateAccount: { id: request, password: typed },
    deleteAccount: { id: request, password: typed },
    makeInvite: { id: request, uses: whole(1, limits.inviteUses), days: whole(1, limits.inviteDays) },
};

export const serverSchema: SchemaOf<ServerMessage> = {
    welcome: {
        id: request, version: whole(), server: text(limits.clientNameCharacters), epoch: text(limits.idCharacters),
        guests: flag, registration, setUp: flag,
    },
    loggedIn: {
        id: request, user: part(userFields), self, token: text(limits.tokenCharacters),
        ticket: optional(text(limits.tokenCharacters)),
        rooms: list(room, limits.roomsPerServer + limits.membershipsPerUser), joined: list(id, limits.membershipsPerUser),
        reads: list(read, limits.roomsPerServer + limits.membershipsPerUser), standings: list(standing, limits.membershipsPerUser),
        blocked: list(user, limits.blocksPerUser), reportsWaiting: whole(), announcement,
    },
    loggedOut: { id: request },
    accepted: { id: request },
    linkChecked: { id: request, kind: word("setup", "invite", "reset"), expires: whole(), name: optional(typed) },
    twoFactorOffered: { id: request, secret: link, uri: typed },
    twoFactorStarted: { id: request, recoveryCodes: list(text(limits.capabilityCharacters), limits.recoveryCodes) },
    sessions: { id: request, sessions: list(part(sessionFields), limits.sessionsPerUser) },
    inviteMade: { id: request, link, expires: whole() },
    selfChanged: { user: part(userFields), self },
    personRenamed: { user: part(userFields) },
    joined: {
        id: request, room, events: list(event, limits.replayEvents), gap: flag, more: flag,
        members: list(member, limits.memberPage), read, standing,
    },
    left: { id: request, room: id },
    posted: { id: request, room: id, clientId: id, seq: whole(1), time: whole() },
    history: { id: request, room: id, events: list(event, limits.historyPage), more: flag },
    members: { id: request, room: id, members: list(member, limits.memberPage), more: flag },
    roomDetails: { id: request, room, description: typed },
    sanctions: { id: request, room: id, sanctions: list(part(sanctionFields), limits.sanctionsPerRoom) },
    peopleFound: { id: request, people: list(part(personFields), limits.peoplePage) },
    reports: { id: request, reports: list(part(reportFields), limits.reportPage), more: flag },
    auditLog: { id: request, records: list(part(auditFields), limits.auditPage), more: flag },
    picture: { id: request, picture: text(limits.tokenCharacters), image: typed },
    pictureSet: { id: request, picture },
    pong: { id: request },
    error: {
        id: optional(request), code: { kind: "code" }, message: typed,
        field: optional(text(limits.idCharacters)), retryAfter: optional(whole()),
    },
    roomEvent: { room: id, event },
    roomChanged: { room },
    roomGone: { room: id },
    membershipChanged: {
        room: id, joined: flag, role, mutedUntil: optional(whole()), by: optional(user), reason: optional(typed),
    },
    blocksChanged: { blocked: list(user, limits.blocksPerUser) },
    reportsWaiting: { count: whole() },
    announced: { announcement },
    membersChanged: {
        room: id, memberCount: whole(), joined: list(member, limits.namesPerNotice),
        left: list(member, limits.namesPerNotice), changed: list(member, limits.namesPerNotice),
        moreJoined: whole(), moreLeft: whole(), moreChanged: whole(),
    },
    typing: { room: id, users: list(part(userFields), limits.typingNames), count: whole() },
    readMoved: { read },
    gap: {
        rooms: list(room, limits.roomsPerServer + limits.membershipsPerUser), joined: list(id, limits.membershipsPerUser),
        reads: list(read, limits.roomsPerServer + limits.membershipsPerUser), standings: list(standing, limits.membershipsPerUser),
    },
    goodbye: { reason: typed, reconnectAfter: whole() },
};
