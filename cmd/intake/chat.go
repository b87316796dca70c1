package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"

	"golang.org/x/term"

	"intake/bot"
	botterm "intake/bot/term"
)

// chatCmd is a patient at the terminal, or many patients through the scripted
// channel.
type chatCmd struct {
	dataFlag
	flowFlag
	Lang  string `help:"Language of the conversation (default: the flow's own)." placeholder:"LANG"`
	JSONL bool   `name:"jsonl" help:"The scripted channel: one JSON object a line in, one a line out."`
}

func (c *chatCmd) Help() string {
	return `Answers are kept at every line: Ctrl-C pauses, and intake chat goes on.

Examples:
  intake chat
  echo '{"user":"u1","text":"hello"}' | intake chat --jsonl`
}

// Run talks until the input ends.
func (c *chatCmd) Run(w *world) error {
	var direct []string
	if c.JSONL {
		direct = []string{botterm.ScriptName}
	}
	h, err := openHouse(w, c.dataFlag, c.flowFlag, c.Lang, "chat", direct...)
	if err != nil {
		return err
	}
	stop, err := serveControl(c.dir(w.env), h)
	if err != nil {
		return errors.Join(err, h.db.Close())
	}
	b := bot.New(h.engine, h.db, h.zone, h.log)
	if c.JSONL {
		err = botterm.Script(w.ctx, w.stdin, w.stdout, b.Take)
	} else {
		err = c.talk(w, b)
	}
	stop()
	return errors.Join(err, h.db.Close())
}

func (c *chatCmd) talk(w *world, b *bot.Bot) error {
	color, width := false, 80
	if out, ok := w.stdout.(*os.File); ok && isTerminal(out) {
		color = os.Getenv("NO_COLOR") == ""
		if cols, _, err := term.GetSize(int(out.Fd())); err == nil {
			width = cols
		}
	}
	name := "patient"
	if u, err := user.Current(); err == nil {
		name = u.Username
	}
	chat := botterm.NewChat(w.stdin, w.stdout, name, color, width)
	chat.Bye = "Your answers are saved. Go on any time with: intake chat"
	if c.Data != "" {
		chat.Bye += fmt.Sprintf(" --data %s", c.Data)
	}
	b.AddChannel(chat)
	return b.Run(context.WithoutCancel(w.ctx))
}
