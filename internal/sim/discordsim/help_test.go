package discordsim_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/getkin/kin-openapi/routers"

	"intake/internal/sim/discordsim"
)

// soon bounds every wait; what works needs far less.
const soon = 15 * time.Second

// start starts a server in which nothing may be asked for that Discord would
// refuse, except what a test itself takes from Faults.
func start(t *testing.T, opt discordsim.Options) *discordsim.Server {
	t.Helper()
	s, err := discordsim.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// faultless fails the test if the server noted anything.
func faultless(t *testing.T, s *discordsim.Server) {
	t.Helper()
	for _, f := range s.Faults() {
		t.Errorf("discord would refuse: %s", f)
	}
}

// here sends requests for Discord to the server, and holds what comes back
// against Discord's document where there is one.
type here struct {
	t      *testing.T
	to     *url.URL
	router routers.Router
}

func (h here) RoundTrip(r *http.Request) (*http.Response, error) {
	asked := r
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host, r.Host = h.to.Scheme, h.to.Host, h.to.Host
	w, err := http.DefaultTransport.RoundTrip(r)
	if err == nil && w.StatusCode < 300 && h.router != nil {
		h.check(asked, w)
	}
	return w, err
}

// client is a discordgo session, unmodified but for where its requests go.
func client(t *testing.T, s *discordsim.Server) *discordgo.Session {
	t.Helper()
	d, err := discordgo.New("Bot " + discordsim.BotToken)
	if err != nil {
		t.Fatal(err)
	}
	to, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	d.Client = &http.Client{Transport: here{t, to, document(t)}}
	d.Identify.Intents = discordgo.IntentsGuilds | discordgo.IntentsDirectMessages
	d.ShouldRetryOnRateLimit = false
	d.SyncEvents = true
	d.LogLevel = -1
	return d
}

// open connects a session and closes it with the test.
func open(t *testing.T, s *discordsim.Server, d *discordgo.Session) {
	t.Helper()
	if err := d.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	ctx, cancel := context.WithTimeout(t.Context(), soon)
	defer cancel()
	if err := s.Await(ctx); err != nil {
		t.Fatal(err)
	}
}

// until waits for something to become true.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(soon); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// collect gathers what a handler is given.
func collect[T any](d *discordgo.Session) <-chan *T {
	c := make(chan *T, 100)
	var handler any
	switch any((*T)(nil)).(type) {
	case *discordgo.MessageCreate:
		handler = func(_ *discordgo.Session, e *discordgo.MessageCreate) { c <- any(e).(*T) }
	case *discordgo.MessageUpdate:
		handler = func(_ *discordgo.Session, e *discordgo.MessageUpdate) { c <- any(e).(*T) }
	case *discordgo.MessageDelete:
		handler = func(_ *discordgo.Session, e *discordgo.MessageDelete) { c <- any(e).(*T) }
	case *discordgo.InteractionCreate:
		handler = func(_ *discordgo.Session, e *discordgo.InteractionCreate) { c <- any(e).(*T) }
	}
	d.AddHandler(handler)
	return c
}

func get[T any](t *testing.T, c <-chan T) (out T) {
	t.Helper()
	select {
	case out = <-c:
	case <-time.After(soon):
		t.Fatalf("waited in vain for a %T", out)
	}
	return out
}

// code is Discord's code in an error, 0 for none.
func code(err error) int {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Message != nil {
		return rest.Message.Code
	}
	return 0
}

// quiet says that nobody is pinged.
func quiet() *discordgo.MessageAllowedMentions {
	return &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
}

func commands() []*discordgo.ApplicationCommand {
	places := []discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM}
	kinds := []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
	return []*discordgo.ApplicationCommand{
		{Name: "intake", Description: "Start your intake", Contexts: &places, IntegrationTypes: &kinds},
		{Name: "ask", Description: "Ask the clinic", Contexts: &places, IntegrationTypes: &kinds, Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "Your question", Required: true},
		}},
	}
}
