package kind

import (
	"testing"

	"intake/internal/item"
)

var flags = Spec{ID: "redflag.general", Type: "multi", Options: []Option{
	{ID: "fever", Label: "Fever", Words: []string{"temperature", "feverish", "high temp"}},
	{ID: "weight_loss", Label: "Losing weight without trying", Words: []string{"weight loss", "lost weight"}},
	{ID: "night_sweats", Label: "Soaking sweats at night", Words: []string{"night sweats", "sweats"}},
	{ID: "lump", Label: "A new lump", Words: []string{"lump"}},
	{ID: "hot_joint", Label: "A hot, swollen joint", Words: []string{"hot joint"}},
	{ID: "none", Label: "None of these", Alone: true, Words: []string{"none", "no", "nope", "nothing"}},
}}

var allergies = Spec{ID: "allergies.list", Type: "multi", Options: []Option{
	{ID: "nut_oil", Label: "Nuts or nut oil", Words: []string{"nuts", "almond"}},
	{ID: "latex", Label: "Latex"},
	{ID: "adhesive", Label: "Tape or plasters", Words: []string{"tape", "plaster"}},
	{ID: "unsure", Label: "Not sure"},
	{ID: "none", Label: "None", Alone: true},
}}

var aggravating = Spec{ID: "pain.aggravating", Type: "multi", Options: []Option{
	{ID: "sitting", Label: "Sitting", Words: []string{"sit"}},
	{ID: "standing", Label: "Standing", Words: []string{"stand"}},
	{ID: "walking", Label: "Walking", Words: []string{"walk"}},
	{ID: "bending", Label: "Bending", Words: []string{"bend"}},
	{ID: "other", Label: "Something else"},
	{ID: "nothing", Label: "Nothing in particular", Alone: true, Words: []string{"nothing"}},
}}

var slots = Spec{ID: "availability.slots", Type: "multi", Options: []Option{
	{ID: "weekday_morning", Label: "Weekday mornings", Words: []string{"mornings", "am"}},
	{ID: "weekday_evening", Label: "Weekday evenings", Words: []string{"evenings", "after work"}},
	{ID: "weekend", Label: "Weekends", Words: []string{"saturday", "sunday"}},
	{ID: "any", Label: "Any time", Words: []string{"whenever", "any", "anytime"}},
}}

func TestMulti(t *testing.T) {
	readAll(t, multi{}, &flags, Env{}, [][2]string{
		{"", "not answer"},
		{"1, 3 and 5", "fever, night_sweats, hot_joint"},
		{"5 and 1", "fever, hot_joint"},
		{"1 3 5", "fever, night_sweats, hot_joint"},
		{"1,3,5", "fever, night_sweats, hot_joint"},
		{"1/3", "fever, night_sweats"},
		{"1-3", "fever, weight_loss, night_sweats"},
		{"1 to 3", "fever, weight_loss, night_sweats"},
		{"1 - 3", "fever, weight_loss, night_sweats"},
		{"2 & 4", "weight_loss, lump"},
		{"numbers 2 and 4 please", "weight_loss, lump"},
		{"first and third", "fever, night_sweats"},
		{"the first two", "fever, weight_loss"},
		{"the last two", "lump, hot_joint"},
		{"the second and the last three", "weight_loss, night_sweats, lump, hot_joint"},
		{"the last one", "none"},
		{"one and three", "fever, night_sweats"},
		{"2", "weight_loss"},
		{"two", "not clear"},
		{"6", "none"},
		{"all", "fever, weight_loss, night_sweats, lump, hot_joint"},
		{"all of them", "fever, weight_loss, night_sweats, lump, hot_joint"},
		{"all but 2", "fever, night_sweats, lump, hot_joint"},
		{"all except 1 and 3", "weight_loss, lump, hot_joint"},
		{"all of them except the fever", "weight_loss, night_sweats, lump, hot_joint"},
		{"everything but fever", "weight_loss, night_sweats, lump, hot_joint"},
		{"1 and 2 but not 3", "fever, weight_loss"},
		{"1-3 but not 2", "fever, night_sweats"},
		{"not 3", "not clear"},
		{"9", "not clear range"},
		{"1 and 9", "not clear range"},
		{"0", "none"},
		{"2-9", "not clear range"},
		{"1 and 6", "not clear two"},
		{"two of them", "not clear"},
		{"2 of these", "not clear"},
		{"a few", "not clear"},
		{"yes", "not clear"},
		{"yeah", "not clear"},
		{"fever", "fever"},
		{"Fever and night sweats", "fever, night_sweats"},
		{"I've had night sweats and a fever", "fever, night_sweats"},
		{"yes, a fever", "fever"},
		{"fever for 3 days", "fever"},
		{"temperature of 39", "fever"},
		{"fever but no night sweats", "fever"},
		{"no fever but night sweats", "night_sweats"},
		{"no fever, weight loss or lump, only night sweats", "night_sweats"},
		{"I don't have a fever, I have a lump", "lump"},
		{"fever: yes, lump: no", "fever"},
		{"fever, lump no", "fever"},
		{"no fever", "not clear"},
		{"none", "none"},
		{"None.", "none"},
		{"no", "none"},
		{"nope", "none"},
		{"Nah", "none"},
		{"none of these", "none"},
		{"none of the above", "none"},
		{"nothing", "none"},
		{"no to all", "none"},
		{"no to all of them", "none"},
		{"not that I know of", "none"},
		{"no, nothing like that", "none"},
		{"No, I'm healthy thank god", "none"},
		{"none except fever", "fever"},
		{"nothing but a fever", "fever"},
		{"nothing apart from a lump", "lump"},
		{"no, just the fever", "fever"},
		{"no but I do have a lump", "lump"},
		{"none, fever", "not clear two"},
		{"not sure", "not sure"},
		{"idk", "not sure"},
		{"not sure about the fever", "sure_sign fever have "},
		{"night sweats, not sure about the fever", "sure_sign fever have night_sweats"},
		{"maybe a fever", "sure_sign fever have "},
		{"I don't know if I have a fever", "sure_sign fever have "},
		{"fevre", "fever"},
		{"my dad had a lump", "not clear"},
		{"is it ok with a fever?", "not answer"},
		{"what does this mean?", "not answer"},
		{"my cat", "not answer"},
		{"fever and chills since Monday", "fever"},
		{"no real fever", "not clear"},
		{"not just a fever, a lump too", "fever, lump"},
	})
	readAll(t, multi{}, &allergies, Env{}, [][2]string{
		{"not sure", "unsure"},
		{"nuts and latex", "nut_oil, latex"},
		{"none", "none"},
		{"no allergies", "not clear"},
		{"plasters", "adhesive"},
	})
	readAll(t, multi{}, &aggravating, Env{}, [][2]string{
		{"when I sit or bend", "sitting, bending"},
		{"sitting. Walking is fine", "sitting"},
		{"I can't sit for long", "sitting"},
		{"walking doesn't bother me but sitting does", "sitting"},
		{"sitting and standing, not walking", "sitting, standing"},
		{"nothing", "nothing"},
		{"Sittting", "sitting"},
		{"walking ok, sitting bad", "sitting"},
		{"i can not sit", "sitting"},
		{"nothing really makes it worse", "nothing"},
		{"nothing much, but sitting a bit", "sitting"},
		{"every one except 3", "sitting, standing, bending, other"},
		{"2..4", "standing, walking, bending"},
		{"neither sitting nor standing", "not clear"},
	})
	readAll(t, multi{}, &slots, Env{}, [][2]string{
		{"any", "any"},
		{"whenever", "any"},
		{"any time", "any"},
		{"evenings and weekends", "weekday_evening, weekend"},
		{"no", "not clear"},
		{"not mornings", "not clear"},
	})
}

func TestMultiPressed(t *testing.T) {
	for _, tt := range []struct {
		said Said
		want string
	}{
		{Said{Choice: "lump"}, "lump"},
		{Said{Choice: "none"}, "none"},
		{Said{Choices: []string{"lump", "fever"}}, "fever, lump"},
		{Said{Choices: []string{"lump", "lump"}}, "lump"},
		{Said{Choices: []string{"none", "fever"}}, "not clear two"},
		{Said{Choices: []string{"gone", "fever"}}, "not answer old"},
	} {
		r := multi{}.Read(&flags, tt.said, Env{})
		if got := outcome(r); got != tt.want || r.Inferred {
			t.Errorf("%+v: %s (inferred %v), want %s", tt.said, got, r.Inferred, tt.want)
		}
	}
}

func TestMultiFollow(t *testing.T) {
	about := &Follow{Ask: "sure_sign", About: []string{"fever"}}
	having := &Follow{Ask: "sure_sign", About: []string{"fever"}, Have: item.OptionsOf("lump")}
	for _, tt := range []struct {
		follow *Follow
		said   Said
		want   string
	}{
		{about, Said{Choice: "yes"}, "fever"},
		{about, Said{Choice: "no"}, "none"},
		{having, Said{Choice: "yes"}, "fever, lump"},
		{having, Said{Choice: "no"}, "lump"},
		{having, Said{Text: "yes I think so"}, "fever, lump"},
		{having, Said{Text: "still not sure"}, "fever, lump"},
		{about, Said{Text: "not sure"}, "fever"},
		{about, Said{Text: "no"}, "none"},
		{about, Said{Text: "yes and no"}, "not clear"},
		{having, Said{Text: "night sweats"}, "night_sweats, lump"},
		{about, Said{Text: "what do you mean?"}, "not answer"},
		{about, Said{Choice: "lump"}, "lump"},
	} {
		if got := outcome(multi{}.Read(&flags, tt.said, Env{Follow: tt.follow})); got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.said, got, tt.want)
		}
	}
}

func TestMultiListening(t *testing.T) {
	readAll(t, multi{}, &flags, Env{Listening: true}, [][2]string{
		{"my neck hurts and I've lost weight", "weight_loss"},
		{"no", "not answer"},
		{"none", "not answer"},
		{"1 and 2", "not answer"},
		{"no weight loss", "not answer"},
		{"not sure about weight loss", "not answer"},
	})
}

func TestMultiInferredAndRest(t *testing.T) {
	for _, tt := range []struct {
		in, rest string
		inferred bool
	}{
		// Said back: a number may be that of something else.
		{"fever", "", false},
		{"1 and 3", "", true},
		{"all but 2", "", true},
		{"high temp", "", true},
		{"none of these", "", false},
		{"fever, three days now", "three days now", false},
	} {
		r := multi{}.Read(&flags, Said{Text: tt.in}, Env{})
		if r.Outcome != Valued || r.Rest != tt.rest || r.Inferred != tt.inferred {
			t.Errorf("%q: rest %q, inferred %v, %s", tt.in, r.Rest, r.Inferred, outcome(r))
		}
	}
}

func TestMultiCheck(t *testing.T) {
	if err := (multi{}).Check(&flags); err != nil {
		t.Error(err)
	}
	two := Spec{Options: []Option{{ID: "none", Label: "None", Alone: true}, {ID: "nothing", Label: "Nothing", Alone: true}}}
	if err := (multi{}).Check(&two); err == nil {
		t.Error("two options exclude the others, and no complaint")
	}
}

func TestMultiShow(t *testing.T) {
	for _, tt := range []struct {
		ids  []string
		want string
	}{
		{[]string{"fever"}, "Fever"},
		{[]string{"fever", "lump"}, "Fever and A new lump"},
		{[]string{"fever", "gone", "lump"}, "Fever, gone and A new lump"},
	} {
		if got := (multi{}).Show(&flags, item.OptionsOf(tt.ids...)); got != tt.want {
			t.Errorf("%v is shown as %q, want %q", tt.ids, got, tt.want)
		}
	}
}
