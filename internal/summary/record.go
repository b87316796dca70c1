package summary

import (
	"time"

	"intake/internal/item"
	"intake/internal/triage"
)

// Match says who should see the patient, how long, when, and who pays.
type Match struct {
	Therapists []Therapist `json:"therapists"`
	Gender     string      `json:"gender,omitempty"`
	Asked      []Item      `json:"asked,omitempty"`
	Minutes    int         `json:"minutes"`
	Session    string      `json:"session"`
	Insurance  string      `json:"insurance,omitempty"`
	Payer      string      `json:"payer,omitempty"`
	Referral   string      `json:"referral,omitempty"`
	Referrer   string      `json:"referrer,omitempty"`
	Claim      string      `json:"claim,omitempty"`
	Slots      []Item      `json:"slots,omitempty"`
}

// A Therapist is a kind of therapist, with why.
type Therapist struct {
	Kind string `json:"kind"`
	Why  string `json:"why"`
}

// Consents are what was agreed to.
type Consents struct {
	List         []Consent `json:"list"`
	Guardian     string    `json:"guardian,omitempty"`
	Relationship string    `json:"relationship,omitempty"`
	Present      string    `json:"present,omitempty"`
	// Doctor says whether the clinic may contact the doctor.
	Doctor string `json:"doctor"`
}

// A Consent is one question of consent with its answer.
type Consent struct {
	Item  item.ID `json:"item"`
	Label string  `json:"label"`
	Value string  `json:"value"` // yes, no, not asked, not answered
	// Wording is the approved text, Shown what the patient saw of it.
	Wording string    `json:"wording"`
	Shown   string    `json:"shown,omitempty"`
	Version string    `json:"version"` // flow, version and content hash
	Name    string    `json:"name,omitempty"`
	At      time.Time `json:"at,omitzero"`
	Turn    uint32    `json:"turn,omitempty"`
	Channel string    `json:"channel,omitempty"`
}

// NotAnswered is what is missing.
type NotAnswered struct {
	Declined []Declined `json:"declined,omitempty"`
	// Rule is clr.declined where it holds.
	Rule triage.RuleID `json:"rule,omitempty"`
	// NotReached are questions that were not asked because the talk ended.
	NotReached    []Item    `json:"not_reached,omitempty"`
	NotUnderstood []Unheard `json:"not_understood,omitempty"`
	// Questions are those that nobody could answer.
	Questions []Unheard `json:"questions,omitempty"`
}

// A Declined item was left out by the patient.
type Declined struct {
	Item   item.ID   `json:"item"`
	Label  string    `json:"label"`
	Safety bool      `json:"safety,omitempty"`
	Reason string    `json:"reason,omitempty"` // as typed
	Turn   uint32    `json:"turn,omitempty"`
	At     time.Time `json:"at,omitzero"`
}

// Unheard is a message that recorded nothing.
type Unheard struct {
	Item  item.ID   `json:"item,omitempty"`
	Label string    `json:"label,omitempty"`
	Words string    `json:"words"`
	Turn  uint32    `json:"turn"`
	At    time.Time `json:"at,omitzero"`
}

// Provenance says where everything comes from.
type Provenance struct {
	Answers []Answer `json:"answers"`
	Edits   []Edit   `json:"edits,omitempty"`
	Rules   []Fired  `json:"rules,omitempty"`
	// RuleSet is the version of the rules.
	RuleSet      string `json:"rule_set"`
	Conversation string `json:"conversation,omitempty"`
	// Transcript names where to read the talk, Turns how long it is.
	Transcript string `json:"transcript"`
	Turns      uint32 `json:"turns"`
}

// An Answer is one item as recorded.
type Answer struct {
	Item    item.ID    `json:"item"`
	Label   string     `json:"label"`
	Section string     `json:"section"`
	Status  string     `json:"status"`
	Type    string     `json:"type"`
	Value   item.Value `json:"value"`
	Shown   string     `json:"shown,omitempty"`
	Code    string     `json:"code,omitempty"`
	Turn    uint32     `json:"turn,omitempty"`
	At      time.Time  `json:"at,omitzero"`
	// Carried comes from an earlier visit and was not confirmed; Listened
	// was taken from words said to another question.
	Carried  bool `json:"carried,omitempty"`
	Listened bool `json:"listened,omitempty"`
	Private  bool `json:"private,omitempty"`
}

// An Edit is an answer changed.
type Edit struct {
	Item  item.ID   `json:"item"`
	Label string    `json:"label"`
	Old   string    `json:"old"`
	New   string    `json:"new"`
	Turn  uint32    `json:"turn"`
	At    time.Time `json:"at,omitzero"`
}

// Fired is a rule that holds.
type Fired struct {
	Rule        triage.RuleID      `json:"rule"`
	Disposition triage.Disposition `json:"disposition"`
	Turn        uint32             `json:"turn,omitempty"`
	At          time.Time          `json:"at,omitzero"`
	Told        bool               `json:"told,omitempty"`
}
