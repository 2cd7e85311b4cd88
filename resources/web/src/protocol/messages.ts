// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import type { ErrorCode } from "../errors";

/**
 * The contract between server and page, as shared/protocol/messages.h has it. Wire names and
 * limits: schema.ts. Times are milliseconds since 1970 UTC; sequence numbers start at 1.
 */
export const protocolVersion = 1;

declare const tag: unique symbol;
type Tagged<Name extends string> = string & { readonly [tag]: Name };
export type RoomId = Tagged<"room">;
export type UserId = Tagged<"user">;
/** Made by the client before the first try of a message; unique for its author. */
export type ClientId = Tagged<"client">;
/** One place where somebody is logged in, over all of its connections; no secret. */
export type SessionKey = Tagged<"session">;

// --- parts
/** gone: somebody with an account who is not there now; no client says it of itself. */
export type Presence = "here" | "away" | "gone";
/** bot: a program that the operator let in; it has a token and no password. */
export type PersonKind = "guest" | "account" | "bot";
export type ServerRole = "member" | "administrator";
/** Who may make an account: anyone, those with an invite, nobody. A setup link always may. */
export type Registration = "open" | "invite" | "closed";
export type LinkKind = "setup" | "invite" | "reset";
/** Who knows of a room and may come: everybody; those who were added; its two to ten people, for ever the same. */
export type RoomKind = "public" | "private" | "direct";
/** What somebody may do in a room, each more than the one before. A reader may not post. */
export type Role = "reader" | "member" | "moderator" | "owner";
/** What an event tells when it is no message. */
export type NoticeKind =
    | "renamed" | "topic" | "role" | "muted" | "unmuted" | "kicked" | "banned" | "unbanned" | "archived" | "unarchived"
    | "public" | "private";
export type SanctionKind = "mute" | "ban";
export type ModerationAct = "mute" | "unmute" | "kick" | "ban" | "unban";
export interface User { readonly id: UserId; readonly name: string }
/** Somebody as others see them. picture: the name of an image (getPicture), or nothing; colour: see Self. */
export interface Person {
    readonly id: UserId; readonly name: string; readonly kind: PersonKind; readonly presence: Presence;
    readonly status: string; readonly colour?: number | undefined; readonly picture?: string | undefined;
}
/** The same, in a room. mutedUntil: nothing when they are not muted. */
export interface Member extends Person { readonly role: Role; readonly mutedUntil?: number | undefined }
/** This event is no message. subject: the person whom it happened to. */
export interface Notice { readonly kind: NoticeKind; readonly subject?: User | undefined }
/**
 * One entry of a room's log; the same bytes for everyone. text: of a notice, the new name, topic or role, or the reason.
 * bot: true when the author is one, whose name may be another in each message; else left out.
 */
export interface Event {
    readonly seq: number; readonly time: number; readonly author: User; readonly clientId: ClientId; readonly text: string;
    readonly notice?: Notice | undefined; readonly bot?: boolean | undefined;
}
/** The least role that may do it, and how many seconds there must be between two messages of a member (moderators do not wait). */
export interface RoomRules { readonly post: Role; readonly invite: Role; readonly pin: Role; readonly slowMode: number }
/**
 * A line of the room list. lastSeq 0: nothing was said yet, and lastTime is the room's birth; notices leave lastAuthor and
 * lastText alone. people: of a direct room, which has no name; others have none here. archived: nothing is said any more.
 */
export interface RoomSummary {
    readonly id: RoomId; readonly name: string; readonly lastSeq: number; readonly lastTime: number;
    readonly lastAuthor: string; readonly lastText: string; readonly memberCount: number;
    readonly kind: RoomKind; readonly topic: string; readonly picture?: string | undefined; readonly archived: boolean;
    readonly rules: RoomRules; readonly people: readonly User[];
}
/** Where a person stands in a room that they are in. mutedUntil: nothing when they are not muted. */
export interface Standing { readonly room: RoomId; readonly role: Role; readonly mutedUntil?: number | undefined }
/** Somebody who may not post, or not come in. ends: nothing: never. */
export interface Sanction {
    readonly kind: SanctionKind; readonly person: User; readonly by: User; readonly reason: string; readonly created: number;
    readonly ends?: number | undefined;
}
/** An event that somebody objects to. resolvedBy: nothing: nobody has looked at it yet. */
export interface Report {
    readonly number: number; readonly room: RoomId; readonly roomName: string; readonly event: Event; readonly reporter: User;
    readonly reason: string; readonly created: number; readonly resolvedBy?: User | undefined;
    readonly resolved?: number | undefined; readonly note: string;
}
/** An act of somebody with power over others. action: a stable word, such as "member-banned". details: for people. */
export interface AuditRecord {
    readonly number: number; readonly time: number; readonly actor?: User | undefined; readonly action: string;
    readonly room?: RoomId | undefined; readonly roomName: string; readonly subject?: User | undefined; readonly details: string;
}
/** What everybody is shown. */
export interface Announcement { readonly text: string; readonly author: User; readonly time: number }
/**
 * How far a person has read a room; the server keeps it, and all of their windows show the same.
 * mentions: of the events after read and up to upTo, those that name them (mentions.ts).
 */
export interface ReadState { readonly room: RoomId; readonly read: number; readonly mentions: number; readonly upTo: number }
/**
 * What a person is told of themselves beside their User. login: what they sign in with; empty for guests. colour: one of
 * the twelve of resources/design, or nothing: the one that follows from the id.
 */
export interface Self {
    readonly kind: PersonKind; readonly role: ServerRole; readonly login: string; readonly status: string;
    readonly colour?: number | undefined; readonly twoFactor: boolean; readonly picture?: string | undefined;
}
/** One place where somebody is logged in. used: roughly when they last were there. */
export interface SessionInfo {
    readonly key: SessionKey; readonly client: string; readonly address: string;
    readonly created: number; readonly used: number; readonly current: boolean;
}

// --- from the client
export interface Hello { readonly type: "hello"; readonly id: number; readonly version: number; readonly client: string; readonly capabilities: readonly string[] }
export interface LogInAsGuest { readonly type: "logInAsGuest"; readonly id: number; readonly name: string }
/** Without a token: with the cookie that the connection brought. */
export interface ResumeSession { readonly type: "resumeSession"; readonly id: number; readonly token?: string | undefined }
export interface LogOut { readonly type: "logOut"; readonly id: number }
/** code: of the second factor, or a recovery code, once code-needed asked for it. */
export interface LogIn { readonly type: "logIn"; readonly id: number; readonly name: string; readonly password: string; readonly code?: string | undefined }
/**
 * A new account; a guest who is logged in becomes it, and keeps what they wrote and where they are. link: the code of a
 * setup or invite link.
 */
export interface Register { readonly type: "register"; readonly id: number; readonly name: string; readonly password: string; readonly link?: string | undefined }
/** What a link's code is good for. Before a login or after it. */
export interface CheckLink { readonly type: "checkLink"; readonly id: number; readonly link: string }
/** Before a login. */
export interface ResetPassword { readonly type: "resetPassword"; readonly id: number; readonly link: string; readonly password: string }
/** All other sessions of this person end. */
export interface ChangePassword { readonly type: "changePassword"; readonly id: number; readonly current: string; readonly password: string }
export interface StartTwoFactor { readonly type: "startTwoFactor"; readonly id: number; readonly password: string }
export interface ConfirmTwoFactor { readonly type: "confirmTwoFactor"; readonly id: number; readonly code: string }
export interface StopTwoFactor { readonly type: "stopTwoFactor"; readonly id: number; readonly password: string }
export interface GetSessions { readonly type: "getSessions"; readonly id: number }
/** Without a session: all but this one. */
export interface EndSession { readonly type: "endSession"; readonly id: number; readonly session?: SessionKey | undefined }
/** What is left out stays. colour -1: the one that follows from the id. */
export interface SetProfile { readonly type: "setProfile"; readonly id: number; readonly name?: string | undefined; readonly status?: string | undefined; readonly colour?: number | undefined }
/** May not log in any more; an administrator can undo it. */
export interface DeactivateAccount { readonly type: "deactivateAccount"; readonly id: number; readonly password: string }
/** For ever. What they wrote stays, under the name it had. */
export interface DeleteAccount { readonly type: "deleteAccount"; readonly id: number; readonly password: string }
/** For administrators. days: until it expires. */
export interface MakeInvite { readonly type: "makeInvite"; readonly id: number; readonly uses: number; readonly days: number }
/** kind: public or private; public when left out. */
export interface CreateRoom { readonly type: "createRoom"; readonly id: number; readonly name: string; readonly kind?: RoomKind | undefined; readonly topic?: string | undefined }
/** What is left out stays. */
export interface ChangeRoom {
    readonly type: "changeRoom"; readonly id: number; readonly room: RoomId; readonly name?: string | undefined;
    readonly topic?: string | undefined; readonly description?: string | undefined; readonly kind?: RoomKind | undefined;
    readonly rules?: RoomRules | undefined; readonly archived?: boolean | undefined;
}
/** With its log, for ever. */
export interface DeleteRoom { readonly type: "deleteRoom"; readonly id: number; readonly room: RoomId }
export interface GetRoom { readonly type: "getRoom"; readonly id: number; readonly room: RoomId }
export interface AddPeople { readonly type: "addPeople"; readonly id: number; readonly room: RoomId; readonly people: readonly UserId[] }
export interface SetRole { readonly type: "setRole"; readonly id: number; readonly room: RoomId; readonly person: UserId; readonly role: Role }
/** minutes: of a mute or a ban; for ever when left out. */
export interface Moderate {
    readonly type: "moderate"; readonly id: number; readonly room: RoomId; readonly person: UserId; readonly act: ModerationAct;
    readonly reason: string; readonly minutes?: number | undefined;
}
export interface GetSanctions { readonly type: "getSanctions"; readonly id: number; readonly room: RoomId }
/** The room of oneself and these people; the same room every time. */
export interface OpenDirect { readonly type: "openDirect"; readonly id: number; readonly people: readonly UserId[] }
/** Whom one does not want to hear of. */
export interface SetBlocked { readonly type: "setBlocked"; readonly id: number; readonly person: UserId; readonly blocked: boolean }
/** Those whose name contains this; accounts, and guests who are here. */
export interface FindPeople { readonly type: "findPeople"; readonly id: number; readonly text: string }
export interface ReportEvent { readonly type: "reportEvent"; readonly id: number; readonly room: RoomId; readonly seq: number; readonly reason: string }
/** Newest first. before: the number that the last page ended with. resolved: those that were looked at, instead of those that wait. */
export interface GetReports { readonly type: "getReports"; readonly id: number; readonly before?: number | undefined; readonly resolved: boolean }
export interface ResolveReport { readonly type: "resolveReport"; readonly id: number; readonly number: number; readonly note: string }
/** For administrators; with a room, for its owners, too. Newest first; before: as above. */
export interface GetAudit { readonly type: "getAudit"; readonly id: number; readonly before?: number | undefined; readonly room?: RoomId | undefined }
/** For administrators. No text: what was announced is over. */
export interface Announce { readonly type: "announce"; readonly id: number; readonly text: string }
/** Of oneself, or of a room. image: a PNG in base64; empty: none. */
export interface SetPicture { readonly type: "setPicture"; readonly id: number; readonly room?: RoomId | undefined; readonly image: string }
/** What a name stands for never changes. */
export interface GetPicture { readonly type: "getPicture"; readonly id: number; readonly picture: string }
/** after: the last event that the page holds of this room. */
export interface JoinRoom { readonly type: "joinRoom"; readonly id: number; readonly room: RoomId; readonly after?: number | undefined }
/** Joins the room of this name; makes it when there is none. */
export interface JoinNamedRoom { readonly type: "joinNamedRoom"; readonly id: number; readonly name: string }
export interface LeaveRoom { readonly type: "leaveRoom"; readonly id: number; readonly room: RoomId }
export interface PostMessage { readonly type: "postMessage"; readonly id: number; readonly room: RoomId; readonly clientId: ClientId; readonly text: string }
/** At most one of before and after; neither asks for the newest. Answered oldest first. */
export interface GetHistory { readonly type: "getHistory"; readonly id: number; readonly room: RoomId; readonly before?: number | undefined; readonly after?: number | undefined; readonly limit?: number | undefined }
/** after: the name that the last page ended with. query: only those whose name contains this. */
export interface GetMembers { readonly type: "getMembers"; readonly id: number; readonly room: RoomId; readonly after?: string | undefined; readonly query?: string | undefined }
/** Everything up to seq was read. Never goes back. */
export interface MarkRead { readonly type: "markRead"; readonly room: RoomId; readonly seq: number }
export interface SetTyping { readonly type: "setTyping"; readonly room: RoomId; readonly typing: boolean }
export interface SetPresence { readonly type: "setPresence"; readonly presence: Presence }
export interface Ping { readonly type: "ping"; readonly id: number }

// --- from the server; the answers
/** setUp: somebody looks after this server; until then the setup link waits for them. */
export interface Welcome {
    readonly type: "welcome"; readonly id: number; readonly version: number; readonly server: string; readonly epoch: string;
    readonly guests: boolean; readonly registration: Registration; readonly setUp: boolean;
}
/**
 * rooms: all that this person may know of. standings: of the joined ones, where they are no plain member.
 * ticket: instead of the token, when hello named the capability "cookie"; to be changed for the cookie with
 * POST /session, once and soon. Neither after a resume by cookie.
 */
export interface LoggedIn {
    readonly type: "loggedIn"; readonly id: number; readonly user: User; readonly self: Self; readonly token: string;
    readonly ticket?: string | undefined; readonly rooms: readonly RoomSummary[]; readonly joined: readonly RoomId[];
    readonly reads: readonly ReadState[]; readonly standings: readonly Standing[]; readonly blocked: readonly User[];
    readonly reportsWaiting: number; readonly announcement?: Announcement | undefined;
}
export interface LoggedOut { readonly type: "loggedOut"; readonly id: number }
/** It is done; there is no more to say. */
export interface Accepted { readonly type: "accepted"; readonly id: number }
/** name: whose password a reset link is for. */
export interface LinkChecked { readonly type: "linkChecked"; readonly id: number; readonly kind: LinkKind; readonly expires: number; readonly name?: string | undefined }
/** secret: in base32; uri: the same for a QR code (otpauth:). Nothing is in force before confirmTwoFactor. */
export interface TwoFactorOffered { readonly type: "twoFactorOffered"; readonly id: number; readonly secret: string; readonly uri: string }
/** Shown once. */
export interface TwoFactorStarted { readonly type: "twoFactorStarted"; readonly id: number; readonly recoveryCodes: readonly string[] }
export interface Sessions { readonly type: "sessions"; readonly id: number; readonly sessions: readonly SessionInfo[] }
export interface InviteMade { readonly type: "inviteMade"; readonly id: number; readonly link: string; readonly expires: number }
/**
 * events: those after JoinRoom.after, else the newest page. gap: there are more in between than
 * were sent, and events holds the newest. members: the first page, by name.
 */
export interface Joined { readonly type: "joined"; readonly id: number; readonly room: RoomSummary; readonly events: readonly Event[]; readonly gap: boolean; readonly more: boolean; readonly members: readonly Member[]; readonly read: ReadState; readonly standing: Standing }
export interface Left { readonly type: "left"; readonly id: number; readonly room: RoomId }
export interface Posted { readonly type: "posted"; readonly id: number; readonly room: RoomId; readonly clientId: ClientId; readonly seq: number; readonly time: number }
/** more: the log goes on in the direction that was asked for. */
export interface History { readonly type: "history"; readonly id: number; readonly room: RoomId; readonly events: readonly Event[]; readonly more: boolean }
export interface Members { readonly type: "members"; readonly id: number; readonly room: RoomId; readonly members: readonly Member[]; readonly more: boolean }
export interface RoomDetails { readonly type: "roomDetails"; readonly id: number; readonly room: RoomSummary; readonly description: string }
export interface Sanctions { readonly type: "sanctions"; readonly id: number; readonly room: RoomId; readonly sanctions: readonly Sanction[] }
export interface PeopleFound { readonly type: "peopleFound"; readonly id: number; readonly people: readonly Person[] }
export interface Reports { readonly type: "reports"; readonly id: number; readonly reports: readonly Report[]; readonly more: boolean }
export interface AuditLog { readonly type: "auditLog"; readonly id: number; readonly records: readonly AuditRecord[]; readonly more: boolean }
/** image: a PNG in base64. */
export interface Picture { readonly type: "picture"; readonly id: number; readonly picture: string; readonly image: string }
export interface PictureSet { readonly type: "pictureSet"; readonly id: number; readonly picture?: string | undefined }
export interface Pong { readonly type: "pong"; readonly id: number }
/** Without an id it concerns the session as a whole. */
export interface ErrorMessage { readonly type: "error"; readonly id?: number | undefined; readonly code: ErrorCode; readonly message: string; readonly field?: string | undefined; readonly retryAfter?: number | undefined }

// --- from the server; the facts
export interface RoomEvent { readonly type: "roomEvent"; readonly room: RoomId; readonly event: Event }
/** A room is new, or its line changed. */
export interface RoomChanged { readonly type: "roomChanged"; readonly room: RoomSummary }
/** There is no such room any more, or not for this person. */
export interface RoomGone { readonly type: "roomGone"; readonly room: RoomId }
/** This person's membership changed, or their standing: by another of their windows, or by somebody with a say in the room (by). */
export interface MembershipChanged {
    readonly type: "membershipChanged"; readonly room: RoomId; readonly joined: boolean; readonly role: Role;
    readonly mutedUntil?: number | undefined; readonly by?: User | undefined; readonly reason?: string | undefined;
}
/** Whom this person does not want to hear of, by now. */
export interface BlocksChanged { readonly type: "blocksChanged"; readonly blocked: readonly User[] }
/** How many reports wait that this person may look at. */
export interface ReportsWaiting { readonly type: "reportsWaiting"; readonly count: number }
/** Without an announcement: what was announced is over. */
export interface Announced { readonly type: "announced"; readonly announcement?: Announcement | undefined }
/** Comings, goings and presence of one tick; the more… fields count those that are not named. */
export interface MembersChanged {
    readonly type: "membersChanged"; readonly room: RoomId; readonly memberCount: number;
    readonly joined: readonly Member[]; readonly left: readonly Member[]; readonly changed: readonly Member[];
    readonly moreJoined: number; readonly moreLeft: number; readonly moreChanged: number;
}
/** Everyone who types now, oneself too; users names only the first of them. */
export interface Typing { readonly type: "typing"; readonly room: RoomId; readonly users: readonly User[]; readonly count: number }
/**
 * This person has read on, here or in another of their windows. Their own posts move the pointer as
 * well, without this.
 */
export interface ReadMoved { readonly type: "readMoved"; readonly read: ReadState }
/** This person changed, by another of their windows or by an administrator. */
export interface SelfChanged { readonly type: "selfChanged"; readonly user: User; readonly self: Self }
/** Somebody is called otherwise from now on; to those who share a room with them. */
export interface PersonRenamed { readonly type: "personRenamed"; readonly user: User }
/**
 * This session read too slowly and was not told everything: the state as it is now, as after a
 * login. What was said meanwhile is in the logs.
 */
export interface Gap { readonly type: "gap"; readonly rooms: readonly RoomSummary[]; readonly joined: readonly RoomId[]; readonly reads: readonly ReadState[]; readonly standings: readonly Standing[] }
/** The server is going: come back after so many milliseconds. */
export interface Goodbye { readonly type: "goodbye"; readonly reason: string; readonly reconnectAfter: number }

export type ClientMessage =
    | Hello | LogInAsGuest | ResumeSession | LogOut | CreateRoom | JoinRoom | JoinNamedRoom
    | LeaveRoom | PostMessage | GetHistory | GetMembers | MarkRead | SetTyping | SetPresence | Ping
    | LogIn | Register | CheckLink | ResetPassword | ChangePassword | StartTwoFactor | ConfirmTwoFactor | StopTwoFactor
    | GetSessions | EndSession | SetProfile | DeactivateAccount | DeleteAccount | MakeInvite
    | ChangeRoom | DeleteRoom | GetRoom | AddPeople | SetRole | Moderate | GetSanctions | OpenDirect | SetBlocked | FindPeople
    | ReportEvent | GetReports | ResolveReport | GetAudit | Announce | SetPicture | GetPicture;
export type ServerMessage =
    | Welcome | LoggedIn | LoggedOut | Joined | Left | Posted | History | Members | Pong | ErrorMessage
    | RoomEvent | RoomChanged | MembershipChanged | MembersChanged | Typing | ReadMoved | Gap | Goodbye
    | Accepted | LinkChecked | TwoFactorOffered | TwoFactorStarted | Sessions | InviteMade | SelfChanged | PersonRenamed
    | RoomDetails | Sanctions | PeopleFound | Reports | AuditLog | Picture | PictureSet | RoomGone | BlocksChanged | ReportsWaiting | Announced;

/** Messages that a session gets without having asked. */
export type Fact =
    | RoomEvent | RoomChanged | MembershipChanged | MembersChanged | Typing | ReadMoved | Gap | Goodbye
    | SelfChanged | PersonRenamed | RoomGone | BlocksChanged | ReportsWaiting | Announced;

/** What answers a request, unless an error does. */
export interface Answers {
    hello: Welcome;
    logInAsGuest: LoggedIn;
    resumeSession: LoggedIn;
    logOut: LoggedOut;
    createRoom: Joined;
    joinRoom: Joined;
    joinNamedRoom: Joined;
    leaveRoom: Left;
    postMessage: Posted;
    getHistory: History;
    getMembers: Members;
    ping: Pong;
    logIn: LoggedIn;
    register: LoggedIn;
    checkLink: LinkChecked;
    resetPassword: Accepted;
    changePassword: Accepted;
    startTwoFactor: TwoFactorOffered;
    confirmTwoFactor: TwoFactorStarted;
    stopTwoFactor: Accepted;
    getSessions: Sessions;
    endSession: Accepted;
    setProfile: Accepted;
    deactivateAccount: LoggedOut;
    deleteAccount: LoggedOut;
    makeInvite: InviteMade;
    changeRoom: Accepted;
    deleteRoom: Accepted;
    getRoom: RoomDetails;
    addPeople: Accepted;
    setRole: Accepted;
    moderate: Accepted;
    getSanctions: Sanctions;
    openDirect: Joined;
    setBlocked: Accepted;
    findPeople: PeopleFound;
    reportEvent: Accepted;
    getReports: Reports;
    resolveReport: Accepted;
    getAudit: AuditLog;
    announce: Accepted;
    setPicture: PictureSet;
    getPicture: Picture;
}
export type Request = Extract<ClientMessage, { readonly type: keyof Answers }>;
type WithoutId<M> = M extends unknown ? Omit<M, "id"> : never;
/** A request before the connection gave it its id. */
export type Asked = WithoutId<Request>;
/** What is sent without expecting an answer. */
export type Told = MarkRead | SetTyping | SetPresence;
