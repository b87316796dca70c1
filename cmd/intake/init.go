package main

import (
	"bufio"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"golang.org/x/term"

	"intake/bot/slack"
)

// initCmd asks what the clinic wants and writes the configuration file.
type initCmd struct {
	Config string `help:"File to write." default:"intake.env" placeholder:"FILE"`
}

func (c *initCmd) Help() string {
	return "Asks a few questions. An empty answer leaves that part off; nothing is sent anywhere.\n\nExample:\n  intake init"
}

// Run asks, writes, and says what to do next.
func (c *initCmd) Run(w *world) error {
	if _, err := os.Stat(c.Config); err == nil {
		return fmt.Errorf("%s is there already: edit it, or name another file with --config", c.Config)
	}
	q := &asker{in: bufio.NewReader(w.stdin), w: w}
	var out strings.Builder
	set := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "%s=%s\n", name, value)
		}
	}
	set("INTAKE_CLINIC", q.ask("The clinic's name"))
	set("INTAKE_COUNTRY", strings.ToUpper(q.one("Its country, in two letters such as US: patients are told that emergency number", isCountry)))
	if q.yes("Seal the data with a key? Without the key nothing can be read, also not by you") {
		key := make([]byte, keySize)
		if _, err := rand.Read(key); err != nil {
			return err
		}
		set("INTAKE_KEY", base64.StdEncoding.EncodeToString(key))
	}
	onSlack := q.yes("Use Slack")
	if onSlack {
		c.slack(q, set)
	}
	if q.err != nil {
		return q.err
	}
	f, err := os.OpenFile(c.Config, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	if _, err = io.WriteString(f, out.String()); err != nil {
		return errors.Join(fmt.Errorf("write configuration: %w", err), f.Close())
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	fmt.Fprintf(w.stdout, "\nWritten: %s. Keep it to yourself, and a copy apart from the backups.\nNext: intake doctor, then intake serve\n", c.Config)
	return nil
}

// slack asks what Slack needs.
func (c *initCmd) slack(q *asker, set func(name, value string)) {
	q.tell(`
Make the app: api.slack.com/apps, "Create New App", "From a manifest", and paste:

` + slack.Manifest() + `
Then "Install to Workspace". The bot token stands under "OAuth & Permissions";
the app-level token is made under "Basic Information" with connections:write.`)
	set("SLACK_BOT_TOKEN", q.secret("Bot token, xoxb-...", "xoxb-"))
	set("SLACK_APP_TOKEN", q.secret("App-level token, xapp-...", "xapp-"))
	q.tell(`
How much may patients write there? Slack's terms leave messages with patients
out of its HIPAA agreement, and Slack keeps what is written by its own rules.
  full     the whole intake in the chat
  minimal  questions to the clinic only; health details are turned away, not kept
  none     no patients; only staff are told there`)
	set("INTAKE_SLACK_POLICY", q.one("full, minimal or none", func(s string) bool {
		return s == string(policyFull) || s == string(policyMinimal) || s == string(policyNone)
	}))
	set("INTAKE_STAFF_SLACK_CHANNEL", q.ask("The id of the staff's channel, such as C0123456789 (it stands at the end of the channel's details)"))
	if q.yes("May that channel show whole cases? Otherwise it shows initials, how urgent it is, and the intake's id") {
		set("INTAKE_STAFF_DETAIL", "full")
	}
}

// isCountry reports whether an answer looks like a country's code.
func isCountry(s string) bool {
	return len(s) == 2 && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// An asker puts questions and reads a line for each.
type asker struct {
	in  *bufio.Reader
	w   *world
	err error // the first that ended the talk
}

func (a *asker) tell(words string) {
	if a.err == nil {
		fmt.Fprintln(a.w.stdout, words)
	}
}

// ask returns the answer, "" for none. Whatever could break a line of the
// file is left out.
func (a *asker) ask(question string) string {
	if a.err != nil {
		return ""
	}
	fmt.Fprintf(a.w.stdout, "%s: ", question)
	line, err := a.in.ReadString('\n')
	if err != nil && (line == "" || !errors.Is(err, io.EOF)) {
		a.err = errors.New("the questions were not answered to the end: nothing was written")
		return ""
	}
	return clean(line)
}

func clean(line string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, line))
}

// one asks until the answer fits or is empty.
func (a *asker) one(question string, fits func(string) bool) string {
	for {
		s := a.ask(question)
		if s == "" || fits(s) {
			return s
		}
		a.tell("That is not one I know. Enter leaves it out.")
	}
}

func (a *asker) yes(question string) bool {
	s := strings.ToLower(a.one(question+" (y/n)", func(s string) bool { return strings.Contains("yn", strings.ToLower(s[:1])) }))
	return strings.HasPrefix(s, "y")
}

// secret asks for a token, which is not shown while it is typed.
func (a *asker) secret(question, prefix string) string {
	for a.err == nil {
		s := ""
		if f, ok := a.w.stdin.(*os.File); ok && term.IsTerminal(int(f.Fd())) && a.in.Buffered() == 0 {
			fmt.Fprintf(a.w.stdout, "%s (not shown): ", question)
			raw, err := term.ReadPassword(int(f.Fd()))
			fmt.Fprintln(a.w.stdout)
			if err != nil {
				a.err = errors.New("the questions were not answered to the end: nothing was written")
			}
			s = clean(string(raw))
		} else {
			s = a.ask(question)
		}
		if s == "" || strings.HasPrefix(s, prefix) {
			return s
		}
		a.tell("That token does not begin with " + prefix + ". Enter leaves it out.")
	}
	return ""
}
