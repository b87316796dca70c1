package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"intake/bot"
)

// scopes are what the bot token must allow, each with what it is for.
var scopes = []string{
	"chat:write", "commands", "im:history", "im:write", "app_mentions:read", "users:read", "files:write",
	"channels:read", "groups:read", "channels:history", "groups:history", "metadata.message:read",
}

// Check looks at tokens, scopes and the staff's channel.
func Check(ctx context.Context, api, botToken, appToken, staff string, hc *http.Client) []bot.Finding {
	c := client(api, botToken, appToken, hc)
	var out []bot.Finding
	say := func(what string, err error, fine string) {
		out = append(out, bot.Finding{What: what, Err: err, Fine: fine})
	}
	who, err := c.AuthTestContext(ctx)
	if err != nil {
		say("slack token", fmt.Errorf("slack does not take SLACK_BOT_TOKEN (%w): copy it again from OAuth & Permissions", err), "")
		return out
	}
	say("slack token", nil, fmt.Sprintf("%s in workspace %s", who.User, who.Team))
	if given := strings.Split(who.Header.Get("X-OAuth-Scopes"), ","); len(given) > 1 {
		missing := slices.DeleteFunc(slices.Clone(scopes), func(s string) bool {
			return slices.ContainsFunc(given, func(g string) bool { return strings.TrimSpace(g) == s })
		})
		err = nil
		if len(missing) > 0 {
			err = fmt.Errorf("the app lacks %s: paste the manifest again, then install the app to the workspace again", strings.Join(missing, ", "))
		}
		say("slack scopes", err, "all there")
	}
	if appToken != "" {
		_, _, err = c.StartSocketModeContext(ctx)
		if err != nil {
			err = fmt.Errorf("slack does not take SLACK_APP_TOKEN (%w): make one with connections:write under Basic Information, and turn Socket Mode on", err)
		}
		say("slack socket", err, "socket mode opens")
	}
	if staff != "" {
		say("slack staff", inChannel(ctx, c, staff), "the bot is in "+staff)
	}
	return out
}

func inChannel(ctx context.Context, c *slack.Client, id string) error {
	ch, err := c.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: id})
	var refused slack.SlackErrorResponse
	switch {
	case errors.As(err, &refused) && refused.Err == "channel_not_found":
		return fmt.Errorf("no channel %s that the bot can see: use its id, such as C0123456789, and /invite the bot to it", id)
	case err != nil:
		return fmt.Errorf("look at channel %s: %w", id, err)
	case !ch.IsMember:
		return fmt.Errorf("the bot is not in %s: type /invite and its name there", id)
	}
	return nil
}
