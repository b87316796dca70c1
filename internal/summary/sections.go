package summary

import (
	"time"

	"intake/internal/item"
)

// Reason is why the patient comes, in own words.
type Reason struct {
	Words string `json:"words,omitempty"`
	Goal  string `json:"goal,omitempty"`
	Sport string `json:"sport,omitempty"`
	// Added is what was written at the review.
	Added string `json:"added,omitempty"`
	// Other are answers to questions that no section knows, such as a
	// clinic's own.
	Other []Fact `json:"other,omitempty"`
}

// Body is what the chart shows.
type Body struct {
	Pain       []Place `json:"pain,omitempty"`
	Surgery    []Place `json:"surgery,omitempty"`
	Lymphedema []Place `json:"lymphedema,omitempty"`
	Skin       []Item  `json:"skin,omitempty"`
	Implants   []Item  `json:"implants,omitempty"`
	// Avoid are the places to hatch, with why.
	Avoid []Hatch `json:"avoid,omitempty"`
}

// A Place is a region of the body.
type Place struct {
	Region string `json:"region"`
	Label  string `json:"label"`
	Side   string `json:"side,omitempty"`
}

// A Hatch is a place where hands stay off or go gently.
type Hatch struct {
	Area    string   `json:"area"`
	Why     string   `json:"why"`
	Regions []string `json:"regions,omitempty"`
}

// Baseline is what progress is measured against.
type Baseline struct {
	Now      *float64   `json:"now,omitempty"`
	Worst    *float64   `json:"worst,omitempty"`
	Best     *float64   `json:"best,omitempty"`
	Pattern  string     `json:"pattern,omitempty"`
	Activity []Activity `json:"activities,omitempty"`
	Mean     *float64   `json:"mean,omitempty"`
	// Change says how large a change is real.
	Change   string `json:"change"`
	Pressure string `json:"pressure,omitempty"`
	// Earlier are the scores of earlier visits, latest first.
	Earlier []Score `json:"earlier"`
}

// An Activity is one that the problem limits, scored 0 to 10.
type Activity struct {
	Words string   `json:"words"`
	Score *float64 `json:"score,omitempty"`
}

// A Score is the baseline of an earlier visit, and what changed since.
type Score struct {
	ID         string    `json:"id"`
	At         time.Time `json:"at,omitzero"`
	Now        *float64  `json:"now,omitempty"`
	Mean       *float64  `json:"mean,omitempty"`
	NowChange  *float64  `json:"now_change,omitempty"`
	MeanChange *float64  `json:"mean_change,omitempty"`
	// Real is true where the mean changed by more than chance explains.
	Real bool `json:"real,omitempty"`
}

// Behaviour is how the problem began and how it behaves.
type Behaviour struct {
	Onset       string `json:"onset,omitempty"`
	Days        *int   `json:"days,omitempty"`
	Duration    string `json:"duration,omitempty"`
	Phase       string `json:"phase,omitempty"` // acute subacute chronic
	Injury      []Fact `json:"injury,omitempty"`
	Aggravating []Item `json:"aggravating,omitempty"`
	Easing      []Item `json:"easing,omitempty"`
	Quality     []Item `json:"quality,omitempty"`
	Flare       string `json:"flare,omitempty"`
	Previous    []Item `json:"previous,omitempty"`
	Response    string `json:"response,omitempty"`
}

// History is the patient's health.
type History struct {
	Conditions []Condition `json:"conditions,omitempty"`
	Surgery    *Surgery    `json:"surgery,omitempty"`
	// Recent are injections and broken bones of late.
	Recent   []Item `json:"recent,omitempty"`
	Implants []Item `json:"implants,omitempty"`
	// Denied lists the questions answered with none.
	Denied []string `json:"denied,omitempty"`
}

// A Condition is one that the patient reports, with what was asked about it.
type Condition struct {
	Item   item.ID `json:"item"` // the list it was chosen from
	ID     string  `json:"id"`
	Label  string  `json:"label"`
	Follow []Fact  `json:"follow,omitempty"`
}

// Surgery is an operation in the last 12 months.
type Surgery struct {
	Type string `json:"type,omitempty"` // as typed
	// Weeks is how long ago on the day the case was made.
	Weeks   *int   `json:"weeks,omitempty"`
	Areas   string `json:"areas,omitempty"`
	Wound   string `json:"wound,omitempty"`
	Cleared string `json:"cleared,omitempty"`
}

// Medicines are medicines and allergies.
type Medicines struct {
	Thinners  []Item `json:"thinners,omitempty"`
	Groups    []Item `json:"groups,omitempty"`
	Names     string `json:"names,omitempty"` // as typed
	Allergies []Item `json:"allergies,omitempty"`
	Severity  string `json:"severity,omitempty"`
	Details   string `json:"details,omitempty"` // as typed
	// Products are those to keep away from.
	Products []string `json:"products,omitempty"`
	Denied   []string `json:"denied,omitempty"`
}

// Pregnancy is pregnancy or the year after birth.
type Pregnancy struct {
	Status string `json:"status,omitempty"` // the option's id
	Label  string `json:"label,omitempty"`
	// Weeks are counted on to the day the case was made; Said is what the
	// patient said, on SaidOn.
	Weeks         *int      `json:"weeks,omitempty"`
	Said          *int      `json:"said,omitempty"`
	SaidOn        time.Time `json:"said_on,omitzero"`
	Trimester     int       `json:"trimester,omitempty"`
	Complications []Item    `json:"complications,omitempty"`
	Warning       []Item    `json:"warning,omitempty"`
	Birth         string    `json:"birth,omitempty"`
	Cleared       string    `json:"cleared,omitempty"`
	Position      string    `json:"position,omitempty"`
	Denied        []string  `json:"denied,omitempty"`
}

// Boundaries are what the patient wishes and needs.
type Boundaries struct {
	Touch     []Item `json:"touch,omitempty"`
	Chaperone bool   `json:"chaperone,omitempty"`
	Therapist string `json:"therapist,omitempty"` // female or male, where wished
	LieFlat   string `json:"lie_flat,omitempty"`
	Access    []Item `json:"access,omitempty"`
	Mood      string `json:"mood,omitempty"`
	// Safeguarding is set where a matter goes to the safeguarding lead first.
	Safeguarding string `json:"safeguarding,omitempty"`
	None         bool   `json:"none,omitempty"`
}
