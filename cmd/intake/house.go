package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
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
	log := slog.New(slog.NewTextHandler(w.stderr, &slog.HandlerOptions{Level: logLevel(w)}))
	opt := storeOptions(w.env, e, log)
	opt.Holder, opt.Direct = "intake "+holder, direct
	db, err := store.Open(dir, opt)
	if err != nil {
		return nil, err
	}
	return &house{engine: e, db: db, zone: w.env.zone, log: log}, nil
}

// storeOptions are those that do not depend on the command.
func storeOptions(s settings, e *dialog.Engine, log *slog.Logger) store.Options {
	return store.Options{
		Key: s.key, SchemaOf: dialog.SchemaOf, Log: log,
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
