package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"
)

// settings are all that the environment says, read once.
type settings struct {
	data    string
	key     []byte // nil: data is kept unsealed
	flow    string
	clinic  string
	country string
	zone    *time.Location
	config  string // the file that was read, "" for none
	plain   bool   // no colours, see no-color.org
	slack   platform
	discord platform
	full    bool // staff channels show whole cases
}

// A platform is what is set for one chat service.
type platform struct {
	bot, app string // tokens
	api      string // "" for the service's own address
	staff    string // the staff's channel there
	policy   policy
	unset    bool // the policy is the default
}

// notYet are settings whose part is not in this version. One that is set
// stops the start: an ignored one would promise what is not kept.
var notYet = []string{
	"INTAKE_CLUSTER", "INTAKE_RETENTION", "INTAKE_URL",
	"INTAKE_ALERT", "INTAKE_WEBHOOK_URL",
	"INTAKE_WEBHOOK_SECRET", "INTAKE_SMTP_URL", "INTAKE_STAFF_EMAIL", "INTAKE_FHIR_URL", "INTAKE_FHIR_TOKEN",
	"INTAKE_STAFF_TOKEN", "INTAKE_OIDC_ISSUER", "INTAKE_OIDC_CLIENT_ID", "INTAKE_OIDC_CLIENT_SECRET",
}

// known are the settings of this version.
var known = []string{
	"INTAKE_DATA", "INTAKE_KEY", "INTAKE_FLOW", "INTAKE_CLINIC", "INTAKE_COUNTRY", "INTAKE_TZ", "INTAKE_CONFIG",
	"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_API_URL", "INTAKE_STAFF_SLACK_CHANNEL", "INTAKE_SLACK_POLICY", "INTAKE_STAFF_DETAIL",
	"DISCORD_TOKEN", "DISCORD_API_URL", "INTAKE_STAFF_DISCORD_CHANNEL", "INTAKE_DISCORD_POLICY",
}

// secrets are the settings that a file must keep to its owner.
var secrets = []string{"INTAKE_KEY", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "DISCORD_TOKEN"}

// env reads the environment, and the file named by INTAKE_CONFIG (intake.env
// where that is unset and the file exists) for what the environment lacks.
func env(getenv func(string) string) (settings, error) {
	s := settings{zone: time.Local}
	file := map[string]string{}
	path, named := getenv("INTAKE_CONFIG"), true
	if path == "" {
		path, named = "intake.env", false
	}
	raw, err := os.ReadFile(path)
	switch {
	case err == nil:
		s.config = path
		if file, err = parseEnv(path, raw); err != nil {
			return s, err
		}
		for _, name := range secrets {
			if file[name] != "" && private(path) != nil {
				return s, fmt.Errorf("%s holds %s and can be read by others: chmod 600 %s", path, name, path)
			}
		}
	case named || !errors.Is(err, fs.ErrNotExist):
		return s, fmt.Errorf("read configuration: %w", err)
	}
	get := func(name string) string {
		if v := getenv(name); v != "" {
			return v
		}
		return file[name]
	}
	for _, name := range notYet {
		if get(name) != "" {
			return s, fmt.Errorf("%s is set, but this version has no part that uses it: unset it", name)
		}
	}
	s.plain = getenv("NO_COLOR") != ""
	s.data, s.flow, s.clinic = get("INTAKE_DATA"), get("INTAKE_FLOW"), get("INTAKE_CLINIC")
	s.country = strings.ToUpper(get("INTAKE_COUNTRY"))
	if tz := get("INTAKE_TZ"); tz != "" {
		if s.zone, err = time.LoadLocation(tz); err != nil {
			return s, fmt.Errorf("INTAKE_TZ is not a time zone such as Europe/Berlin: %q", tz)
		}
	}
	if k := get("INTAKE_KEY"); k != "" {
		if s.key, err = readKey(k); err != nil {
			return s, err
		}
	}
	switch detail := get("INTAKE_STAFF_DETAIL"); detail {
	case "", "banner":
	case "full":
		s.full = true
	default:
		return s, fmt.Errorf("INTAKE_STAFF_DETAIL is neither banner nor full: %q", detail)
	}
	if s.slack, err = slackOf(get); err == nil {
		s.discord, err = discordOf(get)
	}
	return s, err
}

// discordOf reads what is set for Discord. It quotes no token.
func discordOf(get func(string) string) (platform, error) {
	p := platform{bot: get("DISCORD_TOKEN"), api: get("DISCORD_API_URL"), staff: get("INTAKE_STAFF_DISCORD_CHANNEL")}
	var err error
	if p.policy, p.unset, err = policyOf("INTAKE_DISCORD_POLICY", get); err == nil && p.bot == "" && p.staff != "" {
		err = errors.New("DISCORD_TOKEN is missing: Discord is half set up")
	}
	return p, err
}

// slackOf reads what is set for Slack. It quotes no token.
func slackOf(get func(string) string) (platform, error) {
	p := platform{bot: get("SLACK_BOT_TOKEN"), app: get("SLACK_APP_TOKEN"), api: get("SLACK_API_URL"), staff: get("INTAKE_STAFF_SLACK_CHANNEL")}
	var err error
	if p.policy, p.unset, err = policyOf("INTAKE_SLACK_POLICY", get); err != nil {
		return p, err
	}
	switch {
	case p.bot == "" && (p.app != "" || p.staff != ""):
		return p, errors.New("SLACK_BOT_TOKEN is missing: Slack is half set up")
	case p.bot == "":
	case !strings.HasPrefix(p.bot, "xoxb-"):
		return p, errors.New("SLACK_BOT_TOKEN is not a bot token: it begins with xoxb- and stands under OAuth & Permissions")
	case p.policy != policyNone && p.app == "":
		return p, errors.New("SLACK_APP_TOKEN is missing: Slack is half set up")
	case p.app != "" && !strings.HasPrefix(p.app, "xapp-"):
		return p, errors.New("SLACK_APP_TOKEN is not an app-level token: it begins with xapp- and stands under Basic Information")
	}
	if p.api != "" && !strings.HasSuffix(p.api, "/") {
		p.api += "/"
	}
	return p, nil
}

func policyOf(name string, get func(string) string) (p policy, unset bool, err error) {
	switch p = policy(get(name)); p {
	case "":
		return policyFull, true, nil
	case policyFull, policyMinimal, policyNone:
		return p, false, nil
	}
	return p, false, fmt.Errorf("%s is none of full, minimal and none: %q", name, p)
}

// parseEnv reads lines of NAME=value; empty lines and those that begin with #
// say nothing.
func parseEnv(path string, raw []byte) (map[string]string, error) {
	out := map[string]string{}
	sc := bufio.NewScanner(bytes.NewReader(raw))
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		name = strings.TrimSpace(name)
		if !ok {
			return nil, fmt.Errorf("%s:%d: expected NAME=value", path, n)
		}
		if !slices.Contains(known, name) && !slices.Contains(notYet, name) {
			return nil, fmt.Errorf("%s:%d: no setting is called %q", path, n, name)
		}
		out[name] = strings.Trim(strings.TrimSpace(value), `"`)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return out, nil
}

const keySize = 32

// readKey reads INTAKE_KEY: 32 bytes in base64, or the path of a file that
// holds them so. It never quotes the value.
func readKey(v string) ([]byte, error) {
	if raw, err := os.ReadFile(v); err == nil {
		v = strings.TrimSpace(string(raw))
	}
	key, err := base64.StdEncoding.DecodeString(v)
	if err != nil || len(key) != keySize {
		return nil, errors.New("INTAKE_KEY is neither 32 bytes in base64 nor a file that holds them (make one with: head -c 32 /dev/urandom | base64)")
	}
	return key, nil
}
