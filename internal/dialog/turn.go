package dialog

import (
	"encoding/json"
	"fmt"
	"time"

	"intake/internal/faq"
	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

// A Message is what any channel brings: one patient's words or button.
type Message struct {
	Channel string // "terminal", "jsonl", "slack", ...
	User    string // the person's id on that channel
	ID      string // the message's own id on that channel; "" if it has none
	At      time.Time
	Lang    string // the patient's choice of language; "" for the flow's
	Said    kind.Said
	// Place is where on its service the message was said, as the channel
	// writes it; "" is the person's own chat. Replies go back there.
	Place string
	Apart Apart
	// Of is the turn whose button was pressed, 0 where the service cannot
	// tell: a button of an earlier question answers nothing.
	Of uint32
	// Edit says that this is no new message, but what became of an earlier
	// one.
	Edit Edit
}

// Edit says what a patient did to a message of theirs.
type Edit string

// What may be done to a message; "" is nothing.
const (
	Edited  Edit = "edited" // its words are now those of Said
	Deleted Edit = "deleted"
)

// An Input is what can move a conversation on. The set is closed.
type Input interface{ isInput() }

// Spoke is a patient's message.
type Spoke struct{ Message }

// A Tick says that time has passed: a state's Wake has come.
type Tick struct{}

// A StaffAct is what staff do to a conversation.
type StaffAct struct {
	Act StaffActKind
	By  string // who, as staff are known to the clinic
}

// A StaffActKind names a StaffAct.
type StaffActKind string

// Reopen leads a conversation out of emergency after staff have spoken with
// the patient.
const Reopen StaffActKind = "reopen"

func (Spoke) isInput()    {}
func (Tick) isInput()     {}
func (StaffAct) isInput() {}

// A Turn is all that one input causes: what to say, what was understood, what
// must happen.
type Turn struct {
	State      Phase   `json:"state"`            // after the turn
	Asking     item.ID `json:"asking,omitempty"` // the item now asked
	Replies    []Reply `json:"replies,omitempty"`
	Understood []Heard `json:"understood,omitempty"`
	// FAQ is the entry answered; Gap is true for a question that nobody
	// could answer, kept for staff.
	FAQ *faq.Hit `json:"faq,omitempty"`
	Gap bool     `json:"gap,omitempty"`
	// Missed is true where words were taken for an answer and could not be
	// read as one.
	Missed bool `json:"missed,omitempty"`
	// Apart is true for a message that stood apart: its words are not kept.
	Apart   bool               `json:"apart,omitempty"`
	Triage  triage.Disposition `json:"triage"`
	Flags   []triage.RuleID    `json:"flags,omitempty"`
	Effects []Effect           `json:"effects,omitempty"`
	Done    bool               `json:"done,omitempty"`
}

// A Reply is one message to the patient.
type Reply struct {
	Text    string   `json:"text"`
	Options []Button `json:"options,omitempty"`
	// Many is true where several options may be chosen together.
	Many bool `json:"many,omitempty"`
	// Last is set on the way out, on the last reply of a turn: a channel
	// may wait for the patient then.
	Last bool `json:"-"`
	// Place is set on the way out: the Place of the message answered.
	Place string `json:"-"`
	// Apart is set on the way out where the turn stood apart: only such a
	// reply may be shown elsewhere than in the patient's own chat.
	Apart bool `json:"-"`
}

// A Button is an answer that can be pressed.
type Button struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// Heard is one item recorded in a turn. Status tells a value from a declined
// item and from "there is none", whose values are Null.
type Heard struct {
	Item   item.ID
	Status item.Status
	Value  item.Value
	// Was is the value replaced, Null if there was none.
	Was item.Value
	// Sign is true where the safety net heard it.
	Sign bool
}

type heardJSON struct {
	Item    item.ID         `json:"item"`
	Status  item.Status     `json:"status"`
	Type    item.Type       `json:"type"`
	Value   json.RawMessage `json:"value"`
	WasType item.Type       `json:"was_type,omitempty"`
	Was     json.RawMessage `json:"was,omitempty"`
	Sign    bool            `json:"sign,omitempty"`
}

// MarshalJSON writes h with the types of its values, so that it can be read
// without the flow.
func (h Heard) MarshalJSON() ([]byte, error) {
	j := heardJSON{Item: h.Item, Status: h.Status, Type: h.Value.Type(), Sign: h.Sign}
	var err error
	if j.Value, err = h.Value.MarshalJSON(); err != nil {
		return nil, err
	}
	if !h.Was.IsNull() {
		j.WasType = h.Was.Type()
		if j.Was, err = h.Was.MarshalJSON(); err != nil {
			return nil, err
		}
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (h *Heard) UnmarshalJSON(data []byte) error {
	var j heardJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return fmt.Errorf("read answer: %w", err)
	}
	v, err := item.FromJSON(j.Type, j.Value)
	if err != nil {
		return err
	}
	*h = Heard{Item: j.Item, Status: j.Status, Value: v, Sign: j.Sign}
	if j.Was != nil {
		h.Was, err = item.FromJSON(j.WasType, j.Was)
	}
	return err
}

// An EffectKind names what must happen outside the conversation.
type EffectKind string

// The kinds of effect. The set is closed.
const (
	Alert   EffectKind = "alert"   // staff must know now: Rules say why
	Handoff EffectKind = "handoff" // the intake was sent: deliver the case
	Amend   EffectKind = "amend"   // the case changed after it was sent
	Call    EffectKind = "call"    // the patient asks for a person
	Forget  EffectKind = "forget"  // wipe what was said in this conversation
)

// An Effect is one thing that must happen because of a turn.
type Effect struct {
	Kind  EffectKind      `json:"kind"`
	Rules []triage.RuleID `json:"rules,omitempty"`
	// Mistaken is true for an Alert that takes an earlier one back: the
	// patient says that they were misunderstood.
	Mistaken bool `json:"mistaken,omitempty"`
}

// An Entry is one line of the transcript.
type Entry struct {
	N    uint32    `json:"n"` // the turn's number, from 1
	At   time.Time `json:"at"`
	By   string    `json:"by"` // patient, clock, staff
	Said kind.Said `json:"said,omitzero"`
	// Asked is the item that was being asked when it was said.
	Asked item.ID `json:"asked,omitempty"`
	Turn  Turn    `json:"turn"`
}
