package kind

import (
	"strings"
	"testing"

	"intake/internal/item"
)

var areas = Spec{ID: "symptoms.areas", Type: "body-regions"}

func TestRegions(t *testing.T) {
	readAll(t, regions{}, &areas, Env{}, [][2]string{
		{"", "not answer"},
		{"neck", "neck"},
		{"left knee", "knee_left"},
		{"knees and lower back", "knee_left, knee_right, lower_back"},
		{"knee_left", "knee_left"},
		{"knee", "which_side knee have "},
		{"neck and hip", "which_side hip have neck"},
		{"hip and knee", "which_side hip,knee have "},
		{"my back", "which_back back have "},
		{"back and left knee", "which_back back have knee_left"},
		{"left leg", "which_part_leg leg_left have "},
		{"my thigh", "which_part_leg thigh have "},
		{"my arm and knee", "which_part_arm arm,knee have "},
		{"nowhere", "not clear"},
		{"no pain", "not clear"},
		{"no pain in my neck", "not clear"},
		{"everywhere", "not clear"},
		{"not sure", "not sure"},
		{"yes", "not clear"},
		{"do you treat knees?", "not answer"},
		{"how long does it take", "not answer"},
		{"my whole left leg and my whole right leg", "not clear range"},
		{"not the left, the right knee", "knee_right"},
	})
}

func TestRegionsAsked(t *testing.T) {
	avoid := Spec{ID: "avoid", Type: "body-regions", Question: "Which parts of the body should we not touch?"}
	readAll(t, regions{}, &avoid, Env{}, [][2]string{
		{"no feet please", "foot_left, foot_right"},
		{"not my face", "face"},
		{"don't touch my feet or my neck", "foot_left, foot_right, neck"},
		{"nothing on my head", "head"},
		{"my belly", "abdomen"},
		{"back is ok, just not the left knee", "knee_left"},
		{"everything but my back", "not clear"},
		{"neck, but the shoulders are fine", "neck"},
	})
	once := Spec{ID: "surgery.area", Type: "body-regions", Question: "Which part of your body was operated on, left or right?"}
	readAll(t, regions{}, &once, Env{}, [][2]string{
		{"left ankle, it's fine now", "ankle_left"},
		{"right knee, healed up well", "knee_right"},
		{"my left shoulder was done, the right one is fine", "shoulder_left"},
		{"it was the left hip, now the right one hurts", "hip_left"},
		{"never had anything done to my neck", "not clear"},
	})
}

func TestRegionsPressed(t *testing.T) {
	for _, tt := range []struct {
		said Said
		want string
	}{
		{Said{Choice: "neck"}, "neck"},
		{Said{Choices: []string{"knee_right", "neck", "neck"}}, "knee_right, neck"},
		{Said{Choice: "knee"}, "not answer old"},
		{Said{Choices: strings.Fields("head face neck chest abdomen pelvis sacrum knee_left knee_right hip_left hip_right foot_left foot_right")}, "not clear range"},
	} {
		r := regions{}.Read(&areas, tt.said, Env{})
		if got := outcome(r); got != tt.want || r.Inferred {
			t.Errorf("%+v: %s (inferred %v), want %s", tt.said, got, r.Inferred, tt.want)
		}
	}
}

func TestRegionsFollow(t *testing.T) {
	for _, tt := range []struct {
		talk []string // typed, or pressed with a * before
		want string
	}{
		{[]string{"knee", "left"}, "knee_left"},
		{[]string{"knee", "*both"}, "knee_left, knee_right"},
		{[]string{"knee", "the left one"}, "knee_left"},
		{[]string{"neck and knee", "r"}, "neck, knee_right"},
		{[]string{"hip and knee", "left"}, "hip_left, knee_left"},
		{[]string{"hip and knee", "left hip, right knee"}, "hip_left, knee_right"},
		{[]string{"hip and knee", "left hip"}, "which_side knee have hip_left"},
		{[]string{"hip and knee", "left hip", "both"}, "hip_left, knee_left, knee_right"},
		{[]string{"knee", "not sure"}, "not sure"},
		{[]string{"knee", "yes"}, "not clear"},
		{[]string{"knee", "knee"}, "not clear"},
		{[]string{"knee", "how long will this take"}, "not answer"},
		{[]string{"knee", "actually it's my neck"}, "neck"},
		{[]string{"knee", "*neck"}, "neck"},
		{[]string{"neck and hip", "neck and hip"}, "not clear"},
		{[]string{"hip", "neck and knee"}, "not clear"},
		{[]string{"my back", "*lower_back"}, "lower_back"},
		{[]string{"my back", "*whole_back"}, "upper_back, mid_back, lower_back"},
		{[]string{"my back", "lower"}, "lower_back"},
		{[]string{"my back", "the lower part"}, "lower_back"},
		{[]string{"my back", "low back"}, "lower_back"},
		{[]string{"my back", "upper and lower"}, "upper_back, lower_back"},
		{[]string{"my back", "all of it"}, "upper_back, mid_back, lower_back"},
		{[]string{"my back", "between the shoulder blades"}, "upper_back"},
		{[]string{"my back", "back"}, "not clear"},
		{[]string{"my back", "dunno"}, "not sure"},
		{[]string{"back and knee", "lower"}, "which_side knee have lower_back"},
		{[]string{"back and knee", "lower", "left"}, "lower_back, knee_left"},
		{[]string{"left leg", "the calf"}, "calf_left"},
		{[]string{"left leg", "*calf"}, "calf_left"},
		{[]string{"left leg", "*whole_leg"}, "thigh_front_left, thigh_back_left, knee_left, shin_left, calf_left, ankle_left, foot_left"},
		{[]string{"leg", "*calf"}, "which_side calf have "},
		{[]string{"leg", "*calf", "*right"}, "calf_right"},
		{[]string{"leg", "right calf"}, "calf_right"},
		{[]string{"left leg", "thigh"}, "which_part_leg thigh_left have "},
		{[]string{"left leg", "thigh", "front"}, "thigh_front_left"},
		{[]string{"left leg", "thigh", "thigh"}, "not clear"},
		{[]string{"left leg", "lower part"}, "which_part_leg lower_leg_left have "},
		{[]string{"leg", "leg"}, "not clear"},
		{[]string{"both arms", "elbows"}, "elbow_left, elbow_right"},
		{[]string{"arm", "upper"}, "which_side upper_arm have "},
		{[]string{"arm, leg and knee", "*elbow"}, "which_side elbow,knee have "},
	} {
		var env Env
		var r Reading
		for _, s := range tt.talk {
			said := Said{Text: s}
			if id, ok := strings.CutPrefix(s, "*"); ok {
				said = Said{Choice: id}
			}
			r = regions{}.Read(&areas, said, env)
			env.Follow = r.Follow
		}
		if got := outcome(r); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.talk, got, tt.want)
		}
	}
}

func TestRegionsFollowOptions(t *testing.T) {
	for in, want := range map[string]string{
		"knee":    "Left, Right, Both",
		"my back": "Upper back, Mid back, Lower back, The whole back",
		"thigh":   "Front of the thigh, Back of the thigh, The whole thigh",
		"arm":     "Upper arm, Elbow, Forearm, Wrist, Hand, The whole arm",
	} {
		var got []string
		for _, o := range (regions{}).Read(&areas, Said{Text: in}, Env{}).Follow.Options {
			got = append(got, o.Label)
		}
		if g := strings.Join(got, ", "); g != want {
			t.Errorf("%q offers %s, want %s", in, g, want)
		}
	}
}

func TestRegionsListening(t *testing.T) {
	readAll(t, regions{}, &areas, Env{Listening: true}, [][2]string{
		{"left knee", "knee_left"},
		{"my left knee has been hurting since I started running again in spring", "knee_left"},
		{"lower back, three weeks, came on slowly", "lower_back"},
		{"knee", "not answer"},
		{"my back hurts", "not answer"},
		{"no neck pain", "not answer"},
		{"I would love it if you could look at my shoulders when we get to them on the day", "not answer"},
		{"I had surgery on my left knee and it hurts", "not answer"},
		{"my husband's left knee hurts", "not answer"},
		{"neck pain, and the left knee too", "neck, knee_left"},
		{"do you treat necks?", "not answer"},
		{"I run a nursing home, fell on the stairs holding the hand rail and since then my left hip hurts", "hip_left"},
		{"hi, I'm on my feet all day as a chef and my lower back has been killing me for weeks", "lower_back"},
		{"my wife has a bad left knee and swears by you, my neck has been stiff since the accident", "neck"},
		{"I'm a hand model and sit on my butt a lot, my right shoulder blade burns", "shoulder_blade_right"},
		{"I carry my toddler on my left hip and now my right wrist aches", "wrist_right"},
		{"left knee... no wait, right knee hurts since Sunday's run", "knee_right"},
		{"trabajo de pie todo el día y desde marzo me duele la cadera izquierda", "hip_left"},
		{"it cost me an arm and a leg, this chair, and my lower back still hurts", "lower_back"},
		{"I had my left knee replaced years ago, now my right hip hurts", "not answer"},
		{"6. oh and its my left knee not the right", "knee_left"},
		{"right knee for the last eight weeks, worse on bad days, ice helps and so does resting it", "knee_right"},
		{"what is a massage? my girlfriend says I should come because my upper back is messed up", "upper_back"},
		{"call my right hand man for the schedule", "not answer"},
		{"I just want to relax, maybe work on my neck", "not answer"},
		{"I dislocated my left shoulder at hockey two weeks ago and it aches", "shoulder_left"},
		{"can't wait to get this sorted, lower back, sitting all day", "lower_back"},
		{"I'm a nurse, I lift patients with my arms all day, my neck and upper back ache", "neck, upper_back"},
		{"the doctor put a splint on my right hand, my left elbow hurts too", "hand_right, elbow_left"},
	})
}

func TestRegionsRest(t *testing.T) {
	for in, want := range map[string]string{
		"left knee, three weeks, 7/10": "three weeks, 7/10",
		"left knee":                    "",
		"knee for two months":          "for two months",
	} {
		if r := (regions{}).Read(&areas, Said{Text: in}, Env{}); !strings.Contains(r.Rest, strings.TrimPrefix(want, "for ")) || want == "" && r.Rest != "" {
			t.Errorf("%q: rest %q, want %q", in, r.Rest, want)
		}
	}
}

func TestRegionsShow(t *testing.T) {
	for _, tt := range [][2]string{
		{"knee_left", "Left knee"},
		{"knee_left lower_back", "Left knee and lower back"},
		{"knee_left neck knee_right", "Both knees and neck"},
		{"knee_left gone neck", "Left knee, gone and neck"},
	} {
		if got := (regions{}).Show(&areas, item.OptionsOf(strings.Fields(tt[0])...)); got != tt[1] {
			t.Errorf("%s is shown as %q, want %q", tt[0], got, tt[1])
		}
	}
}

func TestRegionsOptions(t *testing.T) {
	opts := (regions{}).Options(&areas)
	if len(opts) != 48 || opts[0].ID != "head" || opts[47].ID != "foot_right" {
		t.Errorf("%d options from %s", len(opts), opts[0].ID)
	}
	for _, o := range opts {
		if len(o.Label) > maxLabel || o.Label == "" {
			t.Errorf("label %q", o.Label)
		}
	}
	opts[0].ID = "x"
	if (regions{}).Options(&areas)[0].ID != "head" {
		t.Error("a caller's change reached the table")
	}
}
