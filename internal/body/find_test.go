package body

import (
	"strings"
	"testing"

	"intake/internal/linear"
)

// said writes what was found as one line: regions, then unsided bases with a
// question mark, then wide places with two.
func said(f Found) string {
	var out []string
	out = append(out, f.Regions...)
	for _, b := range f.Unsided {
		out = append(out, b+"?")
	}
	for _, w := range f.Wide {
		out = append(out, w.ID()+"??")
	}
	return strings.Join(out, " ")
}

func check(t *testing.T, tests [][2]string) {
	t.Helper()
	for _, tt := range tests {
		if got := said(Find(tt[0])); got != tt[1] {
			t.Errorf("%q\n\tgot  %s\n\twant %s", tt[0], got, tt[1])
		}
	}
}

func TestFindWords(t *testing.T) {
	check(t, [][2]string{
		{"", ""},
		{"hello there", ""},
		{"neck", "neck"},
		{"My NECK!!", "neck"},
		{"low back", "lower_back"},
		{"lower back pain", "lower_back"},
		{"lumbar", "lower_back"},
		{"around L4/L5", "lower_back"},
		{"small of my back", "lower_back"},
		{"the lower part of my back", "lower_back"},
		{"lower left side of my back", "lower_back"},
		{"left lower back", "lower_back"},
		{"upper back", "upper_back"},
		{"between the shoulder blades", "upper_back"},
		{"between my shoulder blades and neck", "upper_back neck"},
		{"rhomboids", "upper_back"},
		{"middle of my back", "mid_back"},
		{"upper and mid back", "upper_back mid_back"},
		{"mid to lower back", "mid_back lower_back"},
		{"upper, middle and lower back", "upper_back mid_back lower_back"},
		{"whole back", "upper_back mid_back lower_back"},
		{"all over my back", "upper_back mid_back lower_back"},
		{"my entire back is tight", "upper_back mid_back lower_back"},
		{"tailbone", "sacrum"},
		{"coccyx", "sacrum"},
		{"SI joint", "sacrum"},
		{"my left SI joint", "sacrum"},
		{"tummy", "abdomen"},
		{"sternum", "chest"},
		{"pecs", "chest"},
		{"pelvic floor", "pelvis"},
		{"forehead and temples", "head"},
		{"headaches", "head"},
		{"TMJ", "jaw?"},
		{"right TMJ", "jaw_right"},
		{"left scapula", "shoulder_blade_left"},
		{"rotator cuff, right", "shoulder_right"},
		{"traps", "shoulder_left shoulder_right"},
		{"lats", "mid_back"},
		{"quads", "thigh_front_left thigh_front_right"},
		{"hamstrings", "thigh_back_left thigh_back_right"},
		{"left hamstring", "thigh_back_left"},
		{"right hammy", "thigh_back_right"},
		{"left quads", "thigh_front_left"},
		{"glutes", "buttock_left buttock_right"},
		{"my right glute", "buttock_right"},
		{"piriformis on the left", "buttock_left"},
		{"left IT band", "thigh_front_left"},
		{"right hip flexor", "hip_right"},
		{"left adductor", "groin_left"},
		{"right shin splints", "shin_right"},
		{"shin splints", "shin_left shin_right"},
		{"left achilles", "ankle_left"},
		{"plantar fasciitis right foot", "foot_right"},
		{"right heel", "foot_right"},
		{"toes on my left foot", "foot_left"},
		{"fingers", "hand?"},
		{"left thumb", "hand_left"},
		{"right pinky finger", "hand_right"},
		{"left bicep", "upper_arm_left"},
		{"tennis elbow, right arm", "elbow_right"},
		{"left kneecap", "knee_left"},
		{"my left ACL", "knee_left"},
		{"ribs", "ribs?"},
		{"left ribs", "ribs_left"},
		{"my right side hurts", "ribs_right"},
		{"sciatica", ""},
		{"arthritis", ""},
		{"back of my left thigh", "thigh_back_left"},
		{"front of the right thigh", "thigh_front_right"},
		{"back of the knee, left", "knee_left"},
		{"back of my neck", "neck"},
		{"back of my head", "head"},
		{"outside of my left knee", "knee_left"},
		{"inner left thigh", "groin_left"},
		{"upper left arm", "upper_arm_left"},
		{"lower right arm", "forearm_right"},
		{"left lower leg, front", "shin_left"},
		{"back of my left lower leg", "calf_left"},
		{"my whole left leg", "thigh_front_left thigh_back_left knee_left shin_left calf_left ankle_left foot_left"},
		{"left butt cheek", "buttock_left"},
	})
}

func TestFindSides(t *testing.T) {
	check(t, [][2]string{
		{"knee", "knee?"},
		{"left knee", "knee_left"},
		{"my lt knee", "knee_left"},
		{"L knee", "knee_left"},
		{"l. knee", "knee_left"},
		{"rt shoulder", "shoulder_right"},
		{"R shoulder", "shoulder_right"},
		{"knee (R)", "knee_right"},
		{"knee L", "knee_left"},
		{"knee: left", "knee_left"},
		{"knee on the left", "knee_left"},
		{"knee, left side", "knee_left"},
		{"my knee hurts on the right side", "knee_right"},
		{"My knee hurts. It's the right one.", "knee_right"},
		{"knees", "knee_left knee_right"},
		{"both knees", "knee_left knee_right"},
		{"both of my knees", "knee_left knee_right"},
		{"both my knees hurt", "knee_left knee_right"},
		{"either knee", "knee_left knee_right"},
		{"knees, both", "knee_left knee_right"},
		{"b/l knees", "knee_left knee_right"},
		{"bilateral hip pain", "hip_left hip_right"},
		{"left and right knee", "knee_left knee_right"},
		{"knee, left and right", "knee_left knee_right"},
		{"L&R knee", "knee_left knee_right"},
		{"left or right knee", "knee?"},
		{"left knee and hip", "knee_left hip_left"},
		{"left hip, knee and ankle", "hip_left knee_left ankle_left"},
		{"left hip/knee", "hip_left knee_left"},
		{"left knee and right hip", "knee_left hip_right"},
		{"left knee, right hip", "knee_left hip_right"},
		{"left: knee, right: hip", "knee_left hip_right"},
		{"knee (left), hip (right)", "knee_left hip_right"},
		{"knee on the left and right hip", "knee_left hip_right"},
		{"hip and knee on the left", "hip_left knee_left"},
		{"on the left: hip and knee", "hip_left knee_left"},
		{"left knee, neck and shoulder", "knee_left neck shoulder_left"},
		{"left knee and my hip", "knee_left hip?"},
		{"shoulder and right knee", "knee_right shoulder?"},
		{"left knee. shoulder too", "knee_left shoulder?"},
		{"left hip and both knees", "hip_left knee_left knee_right"},
		{"neck and right shoulder", "neck shoulder_right"},
		{"left side of my neck", "neck"},
		{"neck and shoulders", "neck shoulder_left shoulder_right"},
		{"the left knee, and the right a bit", "knee_left knee_right"},
		{"my left knee hurts more than the right", "knee_left knee_right"},
		{"both knees, left worse than right", "knee_left knee_right"},
		{"knees, mostly the left", "knee_left knee_right"},
		{"knees, just the left one", "knee_left"},
		{"knee, left worse than right", "knee_left knee_right"},
		{"pain on the right side of my left knee", "knee_left"},
		{"both my knee and my hip", "knee? hip?"},
		{"both left knee and hip", "knee_left hip_left"},
		{"my knee. Actually the left knee", "knee_left"},
		{"left-sided hip pain", "hip_left"},
		{"right-hand side of my jaw", "jaw_right"},
		{"left hand", "hand_left"},
		{"my lef knee", "knee?"},
		{"letf knee", "knee_left"},
		{"rigth ankle", "ankle_right"},
		{"left leg, around the knee", "knee_left"},
		{"feet", "foot_left foot_right"},
		{"both feet and the left calf", "foot_left foot_right calf_left"},
		{"upper and lower left leg", "thigh_left?? lower_leg_left??"},
		{"knees left", "knee_left"},
		{"right shoulder down to the hand", "shoulder_right hand_right"},
		{"left hip into the knee", "hip_left knee_left"},
		{"quads and hamstrings on the left leg", "thigh_front_left thigh_back_left"},
		{"my knees hurt and my left leg tingles", "knee_left knee_right"},
		{"upper right back", "upper_back"},
		{"My shoulder blade and neck on the right", "shoulder_blade_right neck"},
		{"pain in left wrist + right elbow + neck", "wrist_left elbow_right neck"},
		{"Lower back, left hip and down the back of my left thigh into the calf", "lower_back hip_left thigh_back_left calf_left"},
		{"Left shoulder since the fall, also the right hip when I walk", "shoulder_left hip_right"},
		{"It's mostly my right knee but sometimes the left too", "knee_right knee_left"},
		{"knee and ankle, both on the right", "knee_right ankle_right"},
		{"my ankle (the left one) and wrists", "ankle_left wrist_left wrist_right"},
		{"my neck, left shoulder, and both hands go numb", "neck shoulder_left hand_left hand_right"},
		{"left foot - heel mostly", "foot_left"},
		{"my left elbow since I twisted to the right", "elbow_left"},
		{"calves", "calf_left calf_right"},
		{"knees and left hip", "knee_left knee_right hip_left"},
	})
}

func TestFindSidesThatAreNone(t *testing.T) {
	check(t, [][2]string{
		{"my knee hurts right now", "knee?"},
		{"that's right, the knee", "knee?"},
		{"all right, my knee", "knee?"},
		{"my knee, right?", "knee?"},
		{"it's my left knee, right?", "knee_left"},
		{"Right, so my knee is sore", "knee?"},
		{"right in the middle of my knee", "knee?"},
		{"right at the hip", "hip?"},
		{"my knee doesn't feel right", "knee?"},
		{"right behind the left knee", "knee_left"},
		{"I left work because of my knee", "knee?"},
		{"my hip hurt when I left", "hip?"},
		{"it left my knee stiff", "knee?"},
		{"I left my brace at home, my knee hurts", "knee?"},
		{"not much cartilage left in my knee", "knee?"},
		{"my hip hurts when I turn left", "hip?"},
		{"hip pain when I lie on my left side", "hip?"},
		{"I'm left handed, my wrist hurts", "wrist?"},
		{"on the other hand my right elbow is sore", "elbow_right"},
		{"my knees r sore", "knee_left knee_right"},
		{"the right way to hold my wrist", "wrist?"},
	})
}

func TestFindNegation(t *testing.T) {
	check(t, [][2]string{
		{"not the left, the right knee", "knee_right"},
		{"the right knee, not the left", "knee_right"},
		{"right knee not left", "knee_right"},
		{"knee but not the hip", "knee?"},
		{"left knee but not the hip", "knee_left"},
		{"left knee, not the hip or ankle", "knee_left"},
		{"my knee, not the left one", "knee_right"},
		{"both knees but not the hips", "knee_left knee_right"},
		{"no pain in my knees, hips or ankles", ""},
		{"no neck pain, but my left hip hurts", "hip_left"},
		{"no knee pain, just my right hip", "hip_right"},
		{"no neck pain and my left knee hurts", "knee_left"},
		{"I don't have neck pain", ""},
		{"it's not my left knee, it's my right", "knee_right"},
		{"No, the left knee", "knee_left"},
		{"no the left knee", "knee_left"},
		{"no, my neck", "neck"},
		{"not just my neck, my jaw on the right too", "neck jaw_right"},
		{"not sure, maybe my neck", "neck"},
		{"neither knee", ""},
		{"everything but my neck", ""},
		{"all of my back except the upper back", "mid_back lower_back"},
		{"left knee, without the ankle", "knee_left"},
		{"left knee is fine, the right hurts", "knee_right"},
		{"my neck is fine but my lower back hurts", "lower_back"},
		{"my neck doesn't hurt, my lower back does", "lower_back"},
		{"I can't bend my left knee", "knee_left"},
		{"I can't feel my left foot", "foot_left"},
		{"my left knee isn't getting better", "knee_left"},
		{"my left knee won't stop hurting", "knee_left"},
		{"my right shoulder is not good", "shoulder_right"},
		{"the left hip, no swelling in the left hip", "hip_left"},
		{"never had neck problems", ""},
		{"left hip rather than my back", "hip_left"},
		{"hips except the left", "hip_right"},
		{"my whole left arm except the elbow and hand", "upper_arm_left forearm_left wrist_left"},
		{"I dont have pain in my knees but in my ankles", "ankle_left ankle_right"},
		{"used to hurt in my neck, now its the lower back", "lower_back"},
		{"its my right shoulder not my neck", "shoulder_right"},
		{"my hip isn't the problem, it's my lower back", "lower_back"},
		{"not really the knee, more the left shin", "shin_left"},
		{"no longer my neck, now my jaw on both sides", "jaw_left jaw_right"},
	})
}

func TestFindWide(t *testing.T) {
	check(t, [][2]string{
		{"my back", "back??"},
		{"back pain", "back??"},
		{"spine", "back??"},
		{"my back, the lower part", "lower_back"},
		{"back (lower)", "lower_back"},
		{"my back, lower back mostly", "lower_back"},
		{"my leg", "leg??"},
		{"left leg", "leg_left??"},
		{"legs", "leg_both??"},
		{"both arms", "arm_both??"},
		{"right arm and neck", "neck arm_right??"},
		{"thigh", "thigh??"},
		{"left upper leg", "thigh_left??"},
		{"left thigh", "thigh_left??"},
		{"left lower leg", "lower_leg_left??"},
		{"lower back and down my left leg", "lower_back leg_left??"},
		{"pain down my right leg from the hip to the foot", "foot_right hip?"},
		{"left knee and right leg", "knee_left leg_right??"},
		{"the pain came back", ""},
		{"it was two years back", ""},
		{"back in March my neck went", "neck"},
		{"went back to work", ""},
		{"I'll be back", ""},
		{"I'll be right back", ""},
		{"my back in the morning", "back??"},
		{"fell from six feet", ""},
		{"I am on my feet all day", ""},
		{"my back and neck", "neck back??"},
	})
}

func TestFindMisspelt(t *testing.T) {
	check(t, [][2]string{
		{"left shoudler", "shoulder_left"},
		{"left sholder", "shoulder_left"},
		{"right ankel", "ankle_right"},
		{"right elbo", "elbow_right"},
		{"shouldrs", "shoulder_left shoulder_right"},
		{"left hamstrng", "thigh_back_left"},
		{"stomac", "abdomen"},
		{"left wirst", "wrist_left"},
		{"lft kneee", "knee_left"},
		{"left angle", ""},
		{"check in", ""},
		{"it feels grown", ""},
		{"upper bakc", "upper_back"},
		{"taibone", "sacrum"},
		{"a spice", ""},
	})
}

func TestFindSpanish(t *testing.T) {
	check(t, [][2]string{
		{"rodilla izquierda", "knee_left"},
		{"me duele el hombro derecho y la cadera izquierda", "shoulder_right hip_left"},
		{"las dos rodillas", "knee_left knee_right"},
		{"espalda baja", "lower_back"},
		{"la espalda", "back??"},
		{"cuello", "neck"},
		{"no me duele el cuello, me duele la rodilla derecha", "knee_right"},
		{"tobillo", "ankle?"},
		{"muñeca izquierda", "wrist_left"},
	})
}

func TestFindUsed(t *testing.T) {
	for in, want := range map[string]string{
		"my left knee since May":            "left knee",
		"knee on the left, three weeks":     "knee on the left",
		"no neck pain but a sore right hip": "right hip",
		"Müde, L. knee and neck":            "L. knee|neck",
		"nothing":                           "",
	} {
		var got []string
		for _, u := range Find(in).Used {
			got = append(got, in[u[0]:u[1]])
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("%q used %q, want %q", in, g, want)
		}
	}
}

func TestFindDenied(t *testing.T) {
	for in, want := range map[string]string{
		"not the left knee, the right knee": "knee_left",
		"no pain in my neck":                "neck",
		"left knee":                         "",
		"my neck is fine":                   "neck",
	} {
		if got := strings.Join(Find(in).Denied, " "); got != want {
			t.Errorf("%q denied %q, want %q", in, got, want)
		}
	}
}

func TestSide(t *testing.T) {
	for in, want := range map[string]string{
		"left": "L", "Left.": "L", "l": "L", "L": "L", "the left one": "L", "on my left side": "L", "lft": "L",
		"right": "R", "r": "R", "right one": "R", "the right": "R", "rigth": "R", "right side": "R", "it's the right": "R",
		"both": "LR", "both of them": "LR", "both sides": "LR", "left and right": "LR", "each": "LR", "boht": "LR", "l & r": "LR",
		"both, left is worse": "LR", "mostly left": "L", "not the left, the right": "R", "right, not left": "R",
		"that's right": "", "right now": "", "not the left": "", "left or right": "", "neither": "", "": "", "not sure": "",
		"I left work": "", "seven": "", "not right now": "", "izquierda": "L", "las dos": "LR", "derecho": "R", "right now it's the left": "L",
		"just left": "L", "only the right": "R", "right knee": "R", "mainly right but a bit of left": "LR", "all right": "", "not at all": "",
	} {
		l, r, ok := Side(in)
		got := ""
		if l {
			got += "L"
		}
		if r {
			got += "R"
		}
		if got != want || ok != (want != "") {
			t.Errorf("Side(%q) = %q, %v, want %q", in, got, ok, want)
		}
	}
}

func TestLexiconNamesPlaces(t *testing.T) {
	for _, c := range lexicon {
		if _, ok := baseByID[c.place]; !ok && wideParts[c.place] == nil {
			t.Errorf("%q is no place", c.place)
		}
		for p := range strings.SplitSeq(c.one+"|"+c.many, "|") {
			if p == "" {
				continue
			}
			f := Find(p)
			found := strings.Contains(" "+strings.Join(append(f.Regions, f.Unsided...), " "), " "+c.place)
			for _, w := range f.Wide {
				found = found || w.Place == c.place
			}
			if !found {
				t.Errorf("%q is listed for %s, found %s", p, c.place, said(f))
			}
		}
	}
}

func TestFindIsLinear(t *testing.T) {
	for _, unit := range []string{"left knee and ", "no pain in my ", "left ", "back of my ", "not the left, ", "shouldre ", "l&r ", "upper ", "a", "knee is "} {
		linear.Check(t, unit, func(said string) {
			Find(said)
			Side(said)
		})
	}
}

func BenchmarkFind(b *testing.B) {
	said := strings.Repeat("No pain in my knees, but the back of my left thigh and both shoulders hurt. ", 1300)
	b.SetBytes(int64(len(said)))
	for b.Loop() {
		Find(said)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"left knee and hip", "not the left, the right knee", "my back", "L. & R. quads", "knee's (left), both/neither",
		"no pain in my knees, hips or ankles", "back of my left thigh", "\xff left \x00 knee", "ПЛЕЧО", "’’'s 's",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Find(s)
		seen := map[string]bool{}
		for _, id := range got.Regions {
			if _, ok := ByID(id); !ok || seen[id] {
				t.Errorf("region %q is unknown or twice", id)
			}
			seen[id] = true
		}
		for _, id := range got.Denied {
			if seen[id] {
				t.Errorf("%q is both found and denied", id)
			}
		}
		for _, b := range got.Unsided {
			if !Paired(b) || seen[b+"_left"] || seen[b+"_right"] {
				t.Errorf("no side to ask of %q", b)
			}
		}
		for _, w := range got.Wide {
			if Parts(w.Place) == nil {
				t.Errorf("%q holds nothing", w.Place)
			}
		}
		at := 0
		for _, u := range got.Used {
			if u[0] < at || u[1] <= u[0] || u[1] > len(s) {
				t.Errorf("used %v of %d bytes", got.Used, len(s))
			}
			at = u[1]
		}
		if l, r, ok := Side(s); ok != (l || r) {
			t.Errorf("Side: %v %v %v", l, r, ok)
		}
	})
}
