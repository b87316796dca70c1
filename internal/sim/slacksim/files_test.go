package slacksim_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"intake/internal/sim/slacksim"
)

// TestFiles: a file goes up in three steps and is seen in the chat.
func TestFiles(t *testing.T) {
	s := workspace(t, slacksim.Options{})
	c := client(s)
	up := slack.UploadFileParameters{Filename: "case.pdf", Title: "Case", Content: "12345", FileSize: 5, Channel: "D1", InitialComment: "the case", AltTxt: "a case"}
	if _, err := c.UploadFile(up); err != nil {
		t.Fatal(err)
	}
	m := s.Messages("U1")
	if len(m) != 1 || m[0].Text != "the case" || len(m[0].Files) != 1 || m[0].Files[0].Title != "Case" || string(m[0].Files[0].Data) != "12345" {
		t.Errorf("seen: %+v", m)
	}
	clean(t, s)
	up.FileSize = 6
	if _, err := c.UploadFile(up); err == nil || !strings.Contains(strings.Join(s.Faults(), "\n"), "5 bytes, 6 were announced") {
		t.Errorf("a wrong length: %v, %q", err, s.Faults())
	}
}

// TestAssistant: the split pane.
func TestAssistant(t *testing.T) {
	s := workspace(t, slacksim.Options{Scopes: append(slices.Clone(slacksim.Scopes), "assistant:write")})
	c := client(s)
	thread := s.OpenAssistant("U1")
	p := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: "D1", ThreadTS: thread, Title: "Try"}
	for range 4 {
		p.AddPrompt("Hours", "When are you open?")
	}
	if err := c.SetAssistantThreadsSuggestedPrompts(p); err != nil {
		t.Error(err)
	}
	if err := c.SetAssistantThreadsStatus(slack.AssistantThreadsSetStatusParameters{ChannelID: "D1", ThreadTS: thread, Status: "is thinking"}); err != nil {
		t.Error(err)
	}
	if err := c.SetAssistantThreadsTitle(slack.AssistantThreadsSetTitleParameters{ChannelID: "D1", ThreadTS: thread, Title: "Knee"}); err != nil {
		t.Error(err)
	}
	if a := s.Assistant("U1", thread); len(a.Prompts) != 4 || a.Status != "is thinking" || a.Title != "Knee" || a.PromptsTitle != "Try" {
		t.Errorf("shown: %+v", a)
	}
	clean(t, s)
	p.AddPrompt("One", "too many")
	if err := c.SetAssistantThreadsSuggestedPrompts(p); !says(err, "invalid_arguments") {
		t.Errorf("five prompts: %v", err)
	}
}
