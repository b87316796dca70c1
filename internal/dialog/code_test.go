package dialog

import (
	"bytes"
	"testing"
	"time"

	"pgregory.net/rapid"

	"intake/internal/item"
	"intake/internal/kind"
	"intake/internal/triage"
)

var codeSchema = item.NewSchema(
	[]item.ID{"a.bool", "a.number", "a.text", "a.date", "a.option", "a.options"},
	[]item.Type{item.Bool, item.Number, item.Text, item.Date, item.Option, item.Options},
)

func anyValue(t *rapid.T, typ item.Type) item.Value {
	switch typ {
	case item.Bool:
		return item.BoolOf(rapid.Bool().Draw(t, "bool"))
	case item.Number:
		return item.NumberOf(rapid.Float64().Draw(t, "number"))
	case item.Text:
		return item.TextOf(rapid.String().Draw(t, "text"))
	case item.Date:
		return item.DateOf("1985-03-14")
	case item.Option:
		return item.OptionOf(rapid.String().Draw(t, "option"))
	default:
		return item.OptionsOf(rapid.SliceOfN(rapid.String(), 1, 5).Draw(t, "options")...)
	}
}

func anyState(t *rapid.T) State {
	word := rapid.String()
	s := State{
		ID: word.Draw(t, "id"), Before: word.Draw(t, "before"), Flow: "hash", Lang: "en", Channel: word.Draw(t, "channel"),
		User: word.Draw(t, "user"), Phase: Phase(word.Draw(t, "phase")), Back: Phase(word.Draw(t, "back")),
		Asking: rapid.IntRange(-1, 5).Draw(t, "asking"), Tries: rapid.Byte().Draw(t, "tries"), Unsure: rapid.Byte().Draw(t, "unsure"), Put: rapid.Byte().Draw(t, "put"),
		Again: rapid.IntRange(-1, 5).Draw(t, "again"), Trail: rapid.SliceOf(rapid.IntRange(0, 5)).Draw(t, "trail"),
		LastFAQ: word.Draw(t, "faq"), Signs: rapid.SliceOf(word).Draw(t, "signs"), Doubted: rapid.SliceOf(word).Draw(t, "doubted"), Early: rapid.SliceOf(word).Draw(t, "early"),
		Introduced: rapid.Uint64().Draw(t, "introduced"), Turns: rapid.Uint32().Draw(t, "turns"), Version: rapid.Uint32().Draw(t, "version"),
		Opened: time.UnixMilli(rapid.Int64Range(1, 1<<42).Draw(t, "opened")).In(time.FixedZone("", 3600)),
		Spoke:  time.UnixMilli(rapid.Int64Range(1, 1<<42).Draw(t, "spoke")).UTC(),
	}
	for range rapid.IntRange(0, 3).Draw(t, "fired") {
		s.Fired = append(s.Fired, Fired{triage.RuleID(word.Draw(t, "rule")), rapid.Uint32().Draw(t, "turn"), rapid.Bool().Draw(t, "told")})
	}
	if rapid.Bool().Draw(t, "follow") {
		s.Follow = &Follow{Kind: FollowRead, Item: 2, Words: []string{word.Draw(t, "w")}, Read: &kind.Follow{
			Ask: "which_side", About: []string{"knee"}, Have: item.OptionsOf("lower_back"), Options: []kind.Option{{ID: "left", Label: "Left"}},
		}}
	}
	s.Held = s.Follow
	s.Answers = item.NewAnswers(codeSchema)
	s.Answers.Day = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	s.Answers.Worst = rapid.Uint8Range(0, 4).Draw(t, "worst")
	s.Answers.Settled = rapid.Bool().Draw(t, "settled")
	for i := range codeSchema.Len() {
		st := item.Status(rapid.IntRange(0, int(item.Left)).Draw(t, "status"))
		a := item.Answer{Status: st}
		if st != item.Open {
			a.Carried, a.Listened, a.Turn = rapid.Bool().Draw(t, "carried"), rapid.Bool().Draw(t, "listened"), rapid.Uint32().Draw(t, "t")
		}
		if st == item.Given || st == item.Partial {
			a.Value = anyValue(t, codeSchema.Type(i))
		}
		s.Answers.Set(i, a)
	}
	return s
}

func schemaByHash(string) (*item.Schema, error) { return codeSchema, nil }

func TestSnapshotRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyState(t)
		b, err := s.AppendBinary(nil)
		if err != nil {
			t.Fatal(err)
		}
		back, err := Decode(b, schemaByHash)
		if err != nil {
			t.Fatal(err)
		}
		again, err := back.AppendBinary(nil)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b, again) {
			t.Fatalf("a snapshot changed on its way:\n%x\n%x", b, again)
		}
		if !back.Answers.Equal(s.Answers) || back.Phase != s.Phase || back.Asking != s.Asking || !back.Opened.Equal(s.Opened) || len(back.Fired) != len(s.Fired) {
			t.Fatalf("read %+v, wrote %+v", back, s)
		}
	})
}

func FuzzDecode(f *testing.F) {
	b, err := State{Flow: "hash", Answers: item.NewAnswers(codeSchema)}.AppendBinary(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := Decode(b, schemaByHash)
		if err != nil {
			return
		}
		if _, err := s.AppendBinary(nil); err != nil {
			t.Fatal(err)
		}
	})
}
