package kind

import (
	"intake/internal/item"
	"intake/internal/text"
)

// A Label is an item as a message that answers several at once may name it.
type Label struct {
	ID    item.ID
	Type  string   // the kind's name
	Words []string // what names the item: "pain now", "right now"
}

// Labelled parts a message that answers several items at once into the piece
// said to each: "7 now, 9 at worst", "7, 9 and 3", "climbing stairs, 4",
// "worse with sitting, better with heat". Labels come in the order asked. An
// item whose piece is not certain has none.
func Labelled(s string, labels []Label) map[item.ID]string {
	l := text.Parse(s, "")
	if len(labels) < 2 || len(l.Tokens) == 0 {
		return nil
	}
	p := parter{l: l, labels: labels}
	numbers := 0
	for _, b := range labels {
		if numeric(b.Type) {
			numbers++
		}
	}
	switch {
	case numbers == len(labels):
		p.find()
		return p.numbers()
	case numbers == 1 && len(labels) == 2:
		return p.withNumber()
	}
	p.find()
	return p.clauses()
}

func numeric(kind string) bool { return kind == "scale" || kind == "integer" || kind == "duration" }

// A parter parts one message.
type parter struct {
	l      text.Line
	labels []Label
	named  []naming
}

// A naming is one place where a message names an item.
type naming struct {
	label int
	text.Span
}

// find marks where the items are named: by a whole phrase, or by a word that
// no other item is called by.
func (p *parter) find() {
	phrases := map[string][]naming{} // by first word; Span.To is the length
	owner := map[string]int{}
	var ways [][][]string
	for i, b := range p.labels {
		var list [][]string
		for _, w := range b.Words {
			if words := text.Words(w); len(words) > 0 {
				list = append(list, words)
			}
		}
		ways = append(ways, list)
		for _, words := range list {
			for _, w := range words {
				if has, ok := owner[w]; ok && has != i {
					owner[w] = -1
				} else if !ok {
					owner[w] = i
				}
			}
		}
	}
	texts := map[string][][]string{}
	for i, list := range ways {
		for _, words := range list {
			for _, w := range words {
				if owner[w] == i && !text.Small(w) && len(words) > 1 {
					phrases[w] = append(phrases[w], naming{i, text.Span{To: 1}})
					texts[w] = append(texts[w], []string{w})
				}
			}
			phrases[words[0]] = append(phrases[words[0]], naming{i, text.Span{To: len(words)}})
			texts[words[0]] = append(texts[words[0]], words)
		}
	}
	for i := 0; i < len(p.l.Tokens); {
		best := naming{label: -1}
		for k, n := range phrases[p.l.Tokens[i].Text] {
			if n.To > best.To && p.says(i, texts[p.l.Tokens[i].Text][k]) {
				best = n
			} else if n.To == best.To && n.label != best.label && p.says(i, texts[p.l.Tokens[i].Text][k]) {
				best.label = -1
			}
		}
		if best.label >= 0 {
			p.named = append(p.named, naming{best.label, text.Span{From: i, To: i + best.To}})
		}
		i += max(best.To, 1)
	}
}

func (p *parter) says(i int, words []string) bool {
	if i+len(words) > len(p.l.Tokens) {
		return false
	}
	for k, w := range words {
		if p.l.Tokens[i+k].Text != w {
			return false
		}
	}
	return true
}

// clauses gives the words around each item's name to it: after it where names
// lead ("worse: sitting"), before it where they follow ("sitting makes it
// worse").
func (p *parter) clauses() map[item.ID]string {
	if len(p.named) == 0 || p.namedTwice() {
		return nil
	}
	lead := p.nothing(0, p.named[0].From)
	out := map[item.ID]string{}
	for i, m := range p.named {
		from, to := m.To, len(p.l.Tokens)
		if i+1 < len(p.named) {
			to = p.named[i+1].From
		}
		if !lead {
			from, to = 0, m.From
			if i > 0 {
				from = p.named[i-1].To
			}
		}
		for to > from && p.small(to-1) {
			to--
		}
		for from < to && p.small(from) {
			from++
		}
		if from == to {
			return nil
		}
		out[p.labels[m.label].ID] = p.l.Between(from, to)
	}
	if !lead && !p.nothing(p.named[len(p.named)-1].To, len(p.l.Tokens)) {
		return nil
	}
	return out
}

func (p *parter) small(i int) bool {
	t := p.l.Tokens[i]
	return !t.Word || text.Small(t.Text) || text.Joins(t.Text)
}

// namedTwice reports whether an item is named in more than one place, so that
// nobody can tell which words are its own.
func (p *parter) namedTwice() bool {
	seen := map[int]bool{}
	for _, m := range p.named {
		if seen[m.label] {
			return true
		}
		seen[m.label] = true
	}
	return false
}
