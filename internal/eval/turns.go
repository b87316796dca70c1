package eval

import (
	"encoding/json"
	"fmt"

	"intake/internal/dialog"
	"intake/internal/item"
	"intake/internal/kind"
)

// A turnCase is one message in a running conversation.
type turnCase struct {
	Given  map[item.ID]json.RawMessage
	Asking item.ID
	Text   string
	Expect map[string]any
	FAQ    *string
	Move   string
	Then   item.ID
}

// first is the asking of a message that opens a conversation.
const first = "first"

// run brings a conversation to the message and says it. What the message
// recorded is in understood afterwards.
func (c *turnCase) run(e *dialog.Engine) (t *talk, understood map[string]any, err error) {
	t = newTalk(e)
	if c.Asking == first {
		t.say(kind.Said{Text: c.Text})
		if t.turn.Asking != "consent.privacy" || t.turn.Done {
			return t, t.understood(), nil
		}
		asked := t.turn.FAQ
		for range 2 { // a choice among answers may stand between
			if t.say(kind.Said{Choice: "yes"}); t.turn.Asking != "consent.privacy" {
				break
			}
		}
		t.turn.FAQ = asked
		understood = t.understood()
		delete(understood, "consent.privacy")
		return t, understood, nil
	}
	if err := t.reach(c.Asking, c.Given); err != nil {
		return t, nil, err
	}
	t.say(kind.Said{Text: c.Text})
	return t, t.understood(), nil
}

// anyText stands in a case for free text of any wording.
const anyText = "*"

// compare says how what was understood differs from what should be.
func compare(got, want map[string]any) Verdict {
	v := Right
	for id, w := range want {
		g, ok := got[id]
		switch {
		case !ok:
			v = max(v, Missed)
		case w == anyText && g != nil:
		case !same(g, w):
			return Wrong
		}
	}
	for id := range got {
		if _, ok := want[id]; !ok {
			return Wrong
		}
	}
	return v
}

// judgeSeveral reads a message that answers more than one item.
func judgeSeveral(e *dialog.Engine, line []byte) (Result, error) {
	var c turnCase
	if err := json.Unmarshal(line, &c); err != nil {
		return Result{}, fmt.Errorf("not a case: %w", err)
	}
	kindOf := "in a conversation"
	if c.Asking == first {
		kindOf = "first message"
	}
	out := Result{Kind: kindOf, Text: c.Text, Want: show(c.Expect)}
	t, got, err := c.run(e)
	if err != nil {
		out.Verdict, out.Got = Broken, err.Error()
		return out, nil
	}
	out.Got = show(got)
	out.Verdict = compare(got, c.Expect)
	if c.FAQ != nil && *c.FAQ != "" && t.answeredFAQ() != *c.FAQ && !t.offers(*c.FAQ) {
		out.Verdict = max(out.Verdict, Missed)
		out.Got += " faq " + t.answeredFAQ()
		out.Want += " faq " + *c.FAQ
	}
	return out, nil
}

// answeredFAQ is the entry that the last turn answered, or offered among its
// buttons.
func (t *talk) answeredFAQ() string {
	if t.turn.FAQ != nil {
		return t.turn.FAQ.ID
	}
	return ""
}

// offers reports whether the last turn offers an entry as a button.
func (t *talk) offers(id string) bool {
	f := t.s.Follow
	if f == nil || f.Kind != dialog.FollowFAQ {
		return false
	}
	for _, w := range f.Words {
		if w == id {
			return true
		}
	}
	return false
}

// judgeTurn reads a correction, a digression or a move.
func judgeTurn(e *dialog.Engine, line []byte) (Result, error) {
	var c turnCase
	if err := json.Unmarshal(line, &c); err != nil {
		return Result{}, fmt.Errorf("not a case: %w", err)
	}
	out := Result{Kind: "corrections", Text: c.Text, Want: show(c.Expect)}
	switch {
	case c.Move != "":
		out.Kind = "moves"
	case len(c.Expect) == 0:
		out.Kind = "digressions"
	case len(c.Expect) == 1:
		if _, ok := c.Expect[string(c.Asking)]; ok {
			out.Kind = "plain answers"
		}
	}
	t, got, err := c.run(e)
	if err != nil {
		out.Verdict, out.Got = Broken, err.Error()
		return out, nil
	}
	out.Got = show(got)
	if c.Move != "" {
		out.Want += " move " + c.Move
		if m := e.Move(c.Text); m != c.Move && !(c.Move == "skip" && declined(t, c.Asking)) {
			out.Got += " move " + m
			out.Verdict = Missed
			if len(got) > 0 {
				out.Verdict = Wrong
			}
		}
		return out, nil
	}
	out.Verdict = compare(got, c.Expect)
	if c.FAQ != nil && *c.FAQ != "" && t.answeredFAQ() != *c.FAQ {
		out.Got += " faq " + t.answeredFAQ()
		out.Want += " faq " + *c.FAQ
		if t.answeredFAQ() != "" {
			out.Verdict = Wrong
		} else if !t.offers(*c.FAQ) {
			out.Verdict = max(out.Verdict, Missed)
		}
	}
	if c.Then != "" && t.turn.Asking != c.Then && out.Verdict == Right {
		out.Got += " then " + string(t.turn.Asking)
		out.Want += " then " + string(c.Then)
		out.Verdict = Missed
	}
	return out, nil
}

func declined(t *talk, id item.ID) bool {
	for _, h := range t.turn.Understood {
		if h.Item == id && h.Status == item.Declined {
			return true
		}
	}
	return false
}
