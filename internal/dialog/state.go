package dialog

import (
	"time"

	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

// A Phase is a state of the machine: a section's id, or one of the names
// below.
type Phase string

// The phases that are not sections.
const (
	PhaseStart     Phase = "start"
	PhaseSubmitted Phase = "submitted"
	PhasePaused    Phase = "paused"
	PhaseDeclined  Phase = "declined"
	PhaseWithdrawn Phase = "withdrawn"
	PhaseExpired   Phase = "expired"
	PhaseEmergency Phase = "emergency"
)

// A State is a conversation as a value. The zero State is one that has not
// begun. Step returns new States and never changes what an old one holds.
type State struct {
	// ID is the short random id by which staff name the intake, given by the
	// store when it first keeps the conversation; "" asks it to.
	ID string
	// Before is the id of the visit that this one started from, or "".
	Before        string
	Flow          string // hash of the content it was last moved to
	Lang          string
	Channel, User string
	Phase         Phase
	// Back is the phase that a pause or an emergency interrupted.
	Back    Phase
	Answers item.Answers
	Fired   []Fired
	// Asking is the position of the item asked, -1 for none; Tries counts
	// the misreadings of it so far, Unsure the "I don't know", Put is how it
	// was put last.
	Asking             int
	Tries, Unsure, Put uint8
	// Follow is the question back that is open about Asking, or nil.
	Follow *Follow
	// Trail holds the positions asked lately, newest last, for "back";
	// Again is the position being asked once more though answered, or -1.
	Trail []int
	Again int
	// LastFAQ is the entry answered last, for "tell me more".
	LastFAQ string
	// Signs lists the signs half heard that are still to be asked about, and
	// Doubted those that were: item, space, option.
	Signs, Doubted []string
	// Held is the question back that had to wait for one about a sign.
	Held *Follow
	// Early holds what was said before the privacy answer.
	Early []string
	// Introduced has a bit for each section that was announced.
	Introduced    uint64
	Opened, Spoke time.Time
	// Wake is when the conversation wants a Tick; zero for never.
	Wake  time.Time
	Turns uint32
	// Since is the turn that put the question now open.
	Since uint32
	// Version counts what staff were handed: 0 not sent, 1 sent, 2 amended.
	Version uint32
}

// Fired is a rule that holds, and the turn since which it does.
type Fired struct {
	Rule triage.RuleID
	Turn uint32
	// Told is true once the patient was told.
	Told bool
}

// A Follow is a question back that waits for its answer.
type Follow struct {
	Kind FollowKind
	// Item is the position it concerns.
	Item int
	// Read is the reader's own follow-up, where Kind is FollowRead.
	Read *kind.Follow
	// Words holds what must be kept until the answer: the option a sign
	// stands for, or the FAQ ids to choose from.
	Words []string
}

// A FollowKind names a question back.
type FollowKind string

// The questions back.
const (
	FollowRead    FollowKind = "read"    // a reader's: which side, are you sure
	FollowSign    FollowKind = "sign"    // is this happening to you now
	FollowFAQ     FollowKind = "faq"     // did you mean
	FollowStop    FollowKind = "stop"    // keep or delete
	FollowRestart FollowKind = "restart" // really begin again
	FollowWhich   FollowKind = "which"   // what is to be changed
)
