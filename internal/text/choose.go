package text

// spanned is what readers find in a line.
type spanned interface{ span() Span }

func (n Number) span() Span   { return n.Span }
func (d Date) span() Span     { return d.Span }
func (d Duration) span() Span { return d.Span }

// sure is how many more words of its own a language must have in a line
// before what another reads there is not believed.
const sure = 2

// best reads l with the table of the language that it is most likely in: the
// one with most words of its own there; else the one that takes up most of
// it; else the one preferred; else the base language.
func best[T spanned](l Line, read func(*language) []T) []T {
	ts := tables(l.Lang)
	if len(ts) == 1 {
		return read(ts[0])
	}
	first, lead := l.lead(ts)
	if lead > 0 {
		if found := read(first); len(found) > 0 || lead >= sure {
			return found
		}
	}
	var out []T
	most := 0
	for _, t := range ts {
		found := read(t)
		covers := 0
		for _, f := range found {
			covers += 2 * (f.span().To - f.span().From)
		}
		if covers > 0 && t.code == l.Prefer {
			covers++
		}
		if covers > most {
			out, most = found, covers
		}
	}
	return out
}

// lead returns the language that l has most words of, and by how many it has
// more than the others; 0 where none leads.
func (l Line) lead(ts []*language) (*language, int) {
	var first *language
	most, second := 0, 0
	for _, t := range ts {
		n := 0
		for _, tok := range l.Tokens {
			if t.common[tok.Text] {
				n++
			}
		}
		if n > most {
			first, most, second = t, n, most
		} else {
			second = max(second, n)
		}
	}
	return first, most - second
}

// LanguageOf returns the code of the language that s is in, "" where its
// words do not tell.
func LanguageOf(s string) string {
	l := Parse(s, "")
	if t, by := l.lead(languages); by > 0 {
		return t.code
	}
	return ""
}

// spoken returns the table of the language that l is in; all where its words
// do not tell.
func (l Line) spoken() []*language {
	ts := tables(l.Lang)
	if t, by := l.lead(ts); by > 0 && len(ts) > 1 {
		return []*language{t}
	}
	return ts
}
