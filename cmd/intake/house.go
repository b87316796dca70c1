package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"intake/flows"
	"intake/internal/dialog"
	"intake/internal/store"
)

// A house is an engine and an open store: what commands on data work with.
type house struct {
	engine *dialog.Engine
	db     *store.DB
	zone   *time.Location
	log    *slog.Logger
}

const defaultData = "intake-data"

func (d dataFlag) dir(s settings) string {
	switch {
	case d.Data != "":
		return d.Data
	case s.data != "":
		return s.data
	default:
		return defaultData
	}
}

// files returns the flow folder to run.
func (f flowFlag) files(s settings) (fs.FS, error) {
	dir := f.Flow
	if dir == "" {
		dir = s.flow
	}
	if dir == "" {
		return flows.Massage(), nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("no flow folder %s", dir)
	}
	return os.DirFS(dir), nil
}

// loadingGC is how much, in percent, memory may grow between two looks for
// garbage while a flow is loaded.
const loadingGC = 400

// load makes the engine of a flow with what the clinic says of itself: the
// clinic.yaml beside the data lies over the folder's own. With data "" there
// is none.
func load(s settings, f flowFlag, data, lang string) (*dialog.Engine, error) {
	files, err := f.files(s)
	if err != nil {
		return nil, err
	}
	opt, err := flowOptions(s, data, lang)
	if err != nil {
		return nil, err
	}
	// Little of what loading makes is garbage, and looking for it would take a
	// third of a start.
	defer debug.SetGCPercent(debug.SetGCPercent(loadingGC))
	e, err := dialog.Load(files, opt)
	if err == nil {
		return e, nil
	}
	gap := " "
	if strings.Contains(err.Error(), "\n") { // as a compiler's: each fault with its line
		gap = "\n"
	}
	return nil, fmt.Errorf("load flow:%s%w", gap, err)
}

// openHouse opens the data for as long as a command runs; holder is told to
// whoever comes meanwhile.
func openHouse(w *world, d dataFlag, f flowFlag, lang, holder string, direct ...string) (*house, error) {
	dir := d.dir(w.env)
	e, err := load(w.env, f, dir, lang)
	if err != nil {
		return nil, err
	}
	var to slog.Handler = slog.NewTextHandler(w.stderr, &slog.HandlerOptions{Level: logLevel(w)})
	if w.json {
		to = slog.NewJSONHandler(w.stderr, &slog.HandlerOptions{Level: logLevel(w)})
	}
	log := slog.New(to)
	opt := storeOptions(w.env, e, log)
	opt.Holder, opt.Direct = "intake "+holder, direct
	db, err := store.Open(dir, opt)
	if err != nil {
		return nil, err
	}
	go warm(e, w.env, f, dir)
	return &house{engine: e, db: db, zone: w.env.zone, log: log}, nil
}

// warm makes the engine ready to rank questions, so that no patient waits for
// it. What had to be learned from a clinic's own content is kept beside the
// data, in place of what was kept for earlier content; without a data
// directory it is learned anew each time.
func warm(e *dialog.Engine, s settings, f flowFlag, data string) {
	if f.Flow == "" && s.flow == "" {
		return // the program brings it
	}
	kept := filepath.Join(data, modelPrefix+e.FAQ.Hash())
	had, err := os.ReadFile(kept)
	if err != nil {
		had = nil // not there, or unreadable: learned again
	}
	learned := e.FAQ.Warm(had)
	if info, err := os.Stat(data); learned == nil || err != nil || !info.IsDir() {
		return
	}
	old, _ := filepath.Glob(filepath.Join(data, modelPrefix+"*"))
	if os.WriteFile(kept+".new", learned, 0o600) != nil || os.Rename(kept+".new", kept) != nil {
		_ = os.Remove(kept + ".new")
		return
	}
	for _, name := range old {
		if name != kept {
			_ = os.Remove(name)
		}
	}
}

// modelPrefix begins the name of what was learned from questions; the hash of
// the content follows.
const modelPrefix = "questions-"

// storeOptions are those that do not depend on the command.
func storeOptions(s settings, e *dialog.Engine, log *slog.Logger) store.Options {
	return store.Options{
		Key: s.key, SchemaOf: dialog.SchemaOf, Log: log, Sinks: sinkNames(s),
		Flow: store.Flow{Hash: e.Flow.Hash, Archive: e.Archive, Schema: e.Flow.Schema.Items},
	}
}

func logLevel(w *world) slog.Level {
	if w.debug {
		return slog.LevelDebug
	}
	return slog.LevelWarn
}

// visit runs do with the data: through the control socket of a process that
// holds it, else by opening it here.
func visit(w *world, d dataFlag, command string, args any, do func(context.Context, *house) error) error {
	served, err := viaControl(w, d.dir(w.env), command, args)
	if served || err != nil {
		return err
	}
	if !store.Holds(d.dir(w.env)) {
		return fmt.Errorf("no data in %s: name its directory with --data", d.dir(w.env))
	}
	h, err := openHouse(w, d, flowFlag{}, "", command)
	if err != nil {
		return err
	}
	return errors.Join(do(w.ctx, h), h.db.Close())
}
