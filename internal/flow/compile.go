package flow

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"intake/internal/body"
	"intake/internal/cond"
	"intake/internal/content"
	"intake/internal/item"
	"intake/internal/kind"
)

// dispositions are the names of the dispositions in order, as conditions
// write them.
var dispositions = []string{"routine", "adapt", "clearance", "urgent", "emergency"}

// compiler gathers faults, so that all are told at once.
type compiler struct {
	folder *content.Folder
	flow   *Flow
	faults content.Errors
}

func (c *compiler) fault(p content.Pos, want, format string, args ...any) {
	c.faults = append(c.faults, c.folder.Fault(p, fmt.Sprintf(format, args...), want))
}

// Compile checks a folder's flow and makes it ready to run. It returns every
// fault found; the flow is nil if there are any.
func Compile(folder *content.Folder) (*Flow, content.Errors) {
	d := &folder.Flow
	f := &Flow{ID: d.Flow.S, Version: d.Version.S, Lang: folder.Lang, Hash: folder.Hash, byID: map[item.ID]*Question{}}
	c := &compiler{folder: folder, flow: f}
	c.questions(d)
	c.schema()
	c.conditions(d)
	if len(c.faults) == 0 {
		c.orderByDependence()
	}
	if len(c.faults) > 0 {
		return nil, c.faults
	}
	return f, nil
}

func (c *compiler) questions(d *content.FlowDoc) {
	for i := range d.Sections {
		sd := &d.Sections[i]
		s := &Section{ID: sd.ID.S, Title: sd.Title.S, Intro: sd.Intro.S}
		for j := range sd.Prompts {
			pd := &sd.Prompts[j]
			p := &Prompt{Section: s, Ask: pd.Ask.S, Short: pd.Short.S, Again: pd.Again.S}
			if len(pd.Items) == 0 {
				c.fault(sd.ID.Pos, "items: with at least one question", "a prompt of section %s asks nothing", s.ID)
			}
			if len(pd.Items) > 1 && (p.Ask == "" || p.Short == "" || p.Again == "") {
				c.fault(pd.Items[0].ID.Pos, "ask, short and again on the prompt", "a prompt with several items has no words of its own")
			}
			for k := range pd.Items {
				p.Questions = append(p.Questions, c.question(&pd.Items[k], p))
			}
			s.Prompts = append(s.Prompts, p)
		}
		c.flow.Sections = append(c.flow.Sections, s)
	}
	for _, off := range c.folder.Clinic.Off {
		q := c.flow.byID[item.ID(off.S)]
		if q == nil {
			c.fault(off.Pos, "the id of an optional item", "no item %q to switch off", off.S)
			continue
		}
		q.Off = true
	}
}

func (c *compiler) question(d *content.ItemDoc, p *Prompt) *Question {
	q := &Question{
		Spec: kind.Spec{
			ID: item.ID(d.ID.S), Type: d.Type.S, Least: d.Min, Most: d.Max, Unit: d.Unit.S,
			Role: d.Role.S, MinLen: d.MinLen, MaxLen: d.MaxLen, Question: cmp.Or(d.Ask.S, d.Name.S),
		},
		Prompt: p, At: len(c.flow.Questions), Name: d.Name.S, Also: texts(d.Also),
		Ask: d.Ask.S, Short: d.Short.S, Again: d.Again.S, Why: d.Why.S,
		Required: d.Required, Safety: d.Safety, Carry: d.Carry, Listen: d.Listen,
		Private: d.Private, Quiet: d.Quiet, AtLeast: item.ID(d.AtLeast.S), Code: d.Code.S,
	}
	for i := range d.Options {
		q.Options = append(q.Options, option(&d.Options[i]))
	}
	if d.None != nil {
		o := option(d.None)
		q.None = &o
	}
	k, ok := kind.Of(d.Type.S)
	if !ok {
		c.fault(d.Type.Pos, "one of "+strings.Join(kind.Names(), ", "), "no kind of question is called %q", d.Type.S)
	} else if q.Kind = k; true {
		if err := k.Check(&q.Spec); err != nil {
			c.fault(d.ID.Pos, "", "%s: %v", q.ID, err)
		}
	}
	for _, h := range d.Heard {
		if err := c.flow.Cues.Add(q.At, h.S); err != nil {
			c.fault(h.Pos, "words and ..., such as 'worse when ...'", "%v", err)
		}
	}
	for _, o := range c.folder.Clinic.Off {
		if o.S == d.ID.S && !d.Optional {
			c.fault(o.Pos, "an item marked optional in flow.yaml", "%s cannot be switched off", o.S)
		}
	}
	c.flow.byID[q.ID] = q
	c.flow.Questions = append(c.flow.Questions, q)
	return q
}

func option(d *content.OptionDoc) kind.Option {
	return kind.Option{ID: d.ID.S, Label: d.Label.S, Means: d.Means.S, Words: texts(d.Words), Told: texts(d.Told), Alone: d.Alone}
}

func texts(list []content.Str) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.S)
	}
	return out
}

func (c *compiler) schema() {
	s := &cond.Schema{
		Options: map[item.ID][]string{}, Groups: body.Groups(),
		Sets: map[string][]item.ID{"safety": nil}, Dispositions: dispositions,
	}
	var ids []item.ID
	var types []item.Type
	for _, q := range c.flow.Questions {
		ids = append(ids, q.ID)
		t := item.Null
		if q.Kind != nil {
			t = q.Kind.Type()
			if t == item.Option || t == item.Options {
				for _, o := range q.Kind.Options(&q.Spec) {
					s.Options[q.ID] = append(s.Options[q.ID], o.ID)
				}
			}
		}
		types = append(types, t)
		if q.Safety {
			s.Sets["safety"] = append(s.Sets["safety"], q.ID)
		}
		if q.Role == "dob" {
			s.DOB = q.ID
		}
	}
	s.Items = item.NewSchema(ids, types)
	c.flow.Schema = s
}

func (c *compiler) conditions(d *content.FlowDoc) {
	for i := range d.Sections {
		sd := &d.Sections[i]
		c.flow.Sections[i].When = c.parse(sd.When)
		for j := range sd.Prompts {
			for k := range sd.Prompts[j].Items {
				id := &sd.Prompts[j].Items[k]
				q := c.flow.Sections[i].Prompts[j].Questions[k]
				q.When = c.parse(id.When)
				if id.AtLeast.S == "" {
					continue
				}
				if other := c.flow.byID[q.AtLeast]; other == nil || other.Kind == nil || other.Kind.Type() != item.Number {
					c.fault(id.AtLeast.Pos, "the id of a number", "no number is called %q", q.AtLeast)
				}
			}
		}
	}
}

func (c *compiler) parse(src content.Str) cond.Cond {
	if src.S == "" {
		return nil
	}
	x, err := cond.Parse(src.S, c.flow.Schema)
	if err != nil {
		c.faults = append(c.faults, c.folder.FaultAt(src, err.Col, err.Msg, err.Want))
		return nil
	}
	return x
}

// orderByDependence sorts the questions so that each comes after those its
// conditions read, and refuses a cycle: two questions that wait for each other
// would never be asked.
func (c *compiler) orderByDependence() {
	const (
		fresh = iota
		open
		done
	)
	f := c.flow
	mark := make([]int, len(f.Questions))
	var visit func(q *Question, path []item.ID)
	visit = func(q *Question, path []item.ID) {
		path = append(path, q.ID)
		if mark[q.At] == open {
			c.fault(c.pos(q.ID), "", "conditions go in a circle: %s", joinIDs(path[slices.Index(path, q.ID):]))
			return
		}
		if mark[q.At] == done {
			return
		}
		mark[q.At] = open
		for _, w := range []cond.Cond{q.Prompt.Section.When, q.When} {
			if w == nil {
				continue
			}
			for _, id := range c.reads(w) {
				if on := f.byID[id]; on != nil {
					on.Leads = true
					visit(on, path)
				}
			}
		}
		mark[q.At] = done
		f.order = append(f.order, q)
	}
	for _, q := range f.Questions {
		visit(q, nil)
	}
}

// reads lists the items that a condition waits for.
func (c *compiler) reads(w cond.Cond) []item.ID {
	ids := w.Items()
	cond.Walk(w, func(x cond.Cond) {
		if d, ok := x.(*cond.Declined); ok {
			ids = append(ids, c.flow.Schema.Sets[d.Set]...)
		}
	})
	return ids
}

func (c *compiler) pos(id item.ID) content.Pos {
	for _, s := range c.folder.Flow.Sections {
		for _, p := range s.Prompts {
			for i := range p.Items {
				if p.Items[i].ID.S == string(id) {
					return p.Items[i].ID.Pos
				}
			}
		}
	}
	return content.Pos{}
}

func joinIDs(ids []item.ID) string {
	var s []string
	for _, id := range ids {
		s = append(s, string(id))
	}
	return strings.Join(s, " > ")
}
