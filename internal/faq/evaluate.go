package faq

import (
	"cmp"
	"math"
	"slices"

	"intake/internal/content"
)

// A Share is a count of so many, with the interval that holds the true share
// in 95 of 100 cases (Wilson).
type Share struct {
	Count int     `json:"count"`
	Of    int     `json:"of"`
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

func share(count, of int) Share {
	s := Share{Count: count, Of: of}
	if of == 0 {
		return s
	}
	const z = 1.959964
	n, p := float64(of), float64(count)/float64(of)
	mid := (p + z*z/(2*n)) / (1 + z*z/n)
	arm := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	s.Value, s.Low, s.High = p, max(0, mid-arm), min(1, mid+arm)
	return s
}

// A Point of a curve is what a limit would do.
type Point struct {
	Limit float64 `json:"limit"`
	// Right and Wrong are shares of the questions that an entry answers:
	// for the limit of answering, the first entry; for that of choosing, any
	// of three.
	Right float64 `json:"right"`
	Wrong float64 `json:"wrong"`
	// False is the share of the lines that no entry answers.
	False float64 `json:"false"`
}

// A Tally is how one list, or all of them, went.
type Tally struct {
	List  string `json:"list,omitempty"`
	First Share  `json:"first"` // right entry first, nothing rejected
	Three Share  `json:"three"` // right entry among three
	// Of the questions that an entry answers: answered rightly, wrongly,
	// offered the right entry or others, sent to a clinician, or not known.
	Answered  Share `json:"answered"`
	Mistaken  Share `json:"mistaken"`
	Offered   Share `json:"offered"`
	Misled    Share `json:"misled"`
	Referred  Share `json:"referred"`
	Abstained Share `json:"abstained"`
	// Of the lines that no entry answers.
	FalseAnswer   Share `json:"false_answer"`
	FalseChoice   Share `json:"false_choice"`
	ToClinician   Share `json:"to_clinician"`
	RightlySilent Share `json:"rightly_silent"`
}

// A Report is how a file of labelled questions went.
type Report struct {
	Tally
	Limits Limits  `json:"limits"`
	Lists  []Tally `json:"lists"`
	// AnswerCurve and ChooseCurve are what other limits would do.
	AnswerCurve []Point `json:"answer_curve"`
	ChooseCurve []Point `json:"choose_curve"`
}

// A result is one line and what became of it.
type result struct {
	line    content.ListLine
	hits    []Hit
	verdict Verdict
}

func (r *result) right(n int) bool {
	for _, h := range r.hits[:min(n, len(r.hits))] {
		if r.line.ID != "" && (h.ID == r.line.ID || slices.Contains(r.line.Also, h.ID)) {
			return true
		}
	}
	return false
}

// Evaluate ranks labelled questions and says how that went.
func Evaluate(x *Index, lines []content.ListLine) Report {
	m := x.use()
	if m == nil {
		return report(x.results(nil, lines), Limits{})
	}
	return report(x.results(m, lines), m.limits)
}

func (x *Index) results(m *model, lines []content.ListLine) []result {
	rs := make([]result, len(lines))
	halves(len(lines), func(i int) {
		r := x.rank(m, lines[i].Text)
		rs[i] = result{lines[i], r.Hits, r.Verdict}
	})
	return rs
}

func report(rs []result, limits Limits) Report {
	out := Report{Limits: limits, Tally: tally("", rs), AnswerCurve: curve(rs, 1), ChooseCurve: curve(rs, 3)}
	by := map[string][]result{}
	var names []string
	for _, r := range rs {
		if by[r.line.List] == nil {
			names = append(names, r.line.List)
		}
		by[r.line.List] = append(by[r.line.List], r)
	}
	slices.Sort(names)
	for _, n := range names {
		out.Lists = append(out.Lists, tally(n, by[n]))
	}
	return out
}

func tally(list string, rs []result) Tally {
	var asked, nones, first, three int
	var ok, other, none [Clinician + 1]int
	for i := range rs {
		r := &rs[i]
		if r.line.ID == "" {
			nones++
			none[r.verdict]++
			continue
		}
		asked++
		if r.right(1) {
			first++
		}
		if r.right(3) {
			three++
		}
		if r.verdict == Answer && r.right(1) || r.verdict == Choose && r.right(3) {
			ok[r.verdict]++
		} else {
			other[r.verdict]++
		}
	}
	return Tally{
		List: list, First: share(first, asked), Three: share(three, asked),
		Answered: share(ok[Answer], asked), Mistaken: share(other[Answer], asked),
		Offered: share(ok[Choose], asked), Misled: share(other[Choose], asked),
		Referred: share(other[Clinician], asked), Abstained: share(other[Abstain], asked),
		FalseAnswer: share(none[Answer], nones), FalseChoice: share(none[Choose], nones),
		ToClinician: share(none[Clinician], nones), RightlySilent: share(none[Abstain], nones),
	}
}

// curve follows a limit through the scores: where it stands, how many
// questions the first n entries would answer rightly and wrongly, and how many
// lines that no entry answers would be answered.
func curve(rs []result, n int) []Point {
	asked := 0
	rs = slices.Clone(rs)
	rs = slices.DeleteFunc(rs, func(r result) bool { return len(r.hits) == 0 })
	for _, r := range rs {
		if r.line.ID != "" {
			asked++
		}
	}
	slices.SortStableFunc(rs, func(a, b result) int { return cmp.Compare(b.hits[0].Score, a.hits[0].Score) })
	part := func(n, of int) float64 {
		if of == 0 {
			return 0
		}
		return math.Round(float64(n)/float64(of)*10_000) / 10_000
	}
	var out []Point
	var right, wrong, none, at int
	for step := 19; step >= 1; step-- {
		limit := float64(step) / 20
		for ; at < len(rs) && rs[at].hits[0].Score >= limit; at++ {
			switch {
			case rs[at].line.ID == "":
				none++
			case rs[at].right(n):
				right++
			default:
				wrong++
			}
		}
		out = append(out, Point{limit, part(right, asked), part(wrong, asked), part(none, len(rs)-asked)})
	}
	return out
}

// CrossValidate measures a ranking on lists that it has not learned from: the
// lists are cut into folds, and each fold is ranked by what the others teach,
// limits included. The lists of lines that no entry answers are one kind each,
// so they are cut in parts instead, unless whole is set. With lists above 0
// only so many lists of questions are learned from.
func CrossValidate(docs []content.FAQDoc, q content.Questions, use Parts, folds, lists int, whole bool) Report {
	x := New(docs, q)
	q = q.Parsed()
	fold := make([]int, len(q.Lines))
	var names, nones []string
	count, seen := map[string]int{}, map[string]int{}
	for _, l := range q.Lines {
		count[l.List]++
	}
	for i, l := range q.Lines {
		known := &names
		if l.ID == "" {
			known = &nones
		}
		if !slices.Contains(*known, l.List) {
			*known = append(*known, l.List)
		}
		at := slices.Index(*known, l.List)
		switch {
		case l.List == "":
			fold[i] = -1
		case l.ID != "" || whole:
			fold[i] = at * 7 % folds
		default:
			fold[i] = seen[l.List] * folds / count[l.List]
			seen[l.List]++
		}
	}
	var all []result
	var limits Limits
	for f := range folds {
		taught := content.Questions{IDs: q.IDs}
		var test []content.ListLine
		used := map[string]bool{"": true}
		for i, l := range q.Lines {
			if fold[i] == f {
				test = append(test, l)
				continue
			}
			if l.ID != "" && lists > 0 && !used[l.List] {
				if len(used) > lists {
					continue
				}
				used[l.List] = true
			}
			taught.Lines = append(taught.Lines, l)
		}
		var given *model
		if use.NoGate {
			given = builtIn()
		}
		m := train(taught, use, given)
		all = append(all, x.results(m, test)...)
		limits.Answer += m.limits.Answer / float64(folds)
		limits.Choose += m.limits.Choose / float64(folds)
		limits.Clinician += m.limits.Clinician / float64(folds)
	}
	return report(all, limits)
}
