package main

import (
	"context"
	"log/slog"
	"time"

	"intake/bot"
	"intake/bot/discord"
	"intake/bot/slack"
	"intake/internal/dialog"
	"intake/internal/metrics"
)

// A policy is how much of an intake may be said on a service.
type policy string

// The policies.
const (
	policyFull    policy = "full"    // the whole intake
	policyMinimal policy = "minimal" // questions to the clinic, no health details
	policyNone    policy = "none"    // no patients
)

// channels are the services on which patients talk, besides the terminal.
func channels(s settings, e *dialog.Engine, log *slog.Logger, counts *metrics.Set) ([]bot.Channel, error) {
	var list []bot.Channel
	if s.slack.bot != "" && s.slack.policy != policyNone {
		list = append(list, slack.New(slack.Config{
			BotToken: s.slack.bot, AppToken: s.slack.app, API: s.slack.api, Minimal: s.slack.policy == policyMinimal,
			Words: slack.Words{
				Written: e.Say("chat.written"), Ask: e.Say("chat.ask"), Chose: e.Say("chat.chose"), NoFiles: e.Say("chat.no_files"),
				Pick: e.Say("chat.pick"), Done: e.Say("chat.done"), Start: e.Say("chat.start"), Home: e.Say("chat.home"),
			},
			Log: log, Counts: counts,
		}))
	}
	if s.discord.bot != "" && s.discord.policy != policyNone {
		c, err := discord.New(discord.Config{
			Token: s.discord.bot, API: s.discord.api, Minimal: s.discord.policy == policyMinimal,
			Words: discord.Words{
				Written: e.Say("chat.written"), Closed: e.Say("chat.closed"), Chose: e.Say("chat.chose"), NoFiles: e.Say("chat.no_files"),
				Pick: e.Say("chat.pick"), Intake: e.Say("chat.start"), Ask: e.Say("chat.question"), Query: e.Say("chat.question"),
			},
			Log: log, Counts: counts,
		})
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// sinks are the ways to staff.
func sinks(s settings) ([]bot.Sink, error) {
	var list []bot.Sink
	post := func(n bot.Notice) (title, body string) { return bot.Post(n, s.full) }
	if s.slack.staff != "" {
		list = append(list, slack.NewStaff(slack.StaffConfig{BotToken: s.slack.bot, API: s.slack.api, Channel: s.slack.staff, Post: post}))
	}
	if s.discord.staff != "" {
		k, err := discord.NewStaff(discord.StaffConfig{Token: s.discord.bot, API: s.discord.api, Channel: s.discord.staff, Post: post})
		if err != nil {
			return nil, err
		}
		list = append(list, k)
	}
	return list, nil
}

// sinkNames are the names of the ways to staff: the store makes a row for each.
func sinkNames(s settings) []string {
	var names []string
	list, _ := sinks(s) // a fault is told by serve, which needs them
	for _, k := range list {
		names = append(names, k.Name())
	}
	return names
}

// checks look at each service that is set up.
func checks(s settings) []func(context.Context) []bot.Finding {
	var list []func(context.Context) []bot.Finding
	if p := s.slack; p.bot != "" {
		list = append(list, func(ctx context.Context) []bot.Finding {
			ctx, cancel := context.WithTimeout(ctx, checkFor)
			defer cancel()
			return slack.Check(ctx, p.api, p.bot, p.app, p.staff, nil)
		})
	}
	if p := s.discord; p.bot != "" {
		list = append(list, func(ctx context.Context) []bot.Finding {
			ctx, cancel := context.WithTimeout(ctx, checkFor)
			defer cancel()
			return discord.Check(ctx, p.api, p.bot, p.staff)
		})
	}
	return list
}

// checkFor is how long a service has to answer the doctor.
const checkFor = 20 * time.Second
