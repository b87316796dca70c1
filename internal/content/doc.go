// Package content reads a flow folder: the YAML files in which a clinic's
// team writes questions, rules, answers and every other word a patient can
// read. It knows the shape of the files and where each value stands, not what
// a condition or a kind of question means; the packages above compile what it
// returns and report faults at the same positions.
//
// A folder holds flow.yaml (sections and questions), messages.yaml (the bot's
// own phrases), rules.yaml (triage), signs.yaml and words.yaml (words that
// tell of a red flag), faq.yaml, countries.yaml (emergency numbers) and
// clinic.yaml (the clinic's facts). A file named after a language, such as es.yaml, lays
// translations over them by id.
package content

// A Pos is a place in a file of the folder; line and column count from 1.
type Pos struct {
	File      string
	Line, Col int
}

// A Str is a text from a file with the place where it stands.
type Str struct {
	S string
	Pos
}

// A Folder is everything one flow folder says, read and checked for shape.
type Folder struct {
	Flow      FlowDoc
	Messages  map[string]Str
	Rules     []RuleDoc
	Signs     []SignDoc
	Scope     ScopeDoc
	FAQ       []FAQDoc
	Countries map[string]CountryDoc
	Clinic    ClinicDoc
	Lang      string // the language laid over, or the base language
	Questions Questions
	Hash      string // of all YAML files together: which content this is
	// Files are the folder's YAML files as read, by name.
	Files map[string][]byte

	missing []string          // translations that Lang lacks
	laid    map[string][]byte // files laid over from outside the folder
}

// A FlowDoc is flow.yaml.
type FlowDoc struct {
	Flow     Str          `yaml:"flow"`
	Version  Str          `yaml:"version"`
	Lang     Str          `yaml:"lang"`
	Sections []SectionDoc `yaml:"sections"`
}

// A SectionDoc is one part of the intake. Its id is also the machine's state.
type SectionDoc struct {
	ID    Str `yaml:"id"`
	Title Str `yaml:"title"`
	// Intro is the line that opens the section: what comes and how long.
	// "{n}" stands for the number of questions still to come in it.
	Intro   Str         `yaml:"intro,omitempty"`
	When    Str         `yaml:"when,omitempty"`
	Prompts []PromptDoc `yaml:"prompts"`
}

// A PromptDoc is one message that asks: a single question, or several that
// may be answered together, then with words of its own for all of them.
type PromptDoc struct {
	// Ask, Short and Again are set where the prompt asks more than one item.
	Ask   Str       `yaml:"ask,omitempty"`
	Short Str       `yaml:"short,omitempty"`
	Again Str       `yaml:"again,omitempty"`
	Items []ItemDoc `yaml:"items"`
}

// An ItemDoc is one question.
type ItemDoc struct {
	ID   Str `yaml:"id"`
	Type Str `yaml:"type"` // boolean choice multi integer scale duration date text body-regions
	// Name is the label in review and summary, e.g. "Pain now".
	Name Str `yaml:"name"`
	// Also are other words by which a patient may name the item to change it.
	Also []Str `yaml:"also,omitempty"`
	// Ask is the question in full; Short the same in fewer words, after a
	// digression; Again other words with an example, after a misreading.
	Ask   Str `yaml:"ask"`
	Short Str `yaml:"short"`
	Again Str `yaml:"again"`
	// Why is one true sentence: why we ask.
	Why      Str         `yaml:"why"`
	Required bool        `yaml:"required,omitempty"`
	Safety   bool        `yaml:"safety,omitempty"`
	When     Str         `yaml:"when,omitempty"`
	Options  []OptionDoc `yaml:"options,omitempty"`
	Min      *float64    `yaml:"min,omitempty"`
	Max      *float64    `yaml:"max,omitempty"`
	MinLen   int         `yaml:"min_len,omitempty"`
	MaxLen   int         `yaml:"max_len,omitempty"`
	Unit     Str         `yaml:"unit,omitempty"` // day week month
	// Role names a special reading: name dob contact consent.
	Role Str `yaml:"role,omitempty"`
	// None is the button and words that record "there is none" where that
	// is not an option of its own ("no more", "no").
	None *OptionDoc `yaml:"none,omitempty"`
	// AtLeast names an item that this number may not be below.
	AtLeast Str `yaml:"at_least,omitempty"`
	// Carry keeps the answer for a later visit, to be confirmed there.
	Carry bool `yaml:"carry,omitempty"`
	// Listen lets the answer be taken from words said elsewhere.
	Listen bool `yaml:"listen,omitempty"`
	// Heard are words that lead to the answer in anything a patient says:
	// "worse when ...", "... makes it worse".
	Heard []Str `yaml:"heard,omitempty"`
	// Optional marks an item that a clinic may switch off in clinic.yaml.
	Optional bool `yaml:"optional,omitempty"`
	// Private keeps the answer out of channel posts and sheets.
	Private bool `yaml:"private,omitempty"`
	Code    Str  `yaml:"code,omitempty"`
	// Quiet marks an item that is never asked, only recorded.
	Quiet bool `yaml:"quiet,omitempty"`
}

// An OptionDoc is one answer that can be pressed.
type OptionDoc struct {
	ID    Str `yaml:"id"`
	Label Str `yaml:"label"`
	// Means says in plain words what counts, for help and when in doubt.
	Means Str `yaml:"means,omitempty"`
	// Words are other ways to say it.
	Words []Str `yaml:"words,omitempty"`
	// Told are sets of words that tell of it together, in any order:
	// "knee/elbow & hot/warm & swollen". See package kind.
	Told []Str `yaml:"told,omitempty"`
	// Alone marks an option that excludes the others, such as none.
	Alone bool `yaml:"alone,omitempty"`
}

// A RuleDoc is one triage rule; the id's prefix is its disposition.
type RuleDoc struct {
	ID      Str `yaml:"id"`
	When    Str `yaml:"when"`
	Title   Str `yaml:"title"`   // what staff call it, a few words
	Patient Str `yaml:"patient"` // what the patient is told
	Staff   Str `yaml:"staff"`
	Action  Str `yaml:"action"` // what the clinic does, a few words
	// Care says what to leave out and what to do instead, area by area.
	Care []CareDoc `yaml:"care,omitempty"`
	// Clears names who must agree first.
	Clears Str `yaml:"clears,omitempty"`
	Source Str `yaml:"source"`
	// Crisis marks a rule answered with the crisis line, not the
	// emergency header.
	Crisis bool `yaml:"crisis,omitempty"`
	// Private keeps the rule out of channel posts and sheets.
	Private bool `yaml:"private,omitempty"`
}

// A CareDoc is one precaution for hands-on work.
type CareDoc struct {
	// Area is plain words ("abdomen", "whole body"), or "@" and an item
	// whose answer names the area ("@surgery.area").
	Area    Str `yaml:"area"`
	Avoid   Str `yaml:"avoid"`
	Instead Str `yaml:"instead,omitempty"`
}

// A SignDoc is one red-flag option and the words that tell of it anywhere.
type SignDoc struct {
	Item   Str `yaml:"item"`
	Option Str `yaml:"option"`
	// Ask is one plain yes/no question for when a message leaves doubt.
	Ask Str `yaml:"ask"`
	// Words are patterns, see package triage.
	Words []Str `yaml:"words"`
	// Doubt are patterns that only raise the question.
	Doubt []Str `yaml:"doubt,omitempty"`
	// Sudden makes a sign said with a new onset count as other_emergency.
	Sudden bool `yaml:"sudden,omitempty"`
}

// A ScopeDoc lists the words that take a sign back, each a pattern, and those
// that a message is cut by.
type ScopeDoc struct {
	Deny    []Str `yaml:"deny"`    // no, never, without
	Others  []Str `yaml:"others"`  // my dad, a friend
	Past    []Str `yaml:"past"`    // years ago, as a child
	Idiom   []Str `yaml:"idiom"`   // murder, killing me
	Planned []Str `yaml:"planned"` // on a diet
	Ask     []Str `yaml:"ask"`     // is it safe with, what if
	Sudden  []Str `yaml:"sudden"`  // since this morning, just started
	// Fillers are one or two words that only make another stronger or weaker
	// (very, kind of); a pattern passes over them.
	Fillers []Str `yaml:"fillers"`
	// Words are the classes of words that patterns name ($chest), from
	// words.yaml, where each language has its own.
	Words map[string][]Str `yaml:"words,omitempty"`
	// Contrasts are single words after which a denial no longer holds (but).
	Contrasts []Str `yaml:"contrasts"`
}

// A FAQDoc is one question the clinic has approved an answer for.
type FAQDoc struct {
	ID    Str `yaml:"id"`
	Title Str `yaml:"title"` // as a patient would ask it
	Short Str `yaml:"short"` // button label, at most 40 characters
	// Phrasings are other ways to ask it.
	Phrasings []Str `yaml:"phrasings"`
	// Answer is at most four sentences; More the rest of the facts.
	Answer Str `yaml:"answer"`
	More   Str `yaml:"more,omitempty"`
	// Fact names the clinic.yaml fact that completes the answer; Filled is
	// said with it ("{fact}"), Unfilled when the clinic has not given it.
	Fact     Str `yaml:"fact,omitempty"`
	Filled   Str `yaml:"filled,omitempty"`
	Unfilled Str `yaml:"unfilled,omitempty"`
	// Offer ends the answer by offering the intake.
	Offer bool `yaml:"offer,omitempty"`
	// Confirm says what the clinic must confirm before use.
	Confirm Str `yaml:"confirm,omitempty"`
	Source  Str `yaml:"source"`
}

// A CountryDoc holds the numbers of one ISO 3166 country; "" is the entry for
// a clinic that has not said where it is.
type CountryDoc struct {
	Emergency  Str  `yaml:"emergency"`       // "911"
	Crisis     Str  `yaml:"crisis"`          // "988 (Suicide and Crisis Lifeline)"
	Abuse      Str  `yaml:"abuse,omitempty"` // domestic-abuse line
	Maternity  Str  `yaml:"maternity,omitempty"`
	Unverified bool `yaml:"unverified,omitempty"`
	Source     Str  `yaml:"source"`
}

// A ClinicDoc is clinic.yaml: what this clinic says of itself. Every fact may
// be missing.
type ClinicDoc struct {
	Name  Str            `yaml:"name,omitempty"`
	Phone Str            `yaml:"phone,omitempty"`
	Email Str            `yaml:"email,omitempty"`
	Facts map[string]Str `yaml:"facts,omitempty"`
	// Confirmed lists FAQ entries whose wording a clinician has approved.
	Confirmed []Str `yaml:"confirmed,omitempty"`
	// Off lists optional items this clinic does not ask.
	Off []Str `yaml:"off,omitempty"`

	file string // where it stands, with what is written there
	data []byte
}
