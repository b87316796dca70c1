package dialog

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"

	"intake/internal/item"
	"intake/internal/kind"
)

var errType = errors.New("type is not one of boolean, choice, multi, integer, scale, date, duration, text, body-regions")

// ParseQuery reads a Query as the scripted form writes it; now is the time of
// lines that name none.
func ParseQuery(line []byte, now time.Time) (Query, error) {
	var j struct {
		Type     string `json:"type"`
		Question string `json:"question"`
		Options  []struct {
			ID    string `json:"id"`
			Label string `json:"label"`
		} `json:"options"`
		Constraints struct {
			Min    any    `json:"min"`
			Max    any    `json:"max"`
			Unit   string `json:"unit"`
			Role   string `json:"role"`
			DOB    string `json:"dob"`
			MinLen int    `json:"min_len"`
			MaxLen int    `json:"max_len"`
			// Consent is another way to write the role.
			Consent bool `json:"consent"`
		} `json:"constraints"`
		Answered map[item.ID]json.RawMessage `json:"answered"`
		Now      string                      `json:"now"`
		Lang     string                      `json:"lang"`
		Text     *string                     `json:"text"`
	}
	if err := json.Unmarshal(line, &j); err != nil {
		return Query{}, fmt.Errorf("not a query: %w", err)
	}
	switch {
	case j.Text == nil:
		return Query{}, errors.New("no text")
	case j.Type == "":
		return Query{}, errType
	}
	q := Query{Answered: j.Answered, DOB: j.Constraints.DOB, Lang: j.Lang, Now: now, Text: *j.Text}
	q.Spec = kind.Spec{
		ID: "asked", Type: j.Type, Unit: j.Constraints.Unit, Role: j.Constraints.Role,
		MinLen: j.Constraints.MinLen, MaxLen: j.Constraints.MaxLen, Question: j.Question,
	}
	if !kind.KnowsUnit(q.Spec.Unit) { // a bare number then, or one of what the question counts
		q.Spec.Unit = ""
	}
	if j.Constraints.Consent && q.Spec.Role == "" {
		q.Spec.Role = "consent"
	}
	for _, o := range j.Options {
		q.Spec.Options = append(q.Spec.Options, kind.Option{ID: o.ID, Label: o.Label})
	}
	q.Spec.Least, q.Spec.Most = bound(j.Constraints.Min), bound(j.Constraints.Max)
	if j.Now != "" {
		at, err := time.Parse(time.RFC3339, j.Now)
		if err != nil {
			if at, err = time.Parse(time.DateOnly, j.Now); err != nil {
				return Query{}, fmt.Errorf("now %q is no date", j.Now)
			}
			at = at.Add(12 * time.Hour)
		}
		q.Now = at
	}
	return q, nil
}

// bound is a numeric limit; dates have none but today.
func bound(v any) *float64 {
	f, ok := v.(float64)
	if !ok || math.IsNaN(f) {
		return nil
	}
	return &f
}

// MarshalJSON writes r as the scripted form has it.
func (r QueryReading) MarshalJSON() ([]byte, error) {
	var v any = "reprompt"
	switch {
	case r.Move != "":
		v = map[string]string{"intent": r.Move}
	case r.Recorded && r.Item != "":
		v = struct {
			Intent string     `json:"intent"`
			Item   item.ID    `json:"item"`
			Value  item.Value `json:"value"`
		}{"correction", r.Item, r.Value}
	case r.Recorded:
		v = r.Value
	}
	return json.Marshal(struct {
		Value     any  `json:"value"`
		Emergency bool `json:"emergency"`
	}{v, r.Emergency})
}
