package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"

	"intake/bot"
)

// serveCmd holds the data and runs what is configured.
type serveCmd struct {
	dataFlag
	flowFlag
	debugFlag
}

func (c *serveCmd) Help() string {
	return "Other commands on the same data go through it while it runs.\n\nExample:\n  intake serve --data ./intake-data"
}

// Run serves until it is interrupted or terminated.
func (c *serveCmd) Run(w *world) error {
	w.debug = c.Debug
	// Before anybody can see that it runs: who does may stop it at once.
	ctx, cancel := signal.NotifyContext(w.ctx, os.Interrupt)
	defer cancel()
	h, err := openHouse(w, c.dataFlag, c.flowFlag, "", "serve")
	if err != nil {
		return err
	}
	stop, err := serveControl(c.dir(w.env), h)
	if err != nil {
		return errors.Join(err, h.db.Close())
	}
	fmt.Fprintf(w.stdout, "intake holds %s\n", c.dir(w.env))
	for _, s := range channelStates() {
		fmt.Fprintln(w.stdout, s)
	}
	err = bot.New(h.engine, h.db, h.zone, h.log).Run(ctx)
	stop(finishFor)
	return errors.Join(err, h.db.Close())
}

// channelStates says of each channel whether it is on, and why not.
func channelStates() []string {
	return []string{
		"terminal  needs no server: intake chat, while serve is not running",
		"jsonl     needs no server: intake chat --jsonl, while serve is not running",
		"slack     off: not in this version",
		"discord   off: not in this version",
		"web       off: not in this version",
		"alerts    wait in the data: nothing in this version calls staff, so look at intake list often",
	}
}
