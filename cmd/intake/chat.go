package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"os/user"

	"golang.org/x/term"

	"intake/bot"
	botterm "intake/bot/term"
	"intake/internal/dialog"
)

// chatCmd is a patient at the terminal, or many patients through the scripted
// channel.
type chatCmd struct {
	dataFlag
	flowFlag
	debugFlag
	Lang  string `help:"Language of the conversation (default: the flow's own)." placeholder:"LANG"`
	JSONL bool   `name:"jsonl" help:"The scripted channel: one JSON object a line in, one a line out."`
}

func (c *chatCmd) Help() string {
	return `Every answer is kept as it is given: Ctrl-C pauses, and intake chat goes on from there.

Examples:
  intake chat
  echo '{"user":"u1","text":"hello"}' | intake chat --jsonl`
}

// Run talks until the input ends, or the program is told to: then it answers
// what it has read.
func (c *chatCmd) Run(w *world) error {
	w.debug = c.Debug
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
		ctx, cancel := signal.NotifyContext(w.ctx, os.Interrupt)
		err = botterm.Script(context.WithoutCancel(ctx), until(ctx, w.stdin), w.stdout, func(ctx context.Context, m dialog.Message) (dialog.Turn, error) {
			turn, err := b.Take(ctx, m)
			return turn, advised(err)
		})
		cancel()
	} else {
		err = c.talk(w, b)
	}
	stop(finishFor)
	return errors.Join(err, h.db.Close())
}

// until reads r until ctx ends. A read that is under way then may stay so.
func until(ctx context.Context, r io.Reader) io.Reader {
	out, in := io.Pipe()
	go func() {
		_, err := io.Copy(in, r)
		_ = in.CloseWithError(err)
	}()
	context.AfterFunc(ctx, func() { _ = in.Close() })
	return out
}

func (c *chatCmd) talk(w *world, b *bot.Bot) error {
	color, width := false, 80
	if out, ok := w.stdout.(*os.File); ok && isTerminal(out) {
		color = !w.env.plain
		if cols, _, err := term.GetSize(int(out.Fd())); err == nil {
			width = cols
		}
	}
	name := "patient"
	if u, err := user.Current(); err == nil {
		name = u.Username
	}
	chat := botterm.NewChat(until(w.ctx, w.stdin), w.stdout, name, color, width)
	chat.Bye = "Your answers are saved. Go on any time with: intake chat"
	if c.Data != "" {
		chat.Bye += fmt.Sprintf(" --data %s", c.Data)
	}
	b.AddChannel(chat)
	return b.Run(context.WithoutCancel(w.ctx))
}
