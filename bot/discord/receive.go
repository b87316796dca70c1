package discord

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"intake/internal/dialog"
	"intake/internal/kind"
)

// A receiver turns Discord's events into messages.
type receiver struct {
	*Channel
	ctx  context.Context // of Run
	take func(context.Context, dialog.Message) error
}

// hand takes a message in its person's line, and calls done when it is kept.
func (r *receiver) hand(m dialog.Message, done func()) {
	m.Channel = r.Name()
	if r.minimal {
		m.Apart = dialog.ApartMinimal
	}
	r.lines.Do(m.User, func() {
		if err := r.take(r.ctx, m); err != nil {
			if r.ctx.Err() == nil {
				r.log.Error("cannot keep a message", "error", err)
			}
			return
		}
		if done != nil {
			done()
		}
	})
}

// message reads a direct message.
func (r *receiver) message(m *discordgo.Message) {
	if m.GuildID != "" || m.Author == nil || m.Author.Bot || m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply {
		return
	}
	r.knows(m.Author.ID, m.ChannelID)
	if len(m.Attachments) > 0 {
		r.lines.Do(m.Author.ID, func() { r.refuseFile(m) })
	}
	if m.Content != "" {
		r.hand(dialog.Message{User: m.Author.ID, ID: m.ID, At: m.Timestamp, Said: kind.Said{Text: m.Content}}, nil)
	}
}

// edited reads a change of a message. An embed that Discord adds to a link is
// none.
func (r *receiver) edited(m *discordgo.Message) {
	if m.GuildID != "" || m.Author == nil || m.Author.Bot || m.EditedTimestamp == nil || m.Content == "" {
		return
	}
	id := m.ID + ":" + strconv.FormatInt(m.EditedTimestamp.UnixMilli(), 10)
	r.hand(dialog.Message{User: m.Author.ID, ID: id, Said: kind.Said{Text: m.Content}, Edit: dialog.Edited}, nil)
}

// deleted reads that a message is gone. Discord does not say whose it was: in
// a direct message, where the bot removes none, it was the patient's.
func (r *receiver) deleted(m *discordgo.Message) {
	r.mu.Lock()
	user := r.users[m.ChannelID]
	r.mu.Unlock()
	if m.GuildID == "" && user != "" {
		r.hand(dialog.Message{User: user, ID: m.ID + ":deleted", Edit: dialog.Deleted}, nil)
	}
}

func (r *receiver) refuseFile(m *discordgo.Message) {
	if err := r.post(r.ctx, m.ChannelID, "file."+m.ID, r.words.NoFiles, nil); err != nil && r.ctx.Err() == nil {
		r.log.Warn("cannot say that files are not taken", "error", err)
	}
}

// interaction reads a command or a press.
func (r *receiver) interaction(i *discordgo.Interaction) {
	user := i.User
	if user == nil && i.Member != nil {
		user = i.Member.User
	}
	if user == nil || user.Bot {
		return
	}
	m := dialog.Message{User: user.ID, ID: i.ID}
	switch i.Type {
	case discordgo.InteractionApplicationCommand:
		r.command(i, m)
	case discordgo.InteractionMessageComponent:
		r.pressed(i, m)
	}
}

// resume is the choice that begins an intake, or puts the open question again.
const resume = "resume"

// command answers a command where only that person sees it.
func (r *receiver) command(i *discordgo.Interaction, m dialog.Message) {
	d := i.ApplicationCommandData()
	hook := i.AppID + "/" + i.Token
	if d.Name == "ask" {
		for _, o := range d.Options {
			if o.Type == discordgo.ApplicationCommandOptionString {
				m.Said.Text = strings.TrimSpace(o.StringValue())
			}
		}
		m.Apart, m.Place = dialog.ApartAsk, placeAsk+hook
		answer := r.inTime(i, thinking)
		r.hand(m, func() { answer(thinking) }) // the answer itself comes by Send
		return
	}
	m.Said.Choice, m.Place = resume, placeStart+hook
	answer := r.inTime(i, thinking)
	r.hand(m, func() { answer(r.only(r.words.Written)) })
}

// thinking tells a person alone that an answer comes.
var thinking = &discordgo.InteractionResponse{
	Type: discordgo.InteractionResponseDeferredChannelMessageWithSource,
	Data: &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral, AllowedMentions: nobody},
}

// only is an answer that one person sees.
func (r *receiver) only(words string) *discordgo.InteractionResponse {
	return &discordgo.InteractionResponse{
		Type: discordgo.InteractionResponseChannelMessageWithSource,
		Data: &discordgo.InteractionResponseData{Content: escape(words), Flags: discordgo.MessageFlagsEphemeral, AllowedMentions: nobody},
	}
}

// answerWithin is when an interaction gets a sign that the answer comes:
// Discord gives up after three seconds.
const answerWithin = 1500 * time.Millisecond

// inTime sees to it that an interaction is answered: late after a while, or by
// the returned func with what it is given.
func (r *receiver) inTime(i *discordgo.Interaction, late *discordgo.InteractionResponse) func(*discordgo.InteractionResponse) {
	respond := func(a *discordgo.InteractionResponse) {
		if err := r.s.InteractionRespond(i, a, discordgo.WithContext(r.ctx)); err != nil && r.ctx.Err() == nil {
			r.log.Warn("cannot answer an interaction", "error", err)
		}
	}
	timer := time.AfterFunc(answerWithin, func() { respond(late) })
	return func(a *discordgo.InteractionResponse) {
		switch {
		case timer.Stop():
			respond(a)
		case a.Type == discordgo.InteractionResponseDeferredChannelMessageWithSource, a.Type == late.Type:
		default: // what was put off is now said
			edit := &discordgo.WebhookEdit{Content: &a.Data.Content, AllowedMentions: nobody}
			if a.Type == discordgo.InteractionResponseUpdateMessage {
				edit.Components = &a.Data.Components
			}
			if _, err := r.s.InteractionResponseEdit(i, edit, discordgo.WithContext(r.ctx)); err != nil && r.ctx.Err() == nil {
				r.log.Warn("cannot answer an interaction", "error", err)
			}
		}
	}
}

// pressed reads a press of one of our controls, which gives way to what was
// chosen.
func (r *receiver) pressed(i *discordgo.Interaction, m dialog.Message) {
	d := i.MessageComponentData()
	c, ok := parseControl(d.CustomID)
	if !ok || i.Message == nil {
		r.inTime(i, quietly)(quietly)
		return
	}
	m.Of = c.turn
	switch {
	case d.ComponentType == discordgo.ButtonComponent:
		m.Said.Choice = c.option
	case c.many:
		m.Said.Choices = d.Values
	case len(d.Values) > 0:
		m.Said.Choice = d.Values[0]
	}
	if c.apart {
		m.Apart, m.Place = dialog.ApartAsk, placeHook+i.AppID+"/"+i.Token
	}
	answer := r.inTime(i, quietly)
	chose := chosen(i.Message.Components, d.CustomID, d.Values)
	r.hand(m, func() { answer(frozen(i.Message.Content, r.words.Chose, chose)) })
}

// quietly acknowledges a press without a change.
var quietly = &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredMessageUpdate}

// chosen are the labels of what was pressed or chosen.
func chosen(rows []discordgo.MessageComponent, id string, values []string) []string {
	var out []string
	for _, row := range rows {
		ar, ok := row.(*discordgo.ActionsRow)
		if !ok {
			continue
		}
		for _, x := range ar.Components {
			switch x := x.(type) {
			case *discordgo.Button:
				if x.CustomID == id {
					out = append(out, x.Label)
				}
			case *discordgo.SelectMenu:
				for _, o := range x.Options {
					for _, v := range values {
						if x.CustomID == id && o.Value == v {
							out = append(out, o.Label)
						}
					}
				}
			}
		}
	}
	return out
}

// frozen replaces a message's controls by what was chosen.
func frozen(content, chose string, labels []string) *discordgo.InteractionResponse {
	line := "\n\n" + escape(chose+" "+strings.Join(labels, ", "))
	if len([]rune(content))+len([]rune(line)) > contentText {
		line = ""
	}
	return &discordgo.InteractionResponse{
		Type: discordgo.InteractionResponseUpdateMessage,
		Data: &discordgo.InteractionResponseData{Content: content + line, Components: []discordgo.MessageComponent{}, AllowedMentions: nobody},
	}
}
