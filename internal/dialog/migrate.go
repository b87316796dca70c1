package dialog

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"

	"intake/internal/item"
	"intake/internal/kind"
)

// When content changes under a running conversation, its next turn moves it
// to today's: an answer stays where its item still exists, records the same
// type of value, and would be accepted today; the rest are asked again. Rules
// are evaluated anew, so that a new rule fires on old answers. The archive of
// each content that a conversation was begun with is kept, for its items here
// and for showing old cases in the words of their time.

// migrate moves the state's answers to the engine's flow.
func (st *step) migrate() {
	old := st.s.Answers
	st.s.Answers = item.NewAnswers(st.Flow.Schema.Items)
	st.s.Answers.Day = old.Day
	moved := old.Schema() != nil
	asking, again := -1, -1
	for i := 0; moved && i < old.Schema().Len(); i++ {
		q := st.Flow.Question(old.Schema().ID(i))
		if q == nil {
			continue
		}
		if i == st.s.Asking {
			asking = q.At
		}
		if i == st.s.Again {
			again = q.At
		}
		a := old.At(i)
		if a.Status == item.NotApplicable || a.Known() && !st.fits(q.Kind, &q.Spec, a.Value) {
			continue
		}
		st.s.Answers.Set(q.At, a)
	}
	st.s.Flow = st.Flow.Hash
	if !moved {
		return
	}
	st.s.Asking, st.s.Again = asking, again
	st.s.Follow, st.s.Trail = nil, nil
	fired := st.s.Fired
	st.s.Fired = nil
	for i := range st.Flow.Questions {
		st.touched = append(st.touched, i)
	}
	// A section that is gone: the next question leads from consent onward.
	if !st.machine.phases[st.s.Phase] {
		st.s.Phase = sectionConsent
	}
	if st.s.Back != "" && !st.machine.phases[st.s.Back] {
		st.s.Back = sectionConsent
	}
	st.weighAll()
	st.lost = nil
	for i, f := range st.s.Fired {
		for _, o := range fired {
			if o.Rule == f.Rule {
				st.s.Fired[i] = o
			}
		}
	}
}

// fits reports whether a value would still be accepted by today's question.
func (st *step) fits(k kind.Kind, spec *kind.Spec, v item.Value) bool {
	if k.Type() != v.Type() {
		return false
	}
	switch v.Type() {
	case item.Option, item.Options:
		options := k.Options(spec)
		for _, id := range v.Options() {
			if !slices.ContainsFunc(options, func(o kind.Option) bool { return o.ID == id }) {
				return false
			}
		}
	case item.Number:
		n := v.Number()
		return (spec.Least == nil || n >= *spec.Least) && (spec.Most == nil || n <= *spec.Most)
	case item.Text:
		return spec.MaxLen == 0 || len([]rune(v.Text())) <= spec.MaxLen
	}
	return true
}

const schemaFile = "schema.json"

type schemaLine struct {
	ID   item.ID   `json:"id"`
	Type item.Type `json:"type"`
}

// pack zips a folder's files with the list of its items, so that answers can
// be read even by a program that no longer reads the files.
func pack(folder map[string][]byte, s *item.Schema) ([]byte, error) {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	// A first start waits for this; the closest packing saves a sixth of the
	// room and takes three times as long.
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	lines := make([]schemaLine, s.Len())
	for i := range lines {
		lines[i] = schemaLine{s.ID(i), s.Type(i)}
	}
	list, err := json.Marshal(lines)
	if err != nil {
		return nil, fmt.Errorf("pack flow: %w", err)
	}
	files := maps.Clone(folder)
	files[schemaFile] = list
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(files[name])
		}
		if err != nil {
			return nil, fmt.Errorf("pack flow: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("pack flow: %w", err)
	}
	return buf.Bytes(), nil
}

// Archive returns the content the engine runs, as the store keeps it.
func (e *Engine) Archive() ([]byte, error) { return pack(e.folder.Files, e.Flow.Schema.Items) }

// SchemaOf reads the items of an archived flow.
func SchemaOf(archive []byte) (*item.Schema, error) {
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, fmt.Errorf("read archived flow: %w", err)
	}
	f, err := z.Open(schemaFile)
	if err != nil {
		return nil, fmt.Errorf("read archived flow: %w", err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("read archived flow: %w", err)
	}
	var lines []schemaLine
	if err := json.Unmarshal(data, &lines); err != nil {
		return nil, fmt.Errorf("read archived flow: %w", err)
	}
	ids, types := make([]item.ID, len(lines)), make([]item.Type, len(lines))
	for i, l := range lines {
		ids[i], types[i] = l.ID, l.Type
	}
	return item.NewSchema(ids, types), nil
}

// LoadArchive makes the engine of an archived flow, to show an old case in the
// words of its time. It is read with patience: the program may by now say
// other messages than that content has.
func LoadArchive(archive []byte, opt Options) (*Engine, error) {
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, fmt.Errorf("read archived flow: %w", err)
	}
	opt.archived = true
	return Load(z, opt)
}
