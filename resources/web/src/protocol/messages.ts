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

// --- parts
export type Presence = "here" | "away";
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

// --- from the client
export interface Hello { readonly type: "hello"; readonly id: number; readonly version: number; readonly client: string; readonly capabilities: readonly string[] }
export interface LogInAsGuest { readonly type: "logInAsGuest"; readonly id: number; readonly name: string }
export interface ResumeSession { readonly type: "resumeSession"; readonly id: number; readonly token: string }
export interface LogOut { readonly type: "logOut"; readonly id: number }
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
export interface Welcome { readonly type: "welcome"; readonly id: number; readonly version: number; readonly server: string; readonly epoch: string }
export interface LoggedIn { readonly type: "loggedIn"; readonly id: number; readonly user: User; readonly token: string; readonly rooms: readonly RoomSummary[]; readonly joined: readonly RoomId[]; readonly reads: readonly ReadState[] }
export interface LoggedOut { readonly type: "loggedOut"; readonly id: number }
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
/**
 * This session read too slowly and was not told everything: the state as it is now, as after a
 * login. What was said meanwhile is in the logs.
 */
export interface Gap { readonly type: "gap"; readonly rooms: readonly RoomSummary[]; readonly joined: readonly RoomId[]; readonly reads: readonly ReadState[] }
/** The server is going: come back after so many milliseconds. */
export interface Goodbye { readonly type: "goodbye"; readonly reason: string; readonly reconnectAfter: number }

export type ClientMessage =
    | Hello | LogInAsGuest | ResumeSession | LogOut | CreateRoom | JoinRoom | JoinNamedRoom
    | LeaveRoom | PostMessage | GetHistory | GetMembers | MarkRead | SetTyping | SetPresence | Ping;
export type ServerMessage =
    | Welcome | LoggedIn | LoggedOut | Joined | Left | Posted | History | Members | Pong | ErrorMessage
    | RoomEvent | RoomChanged | MembershipChanged | MembersChanged | Typing | ReadMoved | Gap | Goodbye;

/** Messages that a session gets without having asked. */
export type Fact = RoomEvent | RoomChanged | MembershipChanged | MembersChanged | Typing | ReadMoved | Gap | Goodbye;

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
}
export type Request = Extract<ClientMessage, { readonly type: keyof Answers }>;
type WithoutId<M> = M extends unknown ? Omit<M, "id"> : never;
/** A request before the connection gave it its id. */
export type Asked = WithoutId<Request>;
/** What is sent without expecting an answer. */
export type Told = MarkRead | SetTyping | SetPresence;
