package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"

	"intake/bot"
	"intake/internal/metrics"
)

// defaultHTTP is where serve tells how it is, where that is free.
const defaultHTTP = "127.0.0.1:8080"

// serveCmd holds the data and runs what is configured.
type serveCmd struct {
	dataFlag
	flowFlag
	debugFlag
	HTTP string `help:"Address for /healthz, /readyz and /metrics (default 127.0.0.1:8080, if it is free)." placeholder:"ADDR"`
	Logs string `help:"Logs as text or json." enum:"text,json" default:"text"`
}

func (c *serveCmd) Help() string {
	return "Other commands on the same data go through it while it runs.\n\nExample:\n  intake serve --data ./intake-data"
}

// Run serves until it is interrupted or terminated; what was taken from
// patients by then is finished.
func (c *serveCmd) Run(w *world) error {
	w.debug, w.json = c.Debug, c.Logs == "json"
	// Before anybody can see that it runs: who does may stop it at once.
	ctx, cancel := signal.NotifyContext(w.ctx, os.Interrupt)
	defer cancel()
	h, err := openHouse(w, c.dataFlag, c.flowFlag, "", "serve")
	if err != nil {
		return err
	}
	counts := &metrics.Set{}
	addr := c.HTTP
	if addr == "" {
		addr = defaultHTTP
	}
	on, unwatch, err := watch(addr, h, counts)
	switch {
	case err == nil:
		defer unwatch()
	case c.HTTP != "":
		return errors.Join(err, h.db.Close())
	default:
		on = "nowhere: " + defaultHTTP + " is taken, name another address with --http"
	}
	stop, err := serveControl(c.dir(w.env), h)
	if err != nil {
		return errors.Join(err, h.db.Close())
	}
	fmt.Fprintf(w.stdout, "intake holds %s\n", c.dir(w.env))
	fmt.Fprintf(w.stdout, "health    on %s\n", on)
	for _, s := range channelStates(w.env) {
		fmt.Fprintln(w.stdout, s)
	}
	b := bot.New(h.engine, h.db, h.zone, h.log)
	b.Count(counts)
	services, err := channels(w.env, h.engine, h.log, counts)
	ways, err2 := sinks(w.env)
	for _, ch := range services {
		b.AddChannel(ch)
	}
	for _, k := range ways {
		b.AddSink(k)
	}
	if err = errors.Join(err, err2); err == nil {
		err = b.Run(ctx)
	}
	stop(finishFor)
	return errors.Join(err, h.db.Close())
}

// channelStates says of each channel whether it is on, and why not.
func channelStates(s settings) []string {
	var told []string
	for name, p := range map[string]platform{"slack": s.slack, "discord": s.discord} {
		if p.staff != "" {
			told = append(told, name+" channel "+p.staff)
		}
	}
	slices.Sort(told)
	staff := "staff     nobody is told: set INTAKE_STAFF_SLACK_CHANNEL or INTAKE_STAFF_DISCORD_CHANNEL, and until then look at intake list often"
	if len(told) > 0 {
		detail := "initials and disposition only"
		if s.full {
			detail = "whole cases"
		}
		staff = fmt.Sprintf("staff     told in %s: %s", strings.Join(told, " and "), detail)
	}
	return []string{
		"terminal  needs no server: intake chat, while serve is not running",
		"jsonl     needs no server: intake chat --jsonl, while serve is not running",
		"slack     " + s.slack.state("SLACK_BOT_TOKEN and SLACK_APP_TOKEN"),
		"discord   " + s.discord.state("DISCORD_TOKEN"),
		"web       off: not in this version",
		staff,
	}
}

// state says how a service is used.
func (p platform) state(tokens string) string {
	switch {
	case p.bot == "":
		return "off: set " + tokens
	case p.policy == policyNone:
		return "on for staff only: patients are not answered (policy none)"
	case p.policy == policyMinimal:
		return "on for questions: no health details in the chat (policy minimal)"
	case p.unset:
		return "on with whole intakes in the chat (no policy set, which means full): the service keeps what patients write"
	}
	return "on with whole intakes in the chat (policy full): the service keeps what patients write"
}
