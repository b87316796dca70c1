package eval

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// A Row is the sum of the results of one kind, from lists of one sort.
type Row struct {
	Set, Kind, Lists               string
	Right, Wrong, Missed, SetAside int
}

// N is how many cases count.
func (r Row) N() int { return r.Right + r.Wrong + r.Missed }

// allKinds is the kind of a row that sums up a set.
const allKinds = "all"

// Rows sums results up, by kind and by whether a list was held back; sets of
// several kinds also in all.
func Rows(results []Result) []Row {
	type key struct{ set, kind, lists string }
	sums := map[key]*Row{}
	add := func(k key, r Result) {
		row := sums[k]
		if row == nil {
			row = &Row{Set: k.set, Kind: k.kind, Lists: k.lists}
			sums[k] = row
		}
		switch r.Verdict {
		case Right:
			row.Right++
		case Wrong:
			row.Wrong++
		case Missed:
			row.Missed++
		default:
			row.SetAside++
		}
	}
	for _, r := range results {
		lists := "held"
		if strings.HasPrefix(r.List, "learn") {
			lists = "learn"
		}
		add(key{r.Set, r.Kind, lists}, r)
		if r.Set == "answers" {
			add(key{r.Set, allKinds, lists}, r)
		}
	}
	var out []Row
	for _, r := range sums {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b Row) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Sets, a.Set), slices.Index(Sets, b.Set)),
			cmp.Compare(a.Lists, b.Lists),
			cmp.Compare(a.Kind, b.Kind))
	})
	return out
}

// WriteTable writes rows as Markdown.
func WriteTable(w io.Writer, rows []Row) error {
	var b strings.Builder
	b.WriteString("| set | kind | lists | cases | right | 95 % interval | wrong | nothing recorded |\n| --- | --- | --- | ---: | ---: | --- | ---: | ---: |\n")
	for _, r := range rows {
		low, high := Wilson(r.Right, r.N())
		fmt.Fprintf(&b, "| %s | %s | %s | %d | %s %% | %s to %s %% | %s %% | %s %% |\n", r.Set, r.Kind, r.Lists, r.N(),
			percent(r.Right, r.N()), hundredth(low), hundredth(high), percent(r.Wrong, r.N()), percent(r.Missed, r.N()))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func percent(k, n int) string {
	if n == 0 {
		return "0"
	}
	return hundredth(float64(k) / float64(n))
}

func hundredth(f float64) string { return fmt.Sprintf("%.1f", 100*f) }

// Wilson is the interval that holds a share with 95 % confidence, of k among
// n (E. B. Wilson, 1927).
func Wilson(k, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.96
	p, m := float64(k)/float64(n), float64(n)
	mid := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, mid-half), min(1, mid+half)
}

// Below compares rows with the table kept in a document and says where a
// figure is worse than the kept one, or no longer measured.
func Below(rows []Row, document string) []string {
	var out []string
	for line := range strings.Lines(document) {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		if len(cells) != 8 || strings.HasPrefix(line, "| set") || strings.HasPrefix(line, "| ---") {
			continue
		}
		set := strings.TrimPrefix(cells[0], "| ")
		at := slices.IndexFunc(rows, func(r Row) bool { return r.Set == set && r.Kind == cells[1] && r.Lists == cells[2] })
		if at < 0 {
			out = append(out, fmt.Sprintf("%s, %s, %s: kept, but no longer measured", set, cells[1], cells[2]))
			continue
		}
		r := rows[at]
		var right, wrong float64
		if _, err := fmt.Sscanf(cells[4]+" "+cells[6], "%f %% %f", &right, &wrong); err != nil {
			out = append(out, fmt.Sprintf("%s, %s, %s: cannot be read: %v", set, cells[1], cells[2], err))
			continue
		}
		now := 100 * float64(r.Right) / float64(max(1, r.N()))
		nowWrong := 100 * float64(r.Wrong) / float64(max(1, r.N()))
		if now < right-0.05 || nowWrong > wrong+0.05 {
			out = append(out, fmt.Sprintf("%s, %s, %s: right %.1f %%, wrong %.1f %%; kept: %.1f, %.1f", set, cells[1], cells[2], now, nowWrong, right, wrong))
		}
	}
	return out
}
