package content

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func clinic(t *testing.T, text string) ClinicDoc {
	t.Helper()
	c, err := LoadClinic(fstest.MapFS{"clinic.yaml": {Data: []byte(text)}}, "clinic.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestLay(t *testing.T) {
	f := load(t, folder(t, ""), "")
	hash := f.Hash
	f.Lay(clinic(t, "# ours\nphone: \"555\"\nemail: \"\"\nfacts: {pain_policy: \"\", prices: 90}\noff: [pain.now]\n"))
	got := f.Clinic
	if got.Name.S != "Example Clinic" || got.Phone.S != "555" || got.Email.S != "" {
		t.Errorf("name %q, phone %q, email %q", got.Name.S, got.Phone.S, got.Email.S)
	}
	if got.Facts["pain_policy"].S != "Tell us." || got.Facts["prices"].S != "90" || len(got.Facts) != 2 {
		t.Errorf("facts are %v", got.Facts)
	}
	if len(got.Confirmed) != 1 || len(got.Off) != 1 {
		t.Errorf("confirmed %v, off %v", got.Confirmed, got.Off)
	}
	if f.Hash != hash {
		t.Error("a clinic's facts change which content it is")
	}
	want := "clinic.yaml:5:7: cannot be\n    off: [pain.now]\n          ^"
	if got := f.Fault(f.Clinic.Off[0].Pos, "cannot be", "").Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}

	f.Lay(clinic(t, "name: Ours\nconfirmed: [a, b]\n"))
	if f.Clinic.Name.S != "Ours" || len(f.Clinic.Confirmed) != 2 || f.Clinic.Phone.S != "555" {
		t.Errorf("laid over again: %v", f.Clinic)
	}
	f.Lay(ClinicDoc{Name: Str{S: "Made in code"}})
	if f.Clinic.Name.S != "Made in code" {
		t.Errorf("name %q", f.Clinic.Name.S)
	}
}

// TestLayOverNothing: a folder without a clinic.yaml takes one.
func TestLayOverNothing(t *testing.T) {
	f := load(t, folder(t, "clinic.yaml", "*", "-"), "")
	f.Lay(clinic(t, "facts: {prices: 90}\n"))
	if f.Clinic.Facts["prices"].S != "90" {
		t.Errorf("facts are %v", f.Clinic.Facts)
	}
}

func TestLoadClinicFaults(t *testing.T) {
	for text, want := range map[string]string{
		"nmae: Ours\nfacts: [a]\n": "c.yaml:1:1: unknown key \"nmae\", expected one of name, phone, email, facts, confirmed, off\n    nmae: Ours\n    ^\nc.yaml:2:8: facts is a list, expected a set of keys\n    facts: [a]\n           ^",
		"facts: {A: b}\n":          "c.yaml:1:9: bad key \"A\", expected lower-case letters, digits, _ and .\n    facts: {A: b}\n            ^",
	} {
		_, err := LoadClinic(fstest.MapFS{"c.yaml": {Data: []byte(text)}}, "c.yaml")
		if err == nil {
			t.Errorf("%q loads", text)
			continue
		}
		if d := cmp.Diff(want, err.Error()); d != "" {
			t.Errorf("(-want +got)\n%s", d)
		}
	}
	_, err := LoadClinic(fstest.MapFS{}, "c.yaml")
	if want := "c.yaml: open c.yaml: file does not exist, expected the clinic's facts"; err == nil || err.Error() != want {
		t.Errorf("no file: %v", err)
	}
}
