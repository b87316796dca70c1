package discord

import (
	"context"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"intake/bot"
)

// StaffConfig is what the way to staff needs to know.
type StaffConfig struct {
	Token   string
	API     string
	Channel string // its id
	// Post puts a notice in words: a title, and the lines under it.
	Post func(bot.Notice) (title, body string)
}

// Staff brings cases to a channel of the clinic's staff.
type Staff struct {
	s       *discordgo.Session
	channel string
	post    func(bot.Notice) (title, body string)
}

// NewStaff returns a sink.
func NewStaff(c StaffConfig) (*Staff, error) {
	s, err := session(c.API, c.Token)
	if err != nil {
		return nil, err
	}
	return &Staff{s: s, channel: c.Channel, post: c.Post}, nil
}

// Name implements bot.Sink.
func (s *Staff) Name() string { return "discord" }

// Deliver implements bot.Sink.
func (s *Staff) Deliver(ctx context.Context, id string, n bot.Notice) error {
	title, body := s.post(n)
	for i, part := range parts(title + "\n" + body) {
		if i == 0 {
			part = "**" + escape(title) + "**" + part[len(escape(title)):]
		}
		if err := post(ctx, s.s, s.channel, fmt.Sprintf("%s.%d", id, i), part, nil); err != nil {
			return explain(err)
		}
	}
	return nil
}
