package dialog

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"intake/internal/content"
	"intake/internal/item"
)

// phrases are the bot's own words, with what is known of clinic and country
// filled in at load.
type phrases struct {
	texts map[string]string
	facts *strings.Replacer
}

// keys are the messages that the engine says, each with the places it fills
// in. messages.yaml must have exactly these, apart from the move.* lists.
var keys = map[string]string{
	"early": "list", "hear_out": "",
	"declined": "", "declined_again": "", "expired": "", "withdrawn": "", "withdrawn_sent": "", "withdrawn_again": "",
	"paused": "item", "paused_consent": "", "welcome_back": "item", "welcome_back_short": "",
	"got_it": "list", "changed": "item new old", "added": "item new", "dropped": "list", "more_because": "n",
	"skipped": "", "skipped_safety": "", "skip_refused": "", "unsure": "", "unsure_left": "",
	"going_back": "", "nothing_before": "", "restart_ask": "", "restarted": "", "restart_not": "",
	"stop_ask": "", "stop_not": "", "human": "", "help": "", "help_options": "list", "why": "why",
	"upset.1": "", "upset.2": "", "upset.3": "", "upset_over": "", "left": "n",
	"bot": "", "hello": "", "thanks": "", "old_button": "", "too_long": "n",
	"didnt_catch.1": "", "didnt_catch.2": "", "didnt_catch.3": "", "another_way": "", "another_way_must": "", "kept": "",
	"miss.range": "", "miss.two": "", "miss.unit": "", "miss.number": "", "miss.future": "", "miss.incomplete": "",
	"miss.length": "n", "miss.digits": "", "miss.below": "item", "miss.above": "item old",
	"which_side": "about", "which_back": "", "which_part_leg": "", "which_part_arm": "", "sure_sign": "about",
	"mentioned": "list", "changed_ask": "", "changed_same": "",
	"faq_unknown": "", "faq_clinician": "", "faq_choose": "", "faq_offer": "", "faq_more": "", "faq_none": "",
	"apart": "", "apart_hello": "", "apart_sign": "", "apart_clinician": "", "apart_unknown": "",
	"edited": "", "deleted": "", "edited_note": "words", "deleted_note": "",
	"chat.written": "", "chat.ask": "", "chat.chose": "", "chat.no_files": "", "chat.pick": "", "chat.done": "", "chat.start": "",
	"chat.home": "", "chat.closed": "", "chat.question": "",
	"where.slack": "", "where.discord": "",
	"urgent_go_on": "", "emergency_told": "", "emergency_again": "", "emergency_again_crisis": "", "emergency_closed": "",
	"misunderstood": "", "reopened": "",
	"review_left": "", "review_notes": "", "review_which": "", "review_noted": "", "review_change": "item",
	"sent": "", "sent_call": "", "sent_clearance": "", "amended": "", "after_sent": "", "new_visit_ready": "",
	"and":        "",
	"button.yes": "", "button.no": "", "button.skip": "", "button.human": "", "button.stop": "", "button.pause": "", "button.more": "", "button.none_of_these": "",
	"button.keep": "", "button.delete": "", "button.go_on": "", "button.misunderstood": "", "button.new_visit": "",
	"button.same": "", "button.changed": "", "button.send": "", "button.change": "", "button.agree": "", "button.disagree": "",
}

// moveLists are the keys of messages.yaml that list phrases, "a | b | c".
var moveLists = []string{
	"move.back", "move.skip", "move.why", "move.help", "move.repeat", "move.pause", "move.restart", "move.stop",
	"move.human", "move.resume", "move.new_visit", "move.misunderstood", "move.hello", "move.thanks", "move.bot",
	"move.keep", "move.delete", "move.filler", "move.ask", "cue.correct", "cue.not", "cue.said", "cue.meant", "cue.remove", "cue.wrong", "cue.deny", "cue.fine", "cue.is", "cue.also",
}

// newPhrases checks the messages and fills in clinic and country.
func newPhrases(folder *content.Folder, clinic content.ClinicDoc, country content.CountryDoc) (*phrases, content.Errors) {
	p := &phrases{texts: map[string]string{}}
	abuse := country.Abuse.S
	if abuse == "" {
		abuse = folder.Messages["abuse_unknown"].S
	}
	facts := []string{"{emergency}", country.Emergency.S, "{crisis}", country.Crisis.S, "{abuse}", abuse, "{clinic}", clinic.Name.S}
	var faults content.Errors
	contact := contactOf(clinic)
	if contact == "" {
		contact = folder.Messages["contact_unknown"].S
	}
	facts = append(facts, "{contact}", contact)
	p.facts = strings.NewReplacer(facts...)
	top := content.Pos{File: "messages.yaml", Line: 1, Col: 1}
	must := append(slices.Sorted(maps.Keys(keys)), moveLists...)
	must = append(must, "contact_unknown", "abuse_unknown")
	for _, k := range must {
		if folder.Messages[k].S == "" {
			faults = append(faults, folder.Fault(top, fmt.Sprintf("message %s is missing", k), "its words"))
		}
	}
	for k, s := range folder.Messages {
		if !slices.Contains(must, k) {
			faults = append(faults, folder.Fault(s.Pos, fmt.Sprintf("nothing says message %s", k), ""))
		}
		p.texts[k] = p.fill(s.S)
		if bad := unknownPlace(p.texts[k], keys[k]); bad != "" {
			faults = append(faults, folder.Fault(s.Pos, fmt.Sprintf("message %s cannot fill %s", k, bad), "one of: "+keys[k]))
		}
	}
	return p, faults
}

// contactOf says how to reach the clinic, "" where it has not said.
func contactOf(c content.ClinicDoc) string {
	switch {
	case c.Phone.S != "" && c.Email.S != "":
		return c.Phone.S + " or " + c.Email.S
	case c.Phone.S != "":
		return c.Phone.S
	default:
		return c.Email.S
	}
}

// unknownPlace returns the first {place} in s that is not among those named.
func unknownPlace(s, places string) string {
	for {
		_, after, ok := strings.Cut(s, "{")
		if !ok {
			return ""
		}
		name, rest, ok := strings.Cut(after, "}")
		if !ok || !slices.Contains(strings.Fields(places), name) {
			return "{" + name + "}"
		}
		s = rest
	}
}

// fill puts clinic and country into words that content wrote elsewhere.
func (p *phrases) fill(s string) string { return p.facts.Replace(s) }

// text returns a message with its places filled: name, words, name, words.
func (p *phrases) text(key string, places ...string) string {
	s := p.texts[key]
	for i := 0; i+1 < len(places); i += 2 {
		s = strings.ReplaceAll(s, "{"+places[i]+"}", places[i+1])
	}
	return s
}

// Say returns one of the bot's own messages that has no places to fill, for
// what a channel itself must say.
func (e *Engine) Say(key string) string { return e.say.text(key) }

// list joins words with commas and the language's "and".
func (p *phrases) list(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " " + p.texts["and"] + " " + words[n-1]
	}
}

// show puts an answer in plain words for the patient.
func (st *step) show(i int, v item.Value) string {
	q := st.Flow.Questions[i]
	return q.Kind.Show(&q.Spec, v)
}
