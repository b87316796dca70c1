package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// listsDir holds the lists of what patients type, one file each.
const (
	listsDir = "lists"
	listExt  = ".jsonl"
)

// A ListLine is one line of a list: what a patient typed, the entry that
// answers it, "" where none does, and others that would also be right. Verdict
// says what to do with a line that no entry answers: "clinician" where it is a
// clinician's to answer, "" for nothing.
type ListLine struct {
	Text    string
	ID      string
	Also    []string
	List    string
	Verdict string
}

// Clinician is the verdict of lines that ask for a clinician's word: a dose, a
// diagnosis, a result.
const Clinician = "clinician"

// Questions are all that is known of how patients ask: the titles and
// phrasings of the entries, in the folder's own language, and the lists.
type Questions struct {
	IDs   []string
	Lines []ListLine
	// Entries names the entries' own words; Hash those and the lists.
	Entries, Hash string
	files         map[string][]byte
}

// QuestionsOf gathers the questions of entries and the files of lists, which
// Parsed reads when they are needed.
func QuestionsOf(docs []FAQDoc, files map[string][]byte) Questions {
	q := Questions{files: files}
	h := sha256.New()
	for i := range docs {
		id := docs[i].ID.S
		q.IDs = append(q.IDs, id)
		for _, s := range append([]Str{docs[i].Title}, docs[i].Phrasings...) {
			q.Lines = append(q.Lines, ListLine{Text: s.S, ID: id})
			fmt.Fprintf(h, "%q %q\n", id, s.S)
		}
	}
	q.Entries = hex.EncodeToString(h.Sum(nil))[:12]
	q.Hash = q.Entries + "-"
	if len(files) > 0 {
		q.Hash += hash(files)
	}
	return q
}

// Parsed returns the questions with the lines of the lists. Lines that cannot
// be read are left out; Load has told of them.
func (q Questions) Parsed() Questions {
	q.Lines = slices.Clone(q.Lines)
	for _, name := range slices.Sorted(maps.Keys(q.files)) {
		lines, _ := ParseList(name, q.files[name])
		q.Lines = append(q.Lines, lines...)
	}
	return q
}

// ParseList reads a list: JSON lines {"text","id","also","list","verdict"}, id
// null where no entry answers. Without a list of its own a line has the file's
// name.
func ParseList(name string, data []byte) ([]ListLine, Errors) {
	var out []ListLine
	var faults Errors
	at := 0
	for line := range bytes.Lines(data) {
		at++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		l := ListLine{List: strings.TrimSuffix(path.Base(name), listExt)}
		if err := json.Unmarshal(line, &l); err != nil || strings.TrimSpace(l.Text) == "" || l.Verdict != "" && (l.Verdict != Clinician || l.ID != "") {
			faults = append(faults, Error{
				Pos: Pos{File: name, Line: at, Col: 1}, Msg: "no line of a list", Line: strings.TrimSpace(string(line)),
				Want: `{"text":"...","id":"...","list":"..."}`,
			})
			continue
		}
		out = append(out, l)
	}
	return out, faults
}

// readLists reads the lists of a folder as they are.
func readLists(fsys fs.FS, faults *Errors) map[string][]byte {
	names, err := fs.Glob(fsys, listsDir+"/*"+listExt)
	if err != nil {
		return nil
	}
	files := map[string][]byte{}
	for _, name := range names {
		data, err := readFile(fsys, name)
		if err != nil {
			*faults = append(*faults, Error{Pos: Pos{File: name}, Msg: err.Error()})
			continue
		}
		files[name] = data
	}
	return files
}
