package body

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRegions(t *testing.T) {
	want := strings.Fields(`head face jaw_left jaw_right neck shoulder_left shoulder_right
		shoulder_blade_left shoulder_blade_right upper_back mid_back lower_back sacrum chest ribs_left ribs_right
		abdomen pelvis upper_arm_left upper_arm_right elbow_left elbow_right forearm_left forearm_right
		wrist_left wrist_right hand_left hand_right buttock_left buttock_right hip_left hip_right
		groin_left groin_right thigh_front_left thigh_front_right thigh_back_left thigh_back_right
		knee_left knee_right shin_left shin_right calf_left calf_right ankle_left ankle_right foot_left foot_right`)
	var got []string
	labels := map[string]bool{}
	for _, r := range Regions() {
		got = append(got, r.ID)
		if labels[r.Label] {
			t.Errorf("two regions are called %q", r.Label)
		}
		labels[r.Label] = true
		if back, ok := ByID(r.ID); !ok || back != r {
			t.Errorf("ByID(%q) = %v, %v", r.ID, back, ok)
		}
		if r.Side != "" && r.ID != r.Base+"_"+r.Side {
			t.Errorf("%q is not %q and %q", r.ID, r.Base, r.Side)
		}
		if len(r.Code) < 6 {
			t.Errorf("%s has no code", r.ID)
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if len(got) != 48 {
		t.Errorf("%d regions, want 48", len(got))
	}
}

func TestCodes(t *testing.T) {
	for id, want := range map[string][2]string{
		"knee_left":   {"72696002", "7771000"},
		"knee_right":  {"72696002", "24028007"},
		"groin_left":  {"85119005", ""},
		"groin_right": {"37117007", ""},
		"lower_back":  {"52612000", ""},
	} {
		r, _ := ByID(id)
		if got := [2]string{r.Code, r.Laterality}; got != want {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
	}
}

func TestGroups(t *testing.T) {
	want := map[string]string{
		"neck_head": "head face jaw_left jaw_right neck",
		"spine":     "neck upper_back mid_back lower_back sacrum",
		"spine_hip": "neck upper_back mid_back lower_back sacrum pelvis hip_left hip_right groin_left groin_right",
		"leg": "thigh_front_left thigh_front_right thigh_back_left thigh_back_right knee_left knee_right " +
			"shin_left shin_right calf_left calf_right ankle_left ankle_right foot_left foot_right",
		"back_leg": "lower_back sacrum pelvis buttock_left buttock_right hip_left hip_right groin_left groin_right " +
			"thigh_front_left thigh_front_right thigh_back_left thigh_back_right knee_left knee_right " +
			"shin_left shin_right calf_left calf_right ankle_left ankle_right foot_left foot_right",
		"belly_back": "mid_back lower_back abdomen",
		"low_back": "lower_back sacrum pelvis buttock_left buttock_right hip_left hip_right groin_left groin_right " +
			"thigh_back_left thigh_back_right",
	}
	got := map[string]string{}
	for name, ids := range Groups() {
		got[name] = strings.Join(ids, " ")
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestCallersMayChangeWhatTheyGet(t *testing.T) {
	Regions()[0].ID = "x"
	Groups()["spine"][0] = "x"
	Parts("leg")[0] = "x"
	if Regions()[0].ID != "head" || Groups()["spine"][0] != "neck" || Parts("leg")[0] != "thigh_front" {
		t.Error("a caller's change reached the tables")
	}
}

func TestLabel(t *testing.T) {
	for id, want := range map[string]string{
		"knee_left": "Left knee", "lower_back": "Lower back", "foot_right": "Right foot",
		"thigh_back_left": "Back of left thigh", "shoulder_blade_right": "Right shoulder blade",
		"knee": "knee", "thigh_front": "front of the thigh", "leg_left": "left leg", "leg": "leg", "arm_both": "both arms",
		"knee_both": "Both knees", "nowhere": "nowhere", "": "",
	} {
		if got := Label(id); got != want {
			t.Errorf("Label(%q) = %q, want %q", id, got, want)
		}
	}
}

func TestLabels(t *testing.T) {
	for in, want := range map[string]string{
		"knee_left knee_right neck":                      "Both knees, Neck",
		"neck knee_right hip_left knee_left":             "Neck, Both knees, Left hip",
		"foot_left calf_left foot_right calf_right":      "Both feet, Both calves",
		"knee_left hip_right":                            "Left knee, Right hip",
		"gone knee_left knee_left":                       "gone, Left knee",
		"jaw_left jaw_right thigh_back_left groin_right": "Both sides of the jaw, Back of left thigh, Right groin",
	} {
		if got := strings.Join(Labels(strings.Fields(in)), ", "); got != want {
			t.Errorf("Labels(%s) = %s, want %s", in, got, want)
		}
	}
}
