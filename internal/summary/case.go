// Package summary is the case that staff read: everything one intake told, in
// fifteen sections in the order in which a clinician needs them, built once
// from what the store kept and then shown by every sink.
//
// A Case holds words ready to read beside ids ready to code, so that chat
// posts, sheets, pages and FHIR neither look anything up nor disagree. It is
// made by one pure function: the same conversation at the same time gives the
// same case, byte for byte. Patients' words stand in it as typed; whoever
// prints them makes them inert.
//
// What staff must know but nobody may find lying about (mood, self-harm, an
// unsafe home) is in the case and not in its Public copy. The copy is not cut
// from the case: it is built again from answers without the private ones, so
// that nothing drawn from them, such as a reason or an alert, can stay.
package summary

import (
	"time"

	"intake/internal/item"
	"intake/internal/triage"
)

// A Case is one intake as staff read it.
type Case struct {
	Banner      Banner      `json:"banner"`
	RedFlags    RedFlags    `json:"red_flags"`
	Precautions Precautions `json:"precautions"`
	Reason      Reason      `json:"reason"`
	Body        Body        `json:"body"`
	Baseline    Baseline    `json:"baseline"`
	Behaviour   Behaviour   `json:"behaviour"`
	History     History     `json:"history"`
	Medicines   Medicines   `json:"medicines"`
	Pregnancy   Pregnancy   `json:"pregnancy"`
	Boundaries  Boundaries  `json:"boundaries"`
	Match       Match       `json:"match"`
	Consents    Consents    `json:"consents"`
	NotAnswered NotAnswered `json:"not_answered"`
	Provenance  Provenance  `json:"provenance"`
	// OnTheDay is what staff ask again before the session.
	OnTheDay []string `json:"on_the_day"`
	// Notice says what was left out of a copy for a wider circle; "" in the
	// whole case.
	Notice string `json:"notice,omitempty"`

	public func() *Case
}

// A Banner is what must be seen first.
type Banner struct {
	Disposition triage.Disposition `json:"disposition"`
	Sign        string             `json:"sign"`  // "[!]": never colour alone
	Words       string             `json:"words"` // "URGENT"
	// Reason is the worst rule's title, Action what the clinic does.
	Reason string `json:"reason"`
	Action string `json:"action"`

	Name    string `json:"name"`
	Born    string `json:"born,omitempty"` // YYYY-MM-DD
	Age     *int   `json:"age,omitempty"`
	Sex     string `json:"sex,omitempty"`
	Contact string `json:"contact"` // as typed
	// Reach are the numbers and addresses in Contact, SafeWay what else it
	// says: a safe way or time.
	Reach   []string `json:"reach,omitempty"`
	SafeWay string   `json:"safe_way,omitempty"`
	// TypedBy says who wrote: patient, guardian, or a helper where that may
	// be so.
	TypedBy   string `json:"typed_by"`
	Complaint string `json:"complaint"` // "left knee, after an injury, 3 weeks, pain 6/10"
	Alerts    []Item `json:"alerts,omitempty"`

	ID      string    `json:"id,omitempty"`
	Before  string    `json:"before,omitempty"` // the visit this one started from
	State   string    `json:"state"`
	Opened  time.Time `json:"opened,omitzero"`
	Sent    time.Time `json:"sent,omitzero"`
	Made    time.Time `json:"made"`
	Amended bool      `json:"amended,omitempty"`
	// Complete is true once the intake was sent and no safety question is
	// open, so that what it does not say may be read as "no".
	Complete    bool   `json:"complete"`
	Channel     string `json:"channel"`
	Flow        string `json:"flow"`
	FlowVersion string `json:"flow_version"`
	FlowHash    string `json:"flow_hash"`
	Language    string `json:"language"`
}

// An Item is one entry of a list: an id to code by and words to read.
type Item struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// A Fact is one answer in words.
type Fact struct {
	Item  item.ID `json:"item"`
	Label string  `json:"label"`
	Value string  `json:"value"`
	// Own is true where Value is the patient's own text, to be quoted.
	Own bool `json:"own,omitempty"`
}

// RedFlags are the rules that stop a booking.
type RedFlags struct {
	Flags []Flag `json:"flags,omitempty"`
	// Screened are the lists of signs that were asked, with the answers.
	Screened []Fact `json:"screened,omitempty"`
	// TakenBack are alarms that the patient said were a misunderstanding.
	TakenBack []TakenBack `json:"taken_back,omitempty"`
}

// A Flag is a rule that holds, with what made it hold and what was done.
type Flag struct {
	Rule        triage.RuleID      `json:"rule"`
	Disposition triage.Disposition `json:"disposition"`
	Title       string             `json:"title"`
	Because     []Evidence         `json:"because,omitempty"`
	Staff       string             `json:"staff,omitempty"`
	Action      string             `json:"action,omitempty"`
	// Told is what the patient was told, "" for nothing so far.
	Told   string    `json:"told,omitempty"`
	ToldAt time.Time `json:"told_at,omitzero"`
	// Reached says whether help was reached: staff find out.
	Reached string `json:"reached,omitempty"`
	// Owner calls back, by By.
	Owner string    `json:"owner,omitempty"`
	By    string    `json:"by,omitempty"`
	Due   time.Time `json:"due,omitzero"`
	// Since is when the rule began to hold.
	Since  time.Time `json:"since,omitzero"`
	Turn   uint32    `json:"turn,omitempty"`
	Source string    `json:"source,omitempty"`
}

// Evidence is an answer that made a rule hold.
type Evidence struct {
	Item   item.ID `json:"item"`
	Label  string  `json:"label"`
	Answer string  `json:"answer"`
	// Words are the patient's own, or the label of the button pressed.
	Words string `json:"words,omitempty"`
	// Pressed is true where a button was pressed.
	Pressed bool      `json:"pressed,omitempty"`
	Turn    uint32    `json:"turn,omitempty"`
	At      time.Time `json:"at,omitzero"`
}

// TakenBack is an alarm taken back.
type TakenBack struct {
	Rule  triage.RuleID `json:"rule"`
	Title string        `json:"title"`
	Turn  uint32        `json:"turn"`
	At    time.Time     `json:"at,omitzero"`
}

// Precautions are what hands-on work must heed.
type Precautions struct {
	// Rules are those that ask for clearance or changes, worst first.
	Rules []Flag `json:"rules,omitempty"`
	// Areas merge the precautions of all rules, red flags included, area by
	// area, worst first.
	Areas  []Area      `json:"areas,omitempty"`
	Clears []Clearance `json:"clears,omitempty"`
	// Contact is how to reach the one who clears, as the patient gave it.
	Contact string `json:"contact,omitempty"`
	// MayContact is yes, no or not asked.
	MayContact string `json:"may_contact"`
}

// An Area is a place with what to avoid there.
type Area struct {
	Area        string             `json:"area"`
	Disposition triage.Disposition `json:"disposition"`
	Avoid       []string           `json:"avoid"`
	Instead     []string           `json:"instead,omitempty"`
	Rules       []triage.RuleID    `json:"rules"`
	// Regions are the places on the body chart, none where the words name
	// no place.
	Regions []string `json:"regions,omitempty"`
}

// A Clearance names who must agree first.
type Clearance struct {
	Who   string          `json:"who"`
	Rules []triage.RuleID `json:"rules"`
}
