package discordsim_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"intake/internal/sim/discordsim"
)

// talk is a session with one person's chat open.
func talk(t *testing.T, opt discordsim.Options) (s *discordsim.Server, d *discordgo.Session, user, dm string) {
	t.Helper()
	s = start(t, opt)
	d = client(t, s)
	user = s.Person("ana")
	ch, err := d.UserChannelCreate(user)
	if err != nil {
		t.Fatal(err)
	}
	return s, d, user, ch.ID
}

func send(d *discordgo.Session, dm, text string) error {
	_, err := d.ChannelMessageSendComplex(dm, &discordgo.MessageSend{Content: text, AllowedMentions: quiet()})
	return err
}

func TestFail(t *testing.T) {
	t.Parallel()
	s, d, user, dm := talk(t, discordsim.Options{})

	s.Fail(discordsim.Fault{Operation: "create_message", Times: 1, Status: 429, After: 1500 * time.Millisecond})
	var limit *discordgo.RateLimitError
	if err := send(d, dm, "a"); !errors.As(err, &limit) || limit.RetryAfter != 1500*time.Millisecond {
		t.Errorf("429: %v", err)
	}
	d = client(t, s) // the old one waits now
	s.Fail(discordsim.Fault{Operation: "create_message", Times: 1, Status: 500})
	var rest *discordgo.RESTError
	if err := send(d, dm, "b"); !errors.As(err, &rest) || rest.Response.StatusCode != 500 {
		t.Errorf("500: %v", err)
	}
	s.Fail(discordsim.Fault{Operation: "create_message", Times: 1, Status: 403, Code: 50007})
	if err := send(d, dm, "c"); code(err) != 50007 {
		t.Errorf("50007: %v", err)
	}
	if n := len(s.Messages(user)); n != 0 {
		t.Errorf("%d messages got through", n)
	}
	s.Fail(discordsim.Fault{Operation: "create_message", Times: 1, Lost: true})
	if err := send(d, dm, "d"); err == nil || len(s.Messages(user)) != 1 {
		t.Errorf("lost: %v, %d messages", err, len(s.Messages(user)))
	}
	// The library sends again after a 502, which doubles the message.
	s.Fail(discordsim.Fault{Operation: "create_message", Times: 1, Lost: true, Status: 502})
	if err := send(d, dm, "e"); err != nil || len(s.Messages(user)) != 3 {
		t.Errorf("502: %v, %d messages", err, len(s.Messages(user)))
	}
	s.Fail(discordsim.Fault{Times: -1, Slow: 50 * time.Millisecond})
	begun := time.Now()
	if err := send(d, dm, "f"); err != nil || time.Since(begun) < 50*time.Millisecond {
		t.Errorf("slow: %v after %s", err, time.Since(begun))
	}
	s.Fail(discordsim.Fault{Operation: "create_message", Times: -1, Status: 500})
	s.Mend()
	if err := send(d, dm, "g"); err != nil {
		t.Errorf("mended: %v", err)
	}
	if s.Calls("create_message") != 8 {
		t.Errorf("%d calls", s.Calls("create_message"))
	}
	faultless(t, s)
}

func TestEnforcedNonce(t *testing.T) {
	t.Parallel()
	s, d, user, dm := talk(t, discordsim.Options{})
	post := func(nonce string, enforce bool) string {
		t.Helper()
		var m discordgo.Message
		raw, err := d.RequestWithBucketID("POST", discordgo.EndpointChannelMessages(dm), map[string]any{
			"content": "hi", "nonce": nonce, "enforce_nonce": enforce, "allowed_mentions": quiet(),
		}, "")
		if err == nil {
			err = discordgo.Unmarshal(raw, &m)
		}
		if err != nil {
			t.Fatal(err)
		}
		return m.ID
	}
	a := post("n1", true)
	if post("n1", true) != a || len(s.Messages(user)) != 1 {
		t.Error("an enforced nonce doubled")
	}
	if post("n2", true) == a || post("n1", false) == a || len(s.Messages(user)) != 3 {
		t.Errorf("%d messages", len(s.Messages(user)))
	}
	s.Pass(6 * time.Minute)
	if post("n1", true) == a {
		t.Error("a nonce is remembered for ever")
	}
	faultless(t, s)
}

func TestClosedDoors(t *testing.T) {
	t.Parallel()
	s, d, user, dm := talk(t, discordsim.Options{})
	s.CloseDMs(user, true)
	if err := send(d, dm, "a"); code(err) != 50007 {
		t.Errorf("closed: %v", err)
	}
	s.CloseDMs(user, false)
	if err := send(d, dm, "b"); err != nil {
		t.Errorf("opened again: %v", err)
	}
	s.Leave(user)
	if err := send(d, dm, "c"); code(err) != 50278 {
		t.Errorf("left: %v", err)
	}
	faultless(t, s) // none of this can be known before
}

func TestExpiry(t *testing.T) {
	t.Parallel()
	s, d, user, _ := talk(t, discordsim.Options{})
	asked := collect[discordgo.InteractionCreate](d)
	open(t, s, d)
	if _, err := d.ApplicationCommandBulkOverwrite(discordsim.AppID, "", commands()); err != nil {
		t.Fatal(err)
	}
	slash := func() *discordgo.Interaction {
		t.Helper()
		if err := s.Slash(user, "", "intake", ""); err != nil {
			t.Fatal(err)
		}
		return get(t, asked).Interaction
	}
	later := &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource}
	i := slash()
	s.Pass(4 * time.Second)
	if err := d.InteractionRespond(i, later); code(err) != 10062 || s.Unanswered() != 1 {
		t.Errorf("too late: %v, %d unanswered", err, s.Unanswered())
	}
	i = slash()
	if err := d.InteractionRespond(i, later); err != nil {
		t.Fatal(err)
	}
	say := func() error {
		_, err := d.FollowupMessageCreate(i, true, &discordgo.WebhookParams{Content: "a", AllowedMentions: quiet()})
		return err
	}
	s.Pass(14 * time.Minute)
	if err := say(); err != nil {
		t.Errorf("after 14 minutes: %v", err)
	}
	if list := s.Messages(user); len(list) != 1 || list[0].Thinking || list[0].Edited {
		t.Errorf("the promise was kept as %+v", list)
	}
	s.Pass(2 * time.Minute)
	if err := say(); code(err) != 50027 {
		t.Errorf("after 16 minutes: %v", err)
	}
	faultless(t, s)
	if err := d.InteractionRespond(i, later); code(err) != 40060 || len(s.Faults()) != 1 {
		t.Errorf("answered twice: %v, faults %q", err, s.Faults())
	}
	i = slash()
	err := d.InteractionRespond(i, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredMessageUpdate})
	if code(err) != 50035 {
		t.Errorf("a command cannot change a message: %v", err)
	}
}

func TestModalChecks(t *testing.T) {
	t.Parallel()
	s, d, user, _ := talk(t, discordsim.Options{})
	asked := collect[discordgo.InteractionCreate](d)
	open(t, s, d)
	if _, err := d.ApplicationCommandBulkOverwrite(discordsim.AppID, "", commands()); err != nil {
		t.Fatal(err)
	}
	if err := s.Slash(user, "", "intake", ""); err != nil {
		t.Fatal(err)
	}
	i := get(t, asked)
	input := func(label, id string) string {
		return fmt.Sprintf(`{"type": 1, "components": [{"type": 4, "style": 1, "label": %q, "custom_id": %q}]}`, label, id)
	}
	for _, c := range []struct{ data, path, code string }{
		{`"title": "` + long(46) + `", "custom_id": "a", "components": [` + input("a", "a") + `]`, "data.title", "BASE_TYPE_BAD_LENGTH"},
		{`"title": "a", "components": [` + input("a", "a") + `]`, "data.custom_id", "BASE_TYPE_REQUIRED"},
		{`"title": "a", "custom_id": "a", "components": ` + many(6, input("a", "%d")), "data.components", "BASE_TYPE_BAD_LENGTH"},
		{`"title": "a", "custom_id": "a", "components": [` + input(long(46), "a") + `]`, "data.components.0.components.0.label", "BASE_TYPE_BAD_LENGTH"},
		{`"title": "a", "custom_id": "a", "components": ` + many(2, input("a", "a")), "data.components.1.components.0.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"},
		{`"title": "a", "custom_id": "a", "components": [{"type": 1, "components": [` + button + `]}]`, "data.components.0.components.0.type", "BASE_TYPE_CHOICES"},
		{`"title": "a", "custom_id": "a", "components": [{"type": 18, "label": "a"}]`, "data.components.0.component", "BASE_TYPE_REQUIRED"},
	} {
		status, out := ask(t, s, "POST", "interactions/"+i.ID+"/"+i.Token+"/callback", `{"type": 9, "data": {`+c.data+`}}`)
		if status != 400 || leaf(out, c.path) != c.code {
			t.Errorf("%.60s is answered %d, %v", c.data, status, out)
		}
	}
	if s.Modal(user) != nil || s.Answered() != 0 {
		t.Error("a bad modal was opened")
	}
	// A label around a field, which discordgo cannot write.
	status, out := ask(t, s, "POST", "interactions/"+i.ID+"/"+i.Token+"/callback", `{"type": 9, "data": {"title": "a", "custom_id": "a", "components": [
		{"type": 18, "label": "Which?", "component": {"type": 4, "style": 1, "custom_id": "x"}}]}}`)
	if m := s.Modal(user); status != 204 || m == nil || m.Inputs[0].Label != "Which?" {
		t.Errorf("answered %d, %v, modal %+v", status, out, m)
	}
}

func TestLimit(t *testing.T) {
	t.Parallel()
	s, _, _, dm := talk(t, discordsim.Options{Limit: 2})
	path, body := "channels/"+dm+"/messages", `{"content": "a", "allowed_mentions": {"parse": []}}`
	for i, want := range []int{200, 200, 429} {
		if status, out := ask(t, s, "POST", path, body); status != want || want == 429 && out["retry_after"].(float64) <= 0 {
			t.Errorf("message %d is answered %d, %v", i, status, out)
		}
	}
	faultless(t, s)
}

// The same seed brings the same storm, another one another.
func TestRage(t *testing.T) {
	t.Parallel()
	fates := func(seed uint64) (out []bool) {
		s := start(t, discordsim.Options{})
		d := client(t, s)
		s.Rage(discordsim.Storm{Seed: seed, Broken: 0.3, Lost: 0.2})
		for range 40 {
			_, err := d.User("@me")
			out = append(out, err == nil)
		}
		return out
	}
	one := fates(1)
	if !slices.Equal(one, fates(1)) || slices.Equal(one, fates(2)) {
		t.Error("a storm does not follow its seed")
	}
	if n := len(slices.DeleteFunc(one, func(ok bool) bool { return ok })); n < 10 || n > 30 {
		t.Errorf("%d of 40 calls failed", n)
	}

	s := start(t, discordsim.Options{})
	d := client(t, s)
	created := collect[discordgo.MessageCreate](d)
	open(t, s, d)
	s.Rage(discordsim.Storm{Seed: 1, Twice: 0.3, Late: 0.3})
	ana := s.Person("ana")
	var wrote, came []string
	for range 30 {
		wrote = append(wrote, s.Write(ana, "a"))
	}
	until(t, "all messages", func() bool {
		for len(created) > 0 {
			came = append(came, (<-created).ID)
		}
		got := slices.Clone(came)
		slices.Sort(got)
		return len(slices.Compact(got)) == len(wrote)
	})
	if len(came) == len(wrote) || slices.IsSorted(came) {
		t.Errorf("%d messages came of %d, in order: %t", len(came), len(wrote), slices.IsSorted(came))
	}
	faultless(t, s)
}

func TestWords(t *testing.T) {
	t.Parallel()
	for text, live := range map[string]int{
		"plain words, 3 * 4 = 12": 0, `\@everyone \<@123\> \*\*bold\*\* http\:\/\/x.example`: 0, "@everyone": 1, "<@123> and <#4>": 2,
		"**bold**": 1, "see https://x.example": 1, "[a](b)": 1, "||hidden||": 1, "# big": 1, "`code`": 1, "snake_case_word": 0, "> quoted": 1,
	} {
		if got := discordsim.Live(text); len(got) != live {
			t.Errorf("of %q %q is live, want %d", text, got, live)
		}
	}
	if got := discordsim.Plain(`5 \* 3 \\ c:\dir`); got != `5 * 3 \ c:\dir` {
		t.Errorf("plain %q", got)
	}
}
