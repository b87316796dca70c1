package discord

import (
	"context"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"intake/bot"
)

// permissions are what the bot needs on a server: to see channels, write,
// embed links, attach files and read what was written before.
const permissions = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages | discordgo.PermissionEmbedLinks |
	discordgo.PermissionAttachFiles | discordgo.PermissionReadMessageHistory

// Invite is the address at which the application is added to a server.
func Invite(app string) string {
	return fmt.Sprintf("https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%d", app, permissions)
}

// Check looks at the token, the gateway and the staff's channel.
func Check(ctx context.Context, api, token, staff string) []bot.Finding {
	s, err := session(api, token)
	if err != nil {
		return []bot.Finding{{What: "discord", Err: err}}
	}
	me, err := s.User("@me", discordgo.WithContext(ctx))
	if err != nil {
		return []bot.Finding{{What: "discord token", Err: fmt.Errorf("discord does not take DISCORD_TOKEN (%w): reset it at discord.com/developers, under Bot, and copy it again", explain(err))}}
	}
	out := []bot.Finding{{What: "discord token", Fine: me.Username + ", add it to a server with " + Invite(me.ID)}}
	if staff != "" {
		f := bot.Finding{What: "discord staff", Fine: "the bot sees " + staff}
		if _, err := s.Channel(staff, discordgo.WithContext(ctx)); err != nil {
			f.Err = fmt.Errorf("the bot cannot see channel %s (%w): use its id, and let the bot in under the channel's permissions", staff, explain(err))
		}
		out = append(out, f)
	}
	return out
}
