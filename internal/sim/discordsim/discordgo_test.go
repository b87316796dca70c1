package discordsim_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/bwmarrin/discordgo"

	"intake/internal/sim/discordsim"
)

func TestDirectMessages(t *testing.T) {
	t.Parallel()
	s := start(t, discordsim.Options{Check: openAPI(t)})
	d := client(t, s)
	created, updated, deleted := collect[discordgo.MessageCreate](d), collect[discordgo.MessageUpdate](d), collect[discordgo.MessageDelete](d)
	open(t, s, d)
	ana := s.Person("ana")

	id := s.Write(ana, "my back hurts")
	m := get(t, created)
	if m.ID != id || m.Author.ID != ana || m.Author.Bot || m.GuildID != "" || m.Content != "my back hurts" {
		t.Errorf("a message came as %+v", m.Message)
	}
	if err := s.Edit(ana, id, "my neck hurts"); err != nil {
		t.Fatal(err)
	}
	if u := get(t, updated); u.ID != id || u.Content != "my neck hurts" || u.EditedTimestamp == nil {
		t.Errorf("an edit came as %+v", u.Message)
	}
	ch, err := d.UserChannelCreate(ana)
	if err != nil || ch.ID != m.ChannelID || ch.Type != discordgo.ChannelTypeDM {
		t.Fatalf("channel %+v, %v", ch, err)
	}
	answer, err := d.ChannelMessageSendComplex(ch.ID, &discordgo.MessageSend{
		Content: "Where?", AllowedMentions: quiet(), Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: "Neck", CustomID: "neck"}, discordgo.Button{Label: "Back", CustomID: "back"},
		}}},
		Files: []*discordgo.File{{Name: "map.txt", ContentType: "text/plain", Reader: http.NoBody}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if own := get(t, created); own.ID != answer.ID || !own.Author.Bot || own.Author.ID != d.State.User.ID {
		t.Errorf("the bot's own message came as %+v", own.Message)
	}
	words := "And when?"
	if _, err := d.ChannelMessageEditComplex(&discordgo.MessageEdit{Channel: ch.ID, ID: answer.ID, Content: &words, AllowedMentions: quiet(), Components: &[]discordgo.MessageComponent{}}); err != nil {
		t.Fatal(err)
	}
	list := s.Messages(ana)
	if last := list[len(list)-1]; last.Text != words || !last.Edited || len(last.Components) != 0 || len(last.Files) != 1 {
		t.Errorf("the person sees %+v", last)
	}
	history, err := d.ChannelMessages(ch.ID, 100, "", id, "")
	if err != nil || len(history) != 1 || history[0].ID != answer.ID {
		t.Errorf("history %+v, %v", history, err)
	}
	if err := s.Delete(ana, id); err != nil {
		t.Fatal(err)
	}
	if x := get(t, deleted); x.ID != id || x.ChannelID != ch.ID {
		t.Errorf("a deletion came as %+v", x.Message)
	}
	if err := d.ChannelMessageDelete(ch.ID, answer.ID); err != nil {
		t.Fatal(err)
	}
	if list := s.Messages(ana); len(list) != 0 {
		t.Errorf("the person still sees %+v", list)
	}
	faultless(t, s)
}

func TestInteractions(t *testing.T) {
	t.Parallel()
	s := start(t, discordsim.Options{Check: openAPI(t)})
	d := client(t, s)
	asked := collect[discordgo.InteractionCreate](d)
	open(t, s, d)
	if _, err := d.ApplicationCommandBulkOverwrite(discordsim.AppID, "", commands()); err != nil {
		t.Fatal(err)
	}
	if list, err := d.ApplicationCommands(discordsim.AppID, ""); err != nil || len(list) != 2 {
		t.Fatalf("commands %v, %v", list, err)
	}
	ana, room := s.Person("ana"), s.Channel("front-desk")

	// A command in a guild, answered for one person's eyes.
	if err := s.Slash(ana, room, "ask", "how long is it?"); err != nil {
		t.Fatal(err)
	}
	i := get(t, asked)
	data := i.ApplicationCommandData()
	if i.Member == nil || i.Member.User.ID != ana || i.GuildID != discordsim.GuildID || data.Name != "ask" || data.Options[0].StringValue() != "how long is it?" {
		t.Errorf("a command came as %+v", i.Interaction)
	}
	say := func(i *discordgo.InteractionCreate, kind discordgo.InteractionResponseType, data *discordgo.InteractionResponseData) {
		t.Helper()
		if err := d.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: kind, Data: data}); err != nil {
			t.Fatal(err)
		}
	}
	say(i, discordgo.InteractionResponseDeferredChannelMessageWithSource, &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral})
	if list := s.In(room, ana); len(list) != 1 || !list[0].Thinking {
		t.Errorf("while the bot thinks, the person sees %+v", list)
	}
	words := "Ninety minutes."
	if _, err := d.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Content: &words, AllowedMentions: quiet()}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.FollowupMessageCreate(i.Interaction, true, &discordgo.WebhookParams{Content: "More?", Flags: discordgo.MessageFlagsEphemeral, AllowedMentions: quiet()}); err != nil {
		t.Fatal(err)
	}
	if got := discordsim.Words(s.In(room, ana)); got != "Ninety minutes.\nMore?\n" {
		t.Errorf("the person sees %q", got)
	}
	if others := s.In(room, s.Person("ben")); len(others) != 0 {
		t.Errorf("others see %+v", others)
	}

	// A command in the person's own chat, answered with a menu.
	if err := s.Slash(ana, "", "intake", ""); err != nil {
		t.Fatal(err)
	}
	i = get(t, asked)
	if i.User == nil || i.User.ID != ana || i.Member != nil {
		t.Errorf("a command came as %+v", i.Interaction)
	}
	two := 2
	say(i, discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{
		Content: "Where?", AllowedMentions: quiet(), Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: "where", MinValues: &two, MaxValues: 2, Options: []discordgo.SelectMenuOption{
				{Label: "Neck", Value: "neck"}, {Label: "Back", Value: "back"}, {Label: "Hip", Value: "hip"},
			}},
		}}},
	})
	m := s.Messages(ana)[0]
	controls := discordsim.Controls(m)
	if err := s.Press(ana, m, controls[0]); err == nil {
		t.Error("one of two could be chosen alone")
	}
	if err := s.Press(ana, m, controls[0], controls[2]); err != nil {
		t.Fatal(err)
	}
	i = get(t, asked)
	if got := i.MessageComponentData(); got.CustomID != "where" || !slices.Equal(got.Values, []string{"neck", "hip"}) || i.Message.ID != m.ID {
		t.Errorf("a choice came as %+v", got)
	}
	say(i, discordgo.InteractionResponseUpdateMessage, &discordgo.InteractionResponseData{Content: "Where? Neck and hip.", AllowedMentions: quiet(), Components: []discordgo.MessageComponent{}})
	if m = s.Messages(ana)[0]; m.Text != "Where? Neck and hip." || len(m.Components) != 0 || !m.Edited {
		t.Errorf("the message is now %+v", m)
	}

	// A modal, and what comes back of it.
	if err := s.Slash(ana, "", "intake", ""); err != nil {
		t.Fatal(err)
	}
	i = get(t, asked)
	say(i, discordgo.InteractionResponseModal, &discordgo.InteractionResponseData{
		Title: "Medicines", CustomID: "meds", Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.TextInput{CustomID: "list", Label: "Which?", Style: discordgo.TextInputParagraph, Required: true, MaxLength: 100},
		}}},
	})
	if form := s.Modal(ana); form == nil || form.Title != "Medicines" || form.Inputs[0].Label != "Which?" {
		t.Fatalf("the form is %+v", form)
	}
	if err := s.Submit(ana, map[string]string{}); err == nil {
		t.Error("a required field could be left empty")
	}
	if err := s.Submit(ana, map[string]string{"list": "aspirin"}); err != nil {
		t.Fatal(err)
	}
	i = get(t, asked)
	back := i.ModalSubmitData().Components[0].(*discordgo.ActionsRow).Components[0].(*discordgo.TextInput)
	if i.ModalSubmitData().CustomID != "meds" || back.CustomID != "list" || back.Value != "aspirin" {
		t.Errorf("a form came as %+v", i.ModalSubmitData())
	}
	say(i, discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{Content: "Thank you.", AllowedMentions: quiet()})
	if s.Answered() != 5 || s.Unanswered() != 0 {
		t.Errorf("%d answered, %d not", s.Answered(), s.Unanswered())
	}
	faultless(t, s)
}
