package slack

import (
	"context"
	"fmt"
	"html"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"intake/internal/dialog"
	"intake/internal/kind"
)

// A receiver turns Slack's events into messages.
type receiver struct {
	*Channel
	take func(context.Context, dialog.Message) error

	mu      sync.Mutex
	waiting map[string][]waiter // by user
}

// ackFor is how long an acknowledgement waits for a socket. Slack gives up
// after three seconds, and brings events again.
const ackFor = 3 * time.Second

// event handles one envelope. It only sorts; what takes time is done in the
// person's line.
func (r *receiver) event(ctx context.Context, sm *socketmode.Client, e socketmode.Event) {
	ack := func(payload ...any) {
		if e.Request == nil || e.Request.EnvelopeID == "" {
			return
		}
		// The library waits for a socket that may never come, and with it
		// would all that follows.
		ctx, cancel := context.WithTimeout(ctx, ackFor)
		defer cancel()
		var answer any
		if len(payload) > 0 {
			answer = payload[0]
		}
		_ = sm.AckCtx(ctx, e.Request.EnvelopeID, answer)
	}
	switch e.Type {
	case socketmode.EventTypeEventsAPI:
		if outer, ok := e.Data.(slackevents.EventsAPIEvent); ok {
			r.inner(ctx, outer.InnerEvent.Data, ack)
			return
		}
	case socketmode.EventTypeSlashCommand:
		if cmd, ok := e.Data.(slack.SlashCommand); ok {
			r.slash(ctx, cmd, ack)
			return
		}
	case socketmode.EventTypeInteractive:
		if cb, ok := e.Data.(slack.InteractionCallback); ok {
			r.pressed(ctx, cb, ack)
			return
		}
	}
	ack() // nothing for us: not to be brought again
}

// settleFor is how long a message waits for one sent before it that comes by
// another socket: milliseconds apart, which a person does not notice.
const settleFor = 20 * time.Millisecond

// A waiter is a message that waits for its turn.
type waiter struct {
	order string // when it was sent, as a time stamp
	m     dialog.Message
	done  func()
}

// hand takes a message in its person's line, in the order in which that person
// sent them, and calls done when it is kept.
func (r *receiver) hand(ctx context.Context, order string, m dialog.Message, done func()) {
	m.Channel = r.Name()
	if r.minimal {
		m.Apart = dialog.ApartMinimal
	}
	r.mu.Lock()
	if r.waiting == nil {
		r.waiting = map[string][]waiter{}
	}
	r.waiting[m.User] = append(r.waiting[m.User], waiter{order, m, done})
	r.mu.Unlock()
	due := time.Now().Add(settleFor)
	r.lines.Do(m.User, func() {
		time.Sleep(time.Until(due))
		w := r.first(m.User)
		if err := r.take(ctx, w.m); err != nil {
			if ctx.Err() == nil {
				r.log.Error("cannot keep a message; slack will bring it again", "error", err)
			}
			return
		}
		w.done()
	})
}

// first takes out the message of a person that was sent first.
func (r *receiver) first(user string) waiter {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := r.waiting[user]
	at := 0
	for i := range list {
		if list[i].order < list[at].order {
			at = i
		}
	}
	w := list[at]
	if list = slices.Delete(list, at, at+1); len(list) == 0 {
		delete(r.waiting, user)
	} else {
		r.waiting[user] = list
	}
	return w
}

func (r *receiver) inner(ctx context.Context, data any, ack func(...any)) {
	switch ev := data.(type) {
	case *slackevents.MessageEvent:
		if m, ok := r.message(ctx, ev); ok {
			r.hand(ctx, ev.EventTimeStamp, m, func() { ack() })
			return
		}
	case *slackevents.AppMentionEvent:
		if ev.BotID == "" && ev.User != "" {
			r.mention(ctx, ev, ack)
			return
		}
	case *slackevents.AppHomeOpenedEvent:
		ack()
		if ev.Tab == "home" {
			r.lines.Do(ev.User, func() { r.showHome(ctx, ev.User) })
		}
		return
	}
	ack()
}

// message reads a direct message. It reports false for what is not a
// patient's.
func (r *receiver) message(ctx context.Context, ev *slackevents.MessageEvent) (dialog.Message, bool) {
	if ev.ChannelType != slackevents.ChannelTypeIM || ev.BotID != "" {
		return dialog.Message{}, false
	}
	m := dialog.Message{User: ev.User, ID: ev.Channel + ":" + ev.TimeStamp, At: timeOf(ev.TimeStamp), Place: inThread(ev.ThreadTimeStamp)}
	switch ev.SubType {
	case "", slack.MsgSubTypeFileShare, slack.MsgSubTypeThreadBroadcast:
		m.Said.Text = plain(ev.Text)
		if ev.SubType == slack.MsgSubTypeFileShare && m.User != "" {
			r.lines.Do(m.User, func() { r.refuseFile(ctx, m.User, ev.Channel, ev.ThreadTimeStamp) })
		}
	case slack.MsgSubTypeMessageChanged:
		now, was := ev.Message, ev.PreviousMessage
		if now == nil || now.BotID != "" || now.Edited == nil || was != nil && was.Text == now.Text {
			return m, false // ours, or only an unfurled link
		}
		m.User, m.Edit, m.Said.Text = now.User, dialog.Edited, plain(now.Text)
		m.ID, m.Place = ev.Channel+":"+now.Timestamp+":"+now.Edited.Timestamp, inThread(now.ThreadTimestamp)
	case slack.MsgSubTypeMessageDeleted:
		was := ev.PreviousMessage
		if was == nil || was.BotID != "" {
			return m, false
		}
		m.User, m.Edit = was.User, dialog.Deleted
		m.ID, m.Place = ev.Channel+":"+ev.DeletedTimeStamp+":deleted", inThread(was.ThreadTimestamp)
	default:
		return m, false
	}
	if m.User == "" || m.Said.Text == "" && m.Edit == "" {
		return m, false
	}
	r.knows(m.User, ev.Channel)
	return m, true
}

// slash answers a command, wherever it is typed, where only that person sees
// it.
func (r *receiver) slash(ctx context.Context, cmd slack.SlashCommand, ack func(...any)) {
	m := dialog.Message{User: cmd.UserID, ID: "slash:" + cmd.TriggerID}
	quiet := func(words string) {
		ack(map[string]any{"response_type": slack.ResponseTypeEphemeral, "text": escape(words)})
	}
	ask := strings.HasSuffix(cmd.Command, "ask")
	switch question := strings.TrimSpace(plain(cmd.Text)); {
	case ask && question == "":
		quiet(r.words.Ask)
	case ask:
		m.Said.Text, m.Apart, m.Place = question, dialog.ApartAsk, placeURL+cmd.ResponseURL
		r.hand(ctx, stampOf(time.Now()), m, func() { ack() })
	default:
		m.Said.Choice = resume
		r.hand(ctx, stampOf(time.Now()), m, func() {
			if strings.HasPrefix(cmd.ChannelID, "D") {
				ack()
			} else {
				quiet(r.words.Written)
			}
		})
	}
}

// mention answers where the bot was called in a channel: a question where
// only its asker sees it, and anything else in the direct message.
func (r *receiver) mention(ctx context.Context, ev *slackevents.AppMentionEvent, ack func(...any)) {
	m := dialog.Message{User: ev.User, ID: ev.Channel + ":" + ev.TimeStamp, At: timeOf(ev.TimeStamp)}
	text := strings.TrimSpace(mentions.ReplaceAllString(ev.Text, ""))
	if len(strings.Fields(text)) > 2 {
		m.Said.Text, m.Apart, m.Place = plain(text), dialog.ApartAsk, placeEphemeral+ev.Channel+" "+ev.ThreadTimeStamp
		r.hand(ctx, ev.TimeStamp, m, func() { ack() })
		return
	}
	m.Said.Choice = resume
	r.hand(ctx, ev.TimeStamp, m, func() {
		ack()
		if _, err := r.api.PostEphemeralContext(ctx, ev.Channel, ev.User, slack.MsgOptionText(r.words.Written, true)); err != nil {
			r.log.Warn("cannot answer a mention in its channel", "error", err)
		}
	})
}

// resume is the choice that begins an intake, or puts the open question again.
const resume = "resume"

// pressed reads a press of one of our controls.
func (r *receiver) pressed(ctx context.Context, cb slack.InteractionCallback, ack func(...any)) {
	if cb.Type != slack.InteractionTypeBlockActions || len(cb.ActionCallback.BlockActions) == 0 {
		ack()
		return
	}
	a := cb.ActionCallback.BlockActions[0]
	m := dialog.Message{User: cb.User.ID, ID: "press:" + a.ActionTs + ":" + a.ActionID + ":" + cb.User.ID}
	if a.ActionID == homeStart {
		m.Said.Choice = resume
		r.hand(ctx, a.ActionTs, m, func() { ack() })
		return
	}
	c, ok := parseControl(a.BlockID)
	if !ok {
		ack()
		return
	}
	said, chose, ok := chosen(a, cb.BlockActionState)
	if !ok {
		ack() // a box was ticked: it counts with the button below
		return
	}
	if m.Said, m.Of = said, c.turn; c.place != "" {
		m.Apart, m.Place = dialog.ApartAsk, placeURL+cb.ResponseURL
	} else {
		m.Place = inThread(cb.Message.ThreadTimestamp)
	}
	r.hand(ctx, a.ActionTs, m, func() {
		ack()
		r.freeze(ctx, cb, chose)
	})
}

// chosen reads what was pressed, with the words for it.
func chosen(a *slack.BlockAction, state *slack.BlockActionStates) (said kind.Said, words []string, ok bool) {
	switch {
	case a.Type == "button" && strings.HasPrefix(a.ActionID, doneAction):
		if state != nil {
			for _, block := range slices.Sorted(maps.Keys(state.Values)) { // in the order they stand
				for _, s := range state.Values[block] {
					for _, o := range s.SelectedOptions {
						said.Choices = append(said.Choices, o.Value)
						words = append(words, o.Text.Text)
					}
				}
			}
		}
		if len(said.Choices) == 0 {
			return said, nil, false
		}
		return said, words, true
	case a.Type == "button":
		said.Choice, words = a.Value, []string{a.Text.Text}
	case a.Type == "static_select":
		said.Choice, words = a.SelectedOption.Value, []string{a.SelectedOption.Text.Text}
	case a.Type == "datepicker":
		said.Text, words = a.SelectedDate, []string{a.SelectedDate}
	default:
		return said, nil, false
	}
	return said, words, true
}

var (
	mentions = regexp.MustCompile(`<@[A-Z0-9]+(\|[^>]*)?>`)
	links    = regexp.MustCompile(`<([^<>|]+)(?:\|([^<>]*))?>`)
)

// plain undoes Slack's escapes: links become what they show, mentions stay as
// they are named.
func plain(s string) string {
	s = links.ReplaceAllStringFunc(s, func(l string) string {
		m := links.FindStringSubmatch(l)
		switch {
		case m[2] != "":
			return m[2]
		default:
			return strings.TrimPrefix(strings.TrimPrefix(m[1], "mailto:"), "tel:")
		}
	})
	return html.UnescapeString(s)
}

// stampOf is a time as Slack writes it.
func stampOf(t time.Time) string { return fmt.Sprintf("%d.%06d", t.Unix(), t.Nanosecond()/1000) }

// timeOf reads a time stamp, "1700000000.000100"; the zero time where it is
// none.
func timeOf(ts string) time.Time {
	sec, frac, _ := strings.Cut(ts, ".")
	s, err := strconv.ParseInt(sec, 10, 64)
	if err != nil {
		return time.Time{}
	}
	us, _ := strconv.ParseInt(frac, 10, 64)
	return time.Unix(s, us*1000)
}
