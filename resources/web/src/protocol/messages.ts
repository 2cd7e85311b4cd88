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
export type Presence = "here" | "away";
export type PersonKind = "guest" | "account";
export type ServerRole = "member" | "administrator";
/** Who may make an account: anyone, those with an invite, nobody. A setup link always may. */
export type Registration = "open" | "invite" | "closed";
export type LinkKind = "setup" | "invite" | "reset";
export interface User { readonly id: UserId; readonly name: string }
export interface Member { readonly id: UserId; readonly name: string; readonly presence: Presence }
/** One entry of a room's log; the same bytes for everyone. */
export interface Event { readonly seq: number; readonly time: number; readonly author: User; readonly clientId: ClientId; readonly text: string }
/** A line of the room list. lastSeq 0: nothing was said yet, and lastTime is the room's birth. */
export interface RoomSummary {
    readonly id: RoomId; readonly name: string; readonly lastSeq: number; readonly lastTime: number;
    readonly lastAuthor: string; readonly lastText: string; readonly memberCount: number;
}
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
    readonly colour?: number | undefined; readonly twoFactor: boolean;
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
export interface CreateRoom { readonly type: "createRoom"; readonly id: number; readonly name: string }
/** after: the last event that the page holds of this room. */
export interface JoinRoom { readonly type: "joinRoom"; readonly id: number; readonly room: RoomId; readonly after?: number | undefined }
/** Joins the room of this name; makes it when there is none. */
export interface JoinNamedRoom { readonly type: "joinNamedRoom"; readonly id: number; readonly name: string }
export interface LeaveRoom { readonly type: "leaveRoom"; readonly id: number; readonly room: RoomId }
export interface PostMessage { readonly type: "postMessage"; readonly id: number; readonly room: RoomId; readonly clientId: ClientId; readonly text: string }
/** At most one of before and after; neither asks for the newest. Answered oldest first. */
export interface GetHistory { readonly type: "getHistory"; readonly id: number; readonly room: RoomId; readonly before?: number | undefined; readonly after?: number | undefined; readonly limit?: number | undefined }
/** after: the name that the last page ended with. */
export interface GetMembers { readonly type: "getMembers"; readonly id: number; readonly room: RoomId; readonly after?: string | undefined }
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
 * ticket: instead of the token, when hello named the capability "cookie"; to be changed for the cookie with
 * POST /session, once and soon. Neither after a resume by cookie.
 */
export interface LoggedIn {
    readonly type: "loggedIn"; readonly id: number; readonly user: User; readonly self: Self; readonly token: string;
    readonly ticket?: string | undefined; readonly rooms: readonly RoomSummary[]; readonly joined: readonly RoomId[];
    readonly reads: readonly ReadState[];
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
export interface Joined { readonly type: "joined"; readonly id: number; readonly room: RoomSummary; readonly events: readonly Event[]; readonly gap: boolean; readonly more: boolean; readonly members: readonly Member[]; readonly read: ReadState }
export interface Left { readonly type: "left"; readonly id: number; readonly room: RoomId }
export interface Posted { readonly type: "posted"; readonly id: number; readonly room: RoomId; readonly clientId: ClientId; readonly seq: number; readonly time: number }
/** more: the log goes on in the direction that was asked for. */
export interface History { readonly type: "history"; readonly id: number; readonly room: RoomId; readonly events: readonly Event[]; readonly more: boolean }
export interface Members { readonly type: "members"; readonly id: number; readonly room: RoomId; readonly members: readonly Member[]; readonly more: boolean }
export interface Pong { readonly type: "pong"; readonly id: number }
/** Without an id it concerns the session as a whole. */
export interface ErrorMessage { readonly type: "error"; readonly id?: number | undefined; readonly code: ErrorCode; readonly message: string; readonly field?: string | undefined; readonly retryAfter?: number | undefined }

// --- from the server; the facts
export interface RoomEvent { readonly type: "roomEvent"; readonly room: RoomId; readonly event: Event }
/** A room is new, or its line changed. */
export interface RoomChanged { readonly type: "roomChanged"; readonly room: RoomSummary }
/** This person's membership changed by another of their windows. */
export interface MembershipChanged { readonly type: "membershipChanged"; readonly room: RoomId; readonly joined: boolean }
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
export interface Gap { readonly type: "gap"; readonly rooms: readonly RoomSummary[]; readonly joined: readonly RoomId[]; readonly reads: readonly ReadState[] }
/** The server is going: come back after so many milliseconds. */
export interface Goodbye { readonly type: "goodbye"; readonly reason: string; readonly reconnectAfter: number }

export type ClientMessage =
    | Hello | LogInAsGuest | ResumeSession | LogOut | CreateRoom | JoinRoom | JoinNamedRoom
    | LeaveRoom | PostMessage | GetHistory | GetMembers | MarkRead | SetTyping | SetPresence | Ping
    | LogIn | Register | CheckLink | ResetPassword | ChangePassword | StartTwoFactor | ConfirmTwoFactor | StopTwoFactor
    | GetSessions | EndSession | SetProfile | DeactivateAccount | DeleteAccount | MakeInvite;
export type ServerMessage =
    | Welcome | LoggedIn | LoggedOut | Joined | Left | Posted | History | Members | Pong | ErrorMessage
    | RoomEvent | RoomChanged | MembershipChanged | MembersChanged | Typing | ReadMoved | Gap | Goodbye
    | Accepted | LinkChecked | TwoFactorOffered | TwoFactorStarted | Sessions | InviteMade | SelfChanged | PersonRenamed;

/** Messages that a session gets without having asked. */
export type Fact =
    | RoomEvent | RoomChanged | MembershipChanged | MembersChanged | Typing | ReadMoved | Gap | Goodbye
    | SelfChanged | PersonRenamed;

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
}
export type Request = Extract<ClientMessage, { readonly type: keyof Answers }>;
type WithoutId<M> = M extends unknown ? Omit<M, "id"> : never;
/** A request before the connection gave it its id. */
export type Asked = WithoutId<Request>;
/** What is sent without expecting an answer. */
export type Told = MarkRead | SetTyping | SetPresence;
