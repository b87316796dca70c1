package discord

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"intake/bot"
	"intake/internal/dialog"
	visible "intake/internal/text"
)

// Limits of messages and components, from Discord's reference ("Message",
// "Component Reference", August 2026).
const (
	contentText     = 2000
	wordsText       = 1800 // before escaping, which makes ordinary words little longer
	buttonText      = 80
	optionText      = 100
	idText          = 100
	descriptionText = 100
	inRow           = 5
	mostRows        = 5
	mostButtons     = 15 // more are a list to open
	inList          = 25
)

// Places, as they stand in the outbox.
const (
	placeHook  = "hook:"  // and application id and token: seen by one person, good for 15 minutes
	placeAsk   = "ask:"   // the same, where an answer was promised, which the first message is
	placeStart = "start:" // the same, where the answer is the direct message
)

// nobody is who may be mentioned. A nil list would allow everybody.
var nobody = &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}

// A control says in a component's id what it answers.
type control struct {
	turn   uint32 // the turn that showed it
	apart  bool   // under an answer that stands apart
	many   bool   // a list of several
	option string // of a button
}

func (c control) id(n int) string {
	flags := ""
	if c.apart {
		flags += "a"
	}
	if c.many {
		flags += "m"
	}
	return fmt.Sprintf("intake.%d.%s.%d.%s", c.turn, flags, n, c.option)
}

func parseControl(id string) (control, bool) {
	p := strings.SplitN(id, ".", 5)
	if len(p) != 5 || p[0] != "intake" {
		return control{}, false
	}
	turn, err := strconv.ParseUint(p[1], 10, 32)
	return control{uint32(turn), strings.Contains(p[2], "a"), strings.Contains(p[2], "m"), p[4]}, err == nil
}

// turnOf reads the turn from the id of a reply, "conversation.turn.part".
func turnOf(id string) uint32 {
	p := strings.Split(id, ".")
	if len(p) < 2 {
		return 0
	}
	turn, _ := strconv.ParseUint(p[1], 10, 32)
	return uint32(turn)
}

// escape takes the meaning from all that Discord reads as markup.
func escape(s string) string {
	var b strings.Builder
	for _, r := range visible.Strip(s) {
		if strings.ContainsRune("\\`*_~|>#-[]()<@:", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// parts cuts words into messages, escaped.
func parts(words string) []string {
	var out []string
	for _, p := range bot.Split(visible.Strip(words), wordsText) {
		if e := escape(p); utf8.RuneCountInString(e) <= contentText {
			out = append(out, e)
			continue
		}
		for _, q := range bot.Split(p, contentText/2) { // every letter escaped
			out = append(out, escape(q))
		}
	}
	return out
}

// waysOut are the choices that stand beside a list of several and are chosen
// alone.
var waysOut = map[string]bool{"none": true, "skip": true, "human": true}

// rows are the controls of a reply, at most five rows for a message.
func (w Words) rows(c control, r dialog.Reply) []discordgo.MessageComponent {
	var listed, alone []dialog.Button
	long := len(r.Options) > mostButtons
	for _, o := range r.Options {
		long = long || len(c.id(99))+len(o.ID) > idText || utf8.RuneCountInString(o.Label) > buttonText
	}
	for _, o := range r.Options {
		if !waysOut[o.ID] && (r.Many || long) {
			listed = append(listed, o)
		} else {
			alone = append(alone, o)
		}
	}
	var out []discordgo.MessageComponent
	for n := 0; len(listed) > 0; n++ {
		k := min(len(listed), inList)
		out = append(out, discordgo.ActionsRow{Components: []discordgo.MessageComponent{w.list(c, n, listed[:k], r.Many)}})
		listed = listed[k:]
	}
	for n := 0; len(alone) > 0; n++ {
		k := min(len(alone), inRow)
		var row []discordgo.MessageComponent
		for i, o := range alone[:k] {
			b := c
			b.option = o.ID
			row = append(row, discordgo.Button{Label: bot.Cut(o.Label, buttonText), Style: discordgo.SecondaryButton, CustomID: b.id(50 + n*inRow + i)})
		}
		out = append(out, discordgo.ActionsRow{Components: row})
		alone = alone[k:]
	}
	return out
}

// list is a list to open.
func (w Words) list(c control, n int, options []dialog.Button, many bool) discordgo.SelectMenu {
	least, most := 1, 1
	if many {
		most = len(options)
	}
	c.many = many
	m := discordgo.SelectMenu{CustomID: c.id(n), MenuType: discordgo.StringSelectMenu, Placeholder: w.Pick, MinValues: &least, MaxValues: most}
	for _, o := range options {
		m.Options = append(m.Options, discordgo.SelectMenuOption{Label: bot.Cut(o.Label, optionText), Value: o.ID})
	}
	return m
}

// Send implements bot.Channel.
func (c *Channel) Send(ctx context.Context, user, id string, r dialog.Reply) error {
	kind, hook, _ := strings.Cut(r.Place, ":")
	apart := r.Apart && (kind+":" == placeHook || kind+":" == placeAsk)
	if !apart && kind+":" != placeStart { // it became the intake's own: consent, an emergency
		if kind+":" == placeAsk && strings.HasSuffix(id, ".0") {
			if err := c.bring(ctx, user, id, placeAsk, hook, escape(c.words.Written), nil); err != nil {
				return err
			}
		}
		kind = ""
	}
	texts := parts(r.Text)
	rows := c.words.rows(control{turn: turnOf(id), apart: apart}, r)
	for n := 0; n < len(texts) || len(rows) > 0; n++ {
		words, with := c.words.Pick, []discordgo.MessageComponent(nil)
		if n < len(texts) {
			words = texts[n]
		}
		if n >= len(texts)-1 {
			k := min(len(rows), mostRows)
			with, rows = rows[:k], rows[k:]
		}
		as := kind + ":"
		if as == placeAsk && (n > 0 || !strings.HasSuffix(id, ".0")) {
			as = placeHook
		}
		if err := c.bring(ctx, user, fmt.Sprintf("%s.%d", id, n), as, hook, words, with); err != nil {
			return err
		}
	}
	return nil
}

// bring sends one message: by an interaction's address where there is one that
// still works, else in the person's own chat.
func (c *Channel) bring(ctx context.Context, user, id, kind, hook, words string, rows []discordgo.MessageComponent) error {
	app, token, _ := strings.Cut(hook, "/")
	if kind == placeAsk {
		if rows == nil {
			rows = []discordgo.MessageComponent{}
		}
		_, err := c.s.WebhookMessageEdit(app, token, "@original", &discordgo.WebhookEdit{
			Content: &words, Components: &rows, AllowedMentions: nobody,
		}, discordgo.WithContext(ctx))
		if err == nil || !expired(err) {
			return explain(err)
		}
	}
	if kind == placeHook {
		_, err := c.s.WebhookExecute(app, token, true, &discordgo.WebhookParams{
			Content: words, Components: rows, Flags: discordgo.MessageFlagsEphemeral, AllowedMentions: nobody,
		}, discordgo.WithContext(ctx))
		if err == nil || !expired(err) {
			return explain(err)
		}
	}
	chat, err := c.chat(ctx, user)
	if err == nil {
		err = c.post(ctx, chat, id, words, rows)
	}
	err = explain(err)
	var never *bot.Undeliverable
	if kind == placeStart && errors.As(err, &never) {
		if _, e := c.s.WebhookExecute(app, token, true, &discordgo.WebhookParams{
			Content: escape(c.words.Closed), Flags: discordgo.MessageFlagsEphemeral, AllowedMentions: nobody,
		}, discordgo.WithContext(ctx)); e != nil {
			c.log.Warn("cannot say that direct messages are closed", "error", e)
		}
	}
	return err
}

// A message is what is posted, with what the library's own struct lacks.
type message struct {
	Content         string                            `json:"content"`
	Components      []discordgo.MessageComponent      `json:"components,omitempty"`
	AllowedMentions *discordgo.MessageAllowedMentions `json:"allowed_mentions"`
	Nonce           string                            `json:"nonce"`
	EnforceNonce    bool                              `json:"enforce_nonce"`
}

// post sends a message to a channel; one with the same id is shown once.
func (c *Channel) post(ctx context.Context, channel, id, words string, rows []discordgo.MessageComponent) error {
	return post(ctx, c.s, channel, id, words, rows)
}

// post is a request of its own: the library's message has no nonce, and its
// queue would wait out a limit in silence, where the route goes on with others.
func post(ctx context.Context, s *discordgo.Session, channel, id, words string, rows []discordgo.MessageComponent) error {
	body, err := json.Marshal(message{Content: words, Components: rows, AllowedMentions: nobody, Nonce: nonce(channel + " " + id), EnforceNonce: true})
	if err != nil {
		return fmt.Errorf("put message: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("post to discord: %w", err)
	}
	req.Header.Set("Authorization", s.Token)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", s.UserAgent)
	resp, err := s.Client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	switch {
	case err != nil:
		return err
	case resp.StatusCode == http.StatusTooManyRequests:
		var limit struct {
			After  float64 `json:"retry_after"`
			Global bool    `json:"global"`
		}
		_ = json.Unmarshal(answer, &limit) // without it, the route's own wait counts
		return &bot.RetryAfter{Wait: time.Duration(limit.After * float64(time.Second)), Patient: !limit.Global, Err: errors.New("discord asks to wait")}
	case resp.StatusCode >= 300:
		e := &discordgo.RESTError{Request: req, Response: resp, ResponseBody: answer}
		var m discordgo.APIErrorMessage
		if json.Unmarshal(answer, &m) == nil {
			e.Message = &m
		}
		return e
	}
	return nil
}

// nonce is an id in the 25 characters that Discord takes.
func nonce(id string) string {
	sum := sha256.Sum256([]byte(id))
	return base32.StdEncoding.EncodeToString(sum[:])[:25]
}

// Codes of Discord's errors ("Opcodes and Status Codes", JSON error codes).
const (
	unknownWebhook  = 10015
	unknownChannel  = 10003
	unknownUser     = 10013
	closedChat      = 50007
	noSharedServer  = 50278
	expiredWebhook  = 50027
	missingAccess   = 50001
	missingPermit   = 50013
	unknownInteract = 10062
)

func codeOf(err error) int {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Message != nil {
		return rest.Message.Code
	}
	return 0
}

// expired reports whether an interaction's address works no more.
func expired(err error) bool {
	switch codeOf(err) {
	case unknownWebhook, expiredWebhook, unknownInteract:
		return true
	}
	return false
}

// explain puts an error of the library into the route's terms.
func explain(err error) error {
	var limited *discordgo.RateLimitError
	var byValue discordgo.RateLimitError
	var call *url.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &limited):
		return &bot.RetryAfter{Wait: limited.RetryAfter, Patient: true, Err: errors.New("discord asks to wait")}
	case errors.As(err, &byValue):
		return &bot.RetryAfter{Wait: byValue.RetryAfter, Patient: true, Err: errors.New("discord asks to wait")}
	}
	if errors.As(err, &call) {
		return fmt.Errorf("discord does not answer: %w", call.Err) // not the address, which may hold a token
	}
	switch codeOf(err) {
	case closedChat, noSharedServer, unknownUser, unknownChannel, missingAccess, missingPermit:
		return &bot.Undeliverable{Err: err}
	}
	return err
}
