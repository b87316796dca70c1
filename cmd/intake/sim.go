package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"time"

	"intake/internal/sim/slacksim"
)

// simStaff is the staff's channel in the fake workspace.
const simStaff = "CSTAFF"

// simCmd is a fake Slack to try the channel without tokens.
type simCmd struct {
	Addr string `help:"Where the fake Slack listens." default:"127.0.0.1:8089" placeholder:"ADDR"`
}

func (c *simCmd) Help() string {
	return `Here you are a patient on a fake Slack, and see what staff see. In another
terminal run intake serve with the settings that are printed. What you type is
a direct message. Beside that:

  /intake, /ask ...   a command
  :1 :3               presses the first and third control of the last message
  :as bob             be another patient

Example:
  intake sim`
}

// Run talks until the input ends or it is interrupted.
func (c *simCmd) Run(w *world) error {
	s, err := slacksim.New(slacksim.Options{Addr: c.Addr})
	if err != nil {
		return err
	}
	defer s.Close()
	s.Invite(simStaff)
	ctx, cancel := signal.NotifyContext(w.ctx, os.Interrupt)
	defer cancel()
	fmt.Fprintf(w.stdout, "A fake Slack. In another terminal:\n\n  export SLACK_BOT_TOKEN=%s SLACK_APP_TOKEN=%s SLACK_API_URL=%s INTAKE_STAFF_SLACK_CHANNEL=%s\n  intake serve --data sim-data\n\n",
		slacksim.BotToken, slacksim.AppToken, s.URL, simStaff)
	p := &simPerson{s: s, out: w.stdout, user: "Uann", shown: map[string]string{}}
	var watching sync.WaitGroup
	watching.Go(func() { p.watch(ctx) })
	defer watching.Wait()
	defer cancel()
	lines := make(chan string)
	go func() {
		defer close(lines)
		in := bufio.NewScanner(w.stdin)
		for in.Scan() {
			select {
			case lines <- in.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	for {
		select {
		case line, more := <-lines:
			if !more {
				return nil
			}
			if err := p.do(strings.TrimSpace(line)); err != nil {
				fmt.Fprintln(w.stdout, "  "+err.Error())
			}
		case <-ctx.Done():
			return nil
		}
	}
}

// A simPerson is who types, and what was shown of the workspace so far.
type simPerson struct {
	s   *slacksim.Server
	out io.Writer

	mu    sync.Mutex
	user  string
	shown map[string]string // by channel and time stamp: the words
}

// do carries out one line.
func (p *simPerson) do(line string) error {
	p.mu.Lock()
	user := p.user
	p.mu.Unlock()
	switch command, rest, _ := strings.Cut(line, " "); {
	case line == "":
	case command == ":as":
		if rest = strings.TrimSpace(rest); rest == "" {
			return errors.New("as whom? :as bob")
		}
		p.mu.Lock()
		p.user = "U" + rest
		p.mu.Unlock()
	case strings.HasPrefix(line, ":"):
		return p.press(user, strings.Fields(line))
	case strings.HasPrefix(line, "/"):
		p.s.Slash(user, "", command, rest)
	default:
		p.s.Write(user, line)
	}
	return nil
}

// press presses controls of the last message that has any.
func (p *simPerson) press(user string, which []string) error {
	list := p.s.Messages(user)
	for i := len(list) - 1; i >= 0; i-- {
		controls := slacksim.Controls(list[i].Blocks)
		if len(controls) == 0 {
			continue
		}
		var chosen []slacksim.Control
		for _, w := range which {
			n, err := strconv.Atoi(strings.TrimPrefix(w, ":"))
			if err != nil || n < 1 || n > len(controls) {
				return fmt.Errorf("no control %s: there are :1 to :%d", w, len(controls))
			}
			chosen = append(chosen, controls[n-1])
		}
		p.s.Press(user, list[i], chosen...)
		return nil
	}
	return errors.New("nothing can be pressed")
}

// watch prints what is new or changed, in the patient's chat and at the staff.
func (p *simPerson) watch(ctx context.Context) {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		p.show()
		select {
		case <-tick.C:
		case <-ctx.Done():
			p.show()
			return
		}
	}
}

func (p *simPerson) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range p.s.Messages(p.user) {
		if m.Bot {
			p.print(p.user, m)
		}
	}
	for _, m := range p.s.In(simStaff, "") {
		p.print("staff", m)
	}
}

// print prints a message unless it was. p.mu is held.
func (p *simPerson) print(where string, m slacksim.Message) {
	controls := slacksim.Controls(m.Blocks)
	labels, numbered := "", ""
	for i, c := range controls {
		labels += c.Label + "\n"
		numbered += fmt.Sprintf("\n:%d %s", i+1, c.Label)
	}
	words := strings.TrimSpace(strings.TrimSuffix(slacksim.BlockWords(m.Blocks), labels))
	if words == "" {
		words = m.Text
	}
	words += numbered
	key := m.Channel + m.TS
	if p.shown[key] == words {
		return
	}
	p.shown[key] = words
	fmt.Fprintf(p.out, "\n  to %s:\n    %s\n\n", strings.TrimPrefix(where, "U"), strings.ReplaceAll(words, "\n", "\n    "))
}
