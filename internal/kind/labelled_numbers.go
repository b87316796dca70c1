package kind

import (
	"slices"
	"strings"

	"intake/internal/item"
	"intake/internal/text"
)

// numbers pairs numbers with the items named beside them.
func (p *parter) numbers() map[item.ID]string {
	ns := slices.DeleteFunc(p.l.Numbers(), func(n text.Number) bool { return n.Ordinal || n.Counts })
	ns = slices.DeleteFunc(ns, func(n text.Number) bool { // 7 in "24 h"
		return slices.ContainsFunc(p.named, func(m naming) bool { return overlap(m.Span, n.Span) })
	})
	out := map[item.ID]string{}
	if len(p.named) == 0 {
		return p.inOrder(ns)
	}
	owner := make([]int, len(ns)) // label of each number, -1 for none
	for i := range owner {
		owner[i] = -1
	}
	if !p.alternate(ns, owner) {
		p.bySegment(ns, owner)
	}
	seen := map[int]string{}
	loose, open := -1, -1
	for i, n := range ns {
		o := owner[i]
		if o < 0 {
			if loose >= 0 {
				loose = len(ns)
			} else {
				loose = i
			}
			continue
		}
		piece := p.piece(n)
		if was, ok := seen[o]; ok && was != piece {
			return nil
		}
		seen[o] = piece
	}
	missing := 0
	for i := range p.labels {
		if _, ok := seen[i]; !ok {
			missing++
			open = i
		}
	}
	if loose >= 0 && loose < len(ns) && missing == 1 && len(seen) > 0 && !p.isNamed(open) { // "7, worst 9, best 3"
		seen[open] = p.piece(ns[loose])
	}
	for i, piece := range seen {
		out[p.labels[i].ID] = piece
	}
	return out
}

func (p *parter) isNamed(label int) bool {
	return slices.ContainsFunc(p.named, func(m naming) bool { return m.label == label })
}

func (p *parter) piece(n text.Number) string { return p.l.Between(n.From, n.To) }

// inOrder gives bare numbers to the items in the order asked, if there are as
// many and next to nothing else is said: "7, 9 and 3".
func (p *parter) inOrder(ns []text.Number) map[item.ID]string {
	out := map[item.ID]string{}
	if parts := strings.FieldsFunc(strings.TrimSpace(p.l.Raw), func(r rune) bool { return r == '/' || r == '-' }); len(parts) == len(p.labels) && len(parts) > 2 {
		for i, part := range parts { // 7/9/3
			n := text.Parse(part, "").Numbers()
			if len(n) != 1 {
				out = map[item.ID]string{}
				break
			}
			out[p.labels[i].ID] = strings.TrimSpace(part)
		}
		if len(out) > 0 {
			return out
		}
	}
	if len(ns) != len(p.labels) {
		return nil
	}
	at := 0
	for i, n := range ns {
		for ; at < n.From; at++ {
			if t := p.l.Tokens[at]; t.Word && !text.Small(t.Text) {
				return nil
			}
		}
		at = n.To
		out[p.labels[i].ID] = p.piece(n)
	}
	for ; at < len(p.l.Tokens); at++ {
		if t := p.l.Tokens[at]; t.Word && !text.Small(t.Text) {
			return nil
		}
	}
	return out
}

// alternate pairs numbers and names that take turns through the message: "now
// 7 worst 9", "7 now 9 worst".
func (p *parter) alternate(ns []text.Number, owner []int) bool {
	if len(ns) != len(p.named) {
		return false
	}
	first := ns[0].From < p.named[0].From
	for i := range ns {
		a, b := ns[i].From, p.named[i].From
		if (a < b) != first {
			return false
		}
		if i > 0 && max(ns[i-1].From, p.named[i-1].From) > min(a, b) {
			return false
		}
	}
	for i := range ns {
		owner[i] = p.named[i].label
	}
	return true
}

// bySegment pairs the one number between two marks with the one item named
// there.
func (p *parter) bySegment(ns []text.Number, owner []int) {
	i, m := 0, 0
	for from := 0; from < len(p.l.Tokens); {
		to := from
		for to < len(p.l.Tokens) && !p.bound(to) {
			to++
		}
		num, label, many := -1, -1, false
		for ; i < len(ns) && ns[i].From < to; i++ {
			many = many || num >= 0
			num = i
		}
		for ; m < len(p.named) && p.named[m].From < to; m++ {
			many = many || label >= 0 && label != p.named[m].label
			label = p.named[m].label
		}
		if num >= 0 && !many {
			owner[num] = label
		}
		from = to + 1
	}
}

// bound reports whether the token at i parts what is said of one item from
// what is said of the next.
func (p *parter) bound(i int) bool {
	t := p.l.Tokens[i]
	return !t.Word && strings.Contains(",.;!?\n", t.Text) || t.Word && text.Joins(t.Text)
}

// withNumber parts a message for one item that wants a number and one that
// wants words: "climbing stairs, 4", "20 weeks, yes she said it's fine".
func (p *parter) withNumber() map[item.ID]string {
	num, other := p.labels[0], p.labels[1]
	if !numeric(num.Type) {
		num, other = other, num
	}
	var span text.Span
	var ok bool
	if num.Type == "scale" {
		span, ok = p.score(other.Type == "text")
	} else {
		span, ok = p.amount()
	}
	if !ok {
		return nil
	}
	words := p.l.Cut(span)
	if strings.TrimSpace(words) == "" || len(text.Parse(words, "").Core()) == 0 {
		return nil
	}
	return map[item.ID]string{num.ID: p.l.Between(span.From, span.To), other.ID: words}
}

// Scored parts a message that names several things, each with its score behind
// it: "doing my hair is a 5, reaching the top shelf a 2". It returns nil where
// it is not sure of every part.
func Scored(s string) [][2]string {
	l := text.Parse(s, "")
	p := parter{l: l}
	var out [][2]string
	from := 0
	for _, n := range l.Numbers() {
		if n.Ordinal || n.Counts || n.High > 10 || n.High != n.Low || n.Of != 0 && n.Of != 10 {
			return nil
		}
		to := n.From
		for to > from && p.small(to-1) {
			to--
		}
		for from < to && p.small(from) && text.Joins(l.Tokens[from].Text) || from < to && !l.Tokens[from].Word {
			from++
		}
		if from >= to {
			return nil
		}
		out = append(out, [2]string{l.Between(from, to), l.Between(n.From, n.To)})
		from = n.To
	}
	if len(out) < 2 || !p.nothing(from, len(l.Tokens)) {
		return nil
	}
	return out
}

// score finds the number that scores what else is said: at the end, or before
// a mark at the beginning.
func (p *parter) score(beside bool) (text.Span, bool) {
	ns := p.l.Numbers()
	if len(ns) == 0 {
		return text.Span{}, false
	}
	fits := func(n text.Number) bool {
		return !n.Ordinal && !n.Counts && n.High <= 10 && n.High-n.Low <= 1 && (n.Of == 0 || n.Of == 10)
	}
	if n := ns[len(ns)-1]; fits(n) && p.nothing(n.To, len(p.l.Tokens)) && n.From > 0 {
		return n.Span, true
	}
	n := ns[0]
	marked := n.To < len(p.l.Tokens) && !p.l.Tokens[n.To].Word
	if fits(n) && p.nothing(0, n.From) && (marked || n.Of == 10) {
		return n.Span, true
	}
	if !beside && len(ns) == 1 && fits(n) {
		return n.Span, true
	}
	return text.Span{}, false
}

// nothing reports whether the tokens say nothing of weight.
func (p *parter) nothing(from, to int) bool {
	for _, t := range p.l.Tokens[from:to] {
		if t.Word && !text.Small(t.Text) {
			return false
		}
	}
	return true
}

// amount finds the one number, with its unit if it has one.
func (p *parter) amount() (text.Span, bool) {
	ns := p.l.Numbers()
	ds := p.l.Amounts()
	switch {
	case len(ds) == 1 && len(ns) <= 1:
		return ds[0].Span, true
	case len(ds) == 0 && len(ns) == 1:
		return ns[0].Span, true
	}
	return text.Span{}, false
}
